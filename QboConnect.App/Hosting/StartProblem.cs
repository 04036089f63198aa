using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace QboConnect.App.Hosting;

/// <summary>Says in a sentence why the app cannot start.</summary>
internal static class StartProblem
{
    /// <summary>The sentence, or null where the exception is a bug, which should show its stack trace.</summary>
    public static string? SentenceFor(Exception exception) => exception switch
    {
        CannotStartException problem => problem.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        InvalidDataException file => OneLine(file.Message + " " + file.InnerException?.Message),
        // Found free a moment ago and taken meanwhile.
        IOException { InnerException: AddressInUseException } taken => OneLine(taken.Message),
        DbException database => $"The database cannot be opened: {OneLine(database.Message)}",
        { InnerException: { } inner } => SentenceFor(inner),
        _ => null,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
