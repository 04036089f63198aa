using System.Globalization;
using CsvHelper;

namespace QboConnect.App.Shared;

/// <summary>Writes a list as CSV: UTF-8 with a mark so that spreadsheets read it as such, dates and numbers in the invariant culture.</summary>
internal static class Csv
{
    // A spreadsheet takes text that begins with one of these for a formula (OWASP: CSV injection). Numbers are written as numbers.
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>A download. Text that a spreadsheet would run as a formula is written as text.</summary>
    public static IResult File(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) => Results.Stream(
        async stream =>
        {
            await using var text = new StreamWriter(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
            await WriteAsync(csv, header);
            foreach (var row in rows)
            {
                await WriteAsync(csv, row);
            }
        },
        "text/csv; charset=utf-8",
        name);

    private static async Task WriteAsync(CsvWriter csv, IReadOnlyList<object?> row)
    {
        foreach (var value in row)
        {
            csv.WriteField(value switch
            {
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                string text when text.Length > 0 && FormulaStarts.Contains(text[0]) => "'" + text,
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            });
        }

        await csv.NextRecordAsync();
    }
}
