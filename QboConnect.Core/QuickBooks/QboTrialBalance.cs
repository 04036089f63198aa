using System.Globalization;

namespace QboConnect.Core.QuickBooks;

/// <summary>One account of a trial balance, in home currency; one side is 0.</summary>
/// <param name="AccountId">The account's id.</param>
/// <param name="Name">Its name with those of its parents, by colons.</param>
/// <param name="Debit">Debit balance.</param>
/// <param name="Credit">Credit balance.</param>
public sealed record QboTrialBalanceRow(string AccountId, string Name, decimal Debit, decimal Credit);

/// <summary>
/// A trial balance. Balance sheet accounts stand at its last day; income and expense are those of the fiscal year so far,
/// and earlier years are in Retained Earnings.
/// </summary>
public sealed record QboTrialBalance(DateOnly FiscalYearStart, DateOnly AsOf, string? Currency, IReadOnlyList<QboTrialBalanceRow> Rows)
{
    /// <summary>All debit balances.</summary>
    public decimal TotalDebit => Rows.Sum(r => r.Debit);

    /// <summary>All credit balances; equals the debits in a sound company.</summary>
    public decimal TotalCredit => Rows.Sum(r => r.Credit);

    /// <summary>The first day of the fiscal year a day belongs to.</summary>
    /// <param name="asOf">The day.</param>
    /// <param name="firstMonth">English name of the month the year starts with; January where QuickBooks gives none.</param>
    internal static DateOnly FiscalYearStartOf(DateOnly asOf, string? firstMonth)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        var month = Math.Max(0, Array.FindIndex(names, n => n.Length > 0 && string.Equals(n, firstMonth, StringComparison.OrdinalIgnoreCase))) + 1;
        return new DateOnly(asOf.Month >= month ? asOf.Year : asOf.Year - 1, month, 1);
    }

    /// <summary>Columns are taken by their place: account, debit, credit; their titles are translated.</summary>
    internal static QboTrialBalance Of(QboReport report, DateOnly fiscalYearStart, DateOnly asOf) => new(
        fiscalYearStart,
        asOf,
        report.Header.Currency,
        [.. report.DataRows()
            .Where(r => r.Cells.Count >= 3 && r.Cells[0].Id is not null)
            .Select(r => new QboTrialBalanceRow(r.Cells[0].Id!, r.Cells[0].Value, Amount(r.Cells[1]), Amount(r.Cells[2])))]);

    private static decimal Amount(QboReportCell cell) =>
        cell.Value.Length == 0 ? 0m : decimal.Parse(cell.Value, NumberStyles.Number, CultureInfo.InvariantCulture);
}
