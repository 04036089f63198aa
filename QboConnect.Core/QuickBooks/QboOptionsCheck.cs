using Microsoft.Extensions.Options;

namespace QboConnect.Core.QuickBooks;

/// <summary>Says in a sentence which setting is wrong, before the first call fails for it.</summary>
internal sealed class QboOptionsCheck : IValidateOptions<QboOptions>
{
    public ValidateOptionsResult Validate(string? name, QboOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(QboOptions options)
    {
        if (!Enum.IsDefined(options.Environment))
        {
            yield return "QuickBooks:Environment must be Simulator, Sandbox or Production.";
        }
        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return "QuickBooks:ClientId is empty: set it to the client id of your app at developer.intuit.com.";
        }
        if (string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return "QuickBooks:ClientSecret is empty: set it in user secrets or in the environment variable QuickBooks__ClientSecret.";
        }
        if (!options.SimulatorUrl.IsAbsoluteUri)
        {
            yield return "Simulator:Url must be a whole address such as http://localhost:5081.";
        }
        if (options.Limits.WindowScale <= 0)
        {
            yield return "QuickBooks:Limits:WindowScale must be above 0.";
        }
    }
}
