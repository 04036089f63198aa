using System.Globalization;
using QboConnect.Core.Amounts;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Reconciliation;

/// <summary>One row of QuickBooks' general ledger.</summary>
/// <param name="QboAccountId">The account it stands under.</param>
/// <param name="TransactionId">QuickBooks' id of the transaction.</param>
/// <param name="Date">Day of the transaction.</param>
/// <param name="Minor">Minor units of the home currency, debit positive.</param>
public readonly record struct GeneralLedgerRow(string QboAccountId, string TransactionId, DateOnly Date, long Minor);

/// <summary>Reads QuickBooks' GeneralLedger report (QBO reports: GeneralLedger).</summary>
public static class GeneralLedgerReading
{
    /// <summary>
    /// The rows of all transactions. The report gives amounts in each account's natural sign: a credit is positive on liabilities, equity and income.
    /// </summary>
    /// <param name="report">The report, asked for with the columns <c>tx_date, txn_type, subt_nat_amount</c> among others.</param>
    /// <param name="creditIsPositive">Whether an account's natural side is the credit.</param>
    /// <param name="home">The home currency.</param>
    public static IReadOnlyList<GeneralLedgerRow> Rows(QboReport report, Func<string, bool> creditIsPositive, Currency home)
    {
        ArgumentNullException.ThrowIfNull(report);
        var date = Column(report, "tx_date");
        var type = Column(report, "txn_type");
        var amount = Column(report, "subt_nat_amount");
        return [.. report.Rows.SelectMany(row => Walk(row, account: null))];

        IEnumerable<GeneralLedgerRow> Walk(QboReportRow row, string? account)
        {
            if (row.IsSection)
            {
                var own = row.Cells.Count > 0 ? row.Cells[0].Id ?? account : account;
                return row.Rows.SelectMany(child => Walk(child, own));
            }

            // A beginning balance has no transaction.
            return account is not null && row.Cells.Count > amount && row.Cells[type].Id is { } id && row.Cells[amount].Value.Length > 0
                ? [new(account, id, DateOnly.Parse(row.Cells[date].Value, CultureInfo.InvariantCulture), Signed(account, row.Cells[amount].Value))]
                : [];
        }

        long Signed(string account, string value)
        {
            var minor = Money.Of(decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture), home).Minor;
            return creditIsPositive(account) ? -minor : minor;
        }
    }

    private static int Column(QboReport report, string key)
    {
        for (var index = 0; index < report.Columns.Count; index++)
        {
            if (report.Columns[index].Key == key)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"QuickBooks' general ledger has no column {key}.");
    }
}
