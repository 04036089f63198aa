using System.Globalization;
using CsvHelper;

namespace QboConnect.Core.Sales.Import;

/// <summary>Files the import hands out. A field that a spreadsheet would run as a formula is made text.</summary>
public static class SalesCsvText
{
    private static readonly CsvWriterOptions Safe = new() { Injection = CsvInjection.Escape };

    /// <summary>The template: the header and one example order.</summary>
    public static string Template() => Write([SalesCsvColumn.All.Select(column => column.Name), SalesCsvColumn.All.Select(column => column.Example)]);

    /// <summary>Errors as a file.</summary>
    public static string Errors(IEnumerable<SalesCsvError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return Write(errors
            .Select(error => new[] { error.Row.ToString(CultureInfo.InvariantCulture), error.Column, error.Order, error.Message }.AsEnumerable())
            .Prepend(["Row", "Column", "Order", "What is wrong"]));
    }

    private static string Write(IEnumerable<IEnumerable<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Safe, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                csv.WriteRecord(row.ToArray());
            }
        }

        return text.ToString();
    }
}
