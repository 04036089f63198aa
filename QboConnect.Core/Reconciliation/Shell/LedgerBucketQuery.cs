using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Reconciliation.Shell;

/// <summary>Sums the ledger in the database: one row an account and standing, whatever the number of documents.</summary>
internal static class LedgerBucketQuery
{
    public static async Task<List<LedgerBucket>> LedgerBucketsAsync(
        this QboConnectDb db, DateOnly asOf, DateOnly fiscalYearStart, CancellationToken cancellation)
    {
        var sums = await (
            from line in db.LedgerLines
            join transaction in db.LedgerTransactions on line.TransactionId equals transaction.Id
            where transaction.Date <= asOf
            group line by new
            {
                line.AccountId,
                Before = transaction.Date < fiscalYearStart,
                Retired = transaction.RetiredAt != null,
                transaction.WasExported,
                Settled = transaction.State == ExportState.Settled,
                transaction.Route,
            }
            into bucket
            select new { bucket.Key, Minor = bucket.Sum(line => line.BaseMinor) }).ToListAsync(cancellation);
        return [.. sums.Select(sum => new LedgerBucket(
            sum.Key.AccountId, sum.Key.Before, !sum.Key.Retired, sum.Key.WasExported && !(sum.Key.Retired && sum.Key.Settled), sum.Key.Route, sum.Minor))];
    }

    public static async Task<List<(long AccountId, bool BeforeFiscalYear, PostingDifferenceKind Kind, long Minor)>> PostingDifferencesAsync(
        this QboConnectDb db, string realmId, DateOnly asOf, DateOnly fiscalYearStart, CancellationToken cancellation)
    {
        var sums = await (
            from difference in db.PostingDifferences
            join link in db.SyncLinks on difference.LinkId equals link.Id
            where link.RealmId == realmId && difference.Date <= asOf
            group difference by new { difference.AccountId, Before = difference.Date < fiscalYearStart, difference.Kind }
            into bucket
            select new { bucket.Key, Minor = bucket.Sum(difference => difference.BaseMinor) }).ToListAsync(cancellation);
        return [.. sums.Select(sum => (sum.Key.AccountId, sum.Key.Before, sum.Key.Kind, sum.Minor))];
    }
}
