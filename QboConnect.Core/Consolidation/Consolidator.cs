using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>
/// From ledger transactions to journals (consolidation seed; accounting-examples 0.3). Everything that needs a decision was decided when the documents
/// were posted, so this only sums: the same transactions in any order give the same journals.
/// </summary>
public static class Consolidator
{
    /// <summary>The journals of these transactions, ordered by day, currency, type and payment account. Retired ones do not count.</summary>
    public static IReadOnlyList<Journal> Consolidate(IEnumerable<LedgerTransaction> transactions, ConsolidationRules rules)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        var totals = new JournalTotals(rules);
        var position = 0;
        foreach (var transaction in transactions.Where(transaction => transaction.RetiredAt is null))
        {
            var (location, salesRep, job) = (transaction.LocationId, transaction.SalesRep, transaction.Job);
            totals.Begin(new JournalTotals.Header(
                position++,
                transaction.Date.DayNumber,
                totals.Symbol(transaction.Currency),
                transaction.PaymentAccountId ?? 0,
                totals.Symbol(rules.Tracked(rules.ClassSource, location, salesRep, job)),
                totals.Symbol(rules.Tracked(rules.LocationSource, location, salesRep, job))));
            foreach (var line in transaction.Lines)
            {
                totals.Add(line.Section, line.AccountId, line.TaxRuleId is not null, line.BaseMinor);
            }
        }

        return totals.Journals();
    }
}
