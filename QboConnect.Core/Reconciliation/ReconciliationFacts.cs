using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Reconciliation;

/// <summary>What Core knows when the trial balances are compared.</summary>
/// <param name="Accounts">Core's chart by id.</param>
/// <param name="RetainedEarnings">The account that holds the profits of earlier years, or null where none is mapped.</param>
/// <param name="Home">The base currency.</param>
/// <param name="FiscalYearStart">First day of the as-at date's fiscal year, as QuickBooks has it.</param>
/// <param name="Ledger">Sums of the ledger.</param>
/// <param name="Differences">Sums of what QuickBooks books otherwise.</param>
/// <param name="Baseline">QuickBooks' trial balance when Core took over.</param>
/// <param name="BaselineIsOfEarlierYear">Whether a fiscal year has begun since, so that the baseline's profits stand in retained earnings now.</param>
/// <param name="YearlyInQuickBooks">QuickBooks' income and expense accounts.</param>
internal sealed record ReconciliationFacts(
    IReadOnlyDictionary<long, Account> Accounts,
    long? RetainedEarnings,
    Currency Home,
    DateOnly FiscalYearStart,
    IReadOnlyList<LedgerBucket> Ledger,
    IReadOnlyList<(long AccountId, bool BeforeFiscalYear, PostingDifferenceKind Kind, long Minor)> Differences,
    IReadOnlyList<BaselineBalance> Baseline,
    bool BaselineIsOfEarlierYear,
    IReadOnlySet<string> YearlyInQuickBooks)
{
    private string? RetainedEarningsInQuickBooks => RetainedEarnings is { } id ? Accounts[id].QboId : null;

    /// <summary>Compares, with these further reasons found in QuickBooks.</summary>
    public TrialBalanceComparison Compare(
        IReadOnlyCollection<QuickBooksBalance> quickBooks, IEnumerable<(string QboId, Explanation Reason, long Minor)> found) =>
        TrialBalanceComparison.Of(
            [.. Accounts.Values],
            LedgerBuckets.CoreBalances(Ledger, Accounts, RetainedEarnings),
            quickBooks,
            LedgerBuckets.Explain(Ledger, Accounts, RetainedEarnings).Concat(Differences.Select(difference => new ExplainedAmount(
                LedgerBuckets.Landing(difference.AccountId, difference.BeforeFiscalYear, Accounts, RetainedEarnings),
                difference.Kind == PostingDifferenceKind.ThroughClearing ? Explanation.ThroughClearing : Explanation.BookedByQuickBooks,
                difference.Minor))),
            BaselineNow().Select(row => (row.Key, Explanation.BeforeConnecting, row.Value)).Concat(found));

    /// <summary>What was made in QuickBooks since connecting: its general ledger less ours and less what stood there before.</summary>
    public IEnumerable<(string QboId, Explanation Reason, long Minor)> MadeInQuickBooks(
        IEnumerable<GeneralLedgerRow> rows, IReadOnlySet<string> ours)
    {
        var others = rows.Where(row => !ours.Contains(row.TransactionId))
            .GroupBy(row => Landing(row.QboAccountId, row.Date < FiscalYearStart))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Minor));
        var before = BaselineNow();
        return others.Keys.Union(before.Keys)
            .Select(id => (id, Explanation.MadeInQuickBooks, others.GetValueOrDefault(id) - before.GetValueOrDefault(id)))
            .Where(row => row.Item3 != 0);
    }

    private Dictionary<string, long> BaselineNow() =>
        Baseline.GroupBy(row => Landing(row.QboAccountId, BaselineIsOfEarlierYear))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.BalanceMinor));

    private string Landing(string qboAccountId, bool beforeFiscalYear) =>
        beforeFiscalYear && YearlyInQuickBooks.Contains(qboAccountId) ? RetainedEarningsInQuickBooks ?? qboAccountId : qboAccountId;
}
