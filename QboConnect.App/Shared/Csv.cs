using System.Globalization;
using System.Text;

namespace QboConnect.App.Shared;

/// <summary>Writes a list as CSV (RFC 4180): UTF-8 with a mark so that spreadsheets read it as such, dates and numbers in the invariant culture.</summary>
internal static class Csv
{
    // A spreadsheet takes text that begins with one of these for a formula (OWASP: CSV injection). Numbers are written as numbers.
    private const string FormulaStarts = "=+-@\t\r";

    /// <summary>A download. Text that a spreadsheet would run as a formula is written as text.</summary>
    public static IResult File(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) => Results.Stream(
        async stream =>
        {
            await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
            await text.WriteAsync(Line(header));
            foreach (var row in rows)
            {
                await text.WriteAsync(Line(row));
            }
        },
        "text/csv; charset=utf-8",
        name);

    /// <summary>One line, with its end.</summary>
    internal static string Line(IEnumerable<object?> row) => string.Join(',', row.Select(Field)) + "\r\n";

    private static string Field(object? value)
    {
        var text = value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string given when given.Length > 0 && FormulaStarts.Contains(given[0]) => "'" + given,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
