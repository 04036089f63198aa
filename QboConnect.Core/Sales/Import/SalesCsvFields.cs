using System.Globalization;

namespace QboConnect.Core.Sales.Import;

/// <summary>Reads the fields of one row strictly and reports what cannot be read. A field with an error reads as null.</summary>
internal sealed class SalesCsvFields(SalesCsvOrder order, SalesCsvRow row)
{
    public bool Has(string column) => row[column].Length > 0;

    public string? Text(string column, int longest, bool isRequired = false)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            return isRequired ? Refuse<string>(column, "It is empty, but it is needed.") : null;
        }

        return text.Length > longest ? Refuse<string>(column, $"It has {text.Length} characters; at most {longest} are allowed.")
            : text.Any(char.IsControl) ? Refuse<string>(column, "It holds a line break or another control character. Take it out.")
            : text;
    }

    public DateOnly? Date(string column, bool isRequired = false)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            return isRequired ? RefuseValue<DateOnly>(column, "It is empty, but it is needed. Write 2026-03-31.") : null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : RefuseValue<DateOnly>(column, $"'{text}' is not a date. Write year, month and day: 2026-03-31.");
    }

    /// <summary>A number with at most so many decimals.</summary>
    public decimal? Number(string column, int decimals = 4, bool mayBeNegative = false, bool isRequired = false)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            return isRequired ? RefuseValue<decimal>(column, "It is empty, but it is needed. Write 0.00 where there is nothing.") : null;
        }

        if (!IsPlain(text, decimals) || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return RefuseValue<decimal>(column, $"'{text}' cannot be read. Write 1234.50: digits, a point, at most {decimals} decimals, no thousands mark, no currency.");
        }

        return value < 0 && !mayBeNegative ? RefuseValue<decimal>(column, $"'{text}' is below zero. Credit notes are not imported.") : value;
    }

    public T? Refuse<T>(string column, string message)
        where T : class
    {
        order.Report(row, column, message);
        return null;
    }

    public T? RefuseValue<T>(string column, string message)
        where T : struct
    {
        order.Report(row, column, message);
        return null;
    }

    // At most 13 digits before the point: the amount still fits a count of cents many times over.
    private static bool IsPlain(string text, int decimals)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var (whole, part) = point < 0 ? (digits, "0") : (digits[..point], digits[(point + 1)..]);
        return whole.Length is > 0 and <= 13 && whole.All(char.IsAsciiDigit)
            && part.Length > 0 && part.All(char.IsAsciiDigit) && part.TrimEnd('0').Length <= decimals;
    }
}
