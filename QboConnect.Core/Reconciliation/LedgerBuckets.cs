using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Reconciliation;

/// <summary>A sum of ledger lines that stand alike towards QuickBooks.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="BeforeFiscalYear">Dated before the fiscal year of the as-at date.</param>
/// <param name="CountsInCore">Not retired.</param>
/// <param name="HeldByQuickBooks">Exported and not yet taken back there.</param>
/// <param name="Route">How it reaches QuickBooks.</param>
/// <param name="Minor">Minor units of the base currency, debit positive.</param>
public readonly record struct LedgerBucket(
    long AccountId, bool BeforeFiscalYear, bool CountsInCore, bool HeldByQuickBooks, ExportRoute Route, long Minor);

/// <summary>Turns sums of the ledger into Core's trial balance and the reasons why QuickBooks' may differ.</summary>
public static class LedgerBuckets
{
    /// <summary>
    /// Core's trial balance: what is not retired, with the profits of earlier fiscal years in retained earnings, as QuickBooks' report has them
    /// (QBO reports: TrialBalance).
    /// </summary>
    public static Dictionary<long, long> CoreBalances(IEnumerable<LedgerBucket> buckets, IReadOnlyDictionary<long, Account> accounts, long? retainedEarnings) =>
        buckets.Where(bucket => bucket.CountsInCore)
            .GroupBy(bucket => Landing(bucket.AccountId, bucket.BeforeFiscalYear, accounts, retainedEarnings))
            .ToDictionary(group => group.Key, group => group.Sum(bucket => bucket.Minor));

    /// <summary>The reasons that the ledger's own records give.</summary>
    public static IEnumerable<ExplainedAmount> Explain(IEnumerable<LedgerBucket> buckets, IReadOnlyDictionary<long, Account> accounts, long? retainedEarnings) =>
        from bucket in buckets
        let reason = Reason(bucket)
        where reason is not null
        let account = Landing(bucket.AccountId, bucket.BeforeFiscalYear, accounts, retainedEarnings)
        select new ExplainedAmount(account, reason.Value, bucket.CountsInCore ? -bucket.Minor : bucket.Minor);

    /// <summary>The account an amount shows on: retained earnings for the income and expenses of earlier fiscal years.</summary>
    public static long Landing(long accountId, bool beforeFiscalYear, IReadOnlyDictionary<long, Account> accounts, long? retainedEarnings) =>
        beforeFiscalYear && retainedEarnings is { } equity && (accountId == PostingDifference.QuickBooksExchangeAccount || accounts.GetValueOrDefault(accountId) is { IsBalanceSheet: false })
            ? equity
            : accountId;

    private static Explanation? Reason(LedgerBucket bucket) => bucket switch
    {
        { CountsInCore: true, HeldByQuickBooks: true } or { CountsInCore: false, HeldByQuickBooks: false } => null,
        { CountsInCore: false, HeldByQuickBooks: true } => Explanation.Waiting,
        // Taken over from QuickBooks: there it is part of what stood before.
        // What a former company holds is no business of this one's books: their opening balances stand for it.
        { Route: ExportRoute.FromQuickBooks or ExportRoute.FormerCompany or ExportRoute.FormerConsolidated } => Explanation.BeforeConnecting,
        { Route: ExportRoute.Skipped } => Explanation.NoSync,
        _ => Explanation.Waiting,
    };
}
