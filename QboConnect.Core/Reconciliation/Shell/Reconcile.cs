using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Reconciliation.Shell;

/// <summary>The comparison, or why there is none.</summary>
/// <param name="Comparison">Both trial balances; null where QuickBooks could not be read.</param>
/// <param name="AsOf">The day.</param>
/// <param name="CheckedAt">When, UTC.</param>
/// <param name="Problem">Why there is no comparison and what to do; null where there is one.</param>
public sealed record ReconciliationResult(TrialBalanceComparison? Comparison, DateOnly AsOf, DateTimeOffset CheckedAt, string? Problem);

/// <summary>Compares Core's trial balance with QuickBooks' and explains each difference from records.</summary>
public sealed class Reconcile(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, IdSource ids, TimeProvider clock)
{
    /// <summary>Compares as at the end of a day.</summary>
    /// <param name="asOf">The day, in the organisation's time zone.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ReconciliationResult> RunAsync(DateOnly asOf, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation);
        if (connection is null)
        {
            return new(null, asOf, now, "QuickBooks is not connected. Connect it under Integration → QuickBooks Online, then check again.");
        }

        var client = clients.For(connection.RealmId, readOnly: true);
        var accountsThere = await client.QueryAllAsync<QboAccount>("Active IN (true, false)", cancellation);
        if (!accountsThere.IsOk(out var quickBooksAccounts))
        {
            return new(null, asOf, now, Reason(accountsThere));
        }

        var balancesThere = await client.TrialBalanceAsync(asOf, cancellation);
        if (!balancesThere.IsOk(out var trialBalance))
        {
            return new(null, asOf, now, Reason(balancesThere));
        }

        var (facts, kindred) = await ReadAsync(db, connection.RealmId, asOf, trialBalance.FiscalYearStart, quickBooksAccounts, cancellation);
        var quickBooks = QuickBooksBalances(trialBalance, quickBooksAccounts, kindred, facts.Home);
        var comparison = facts.Compare(quickBooks, []);
        if (!comparison.Agrees)
        {
            // Only now is the whole general ledger worth reading: it tells what was made in QuickBooks.
            var ledger = await GeneralLedgerAsync(client, asOf, cancellation);
            if (!ledger.IsOk(out var report))
            {
                return new(null, asOf, now, Reason(ledger));
            }

            var creditIsPositive = quickBooksAccounts.ToDictionary(account => account.Id!, account => account.Classification is "Liability" or "Equity" or "Revenue");
            var rows = GeneralLedgerReading.Rows(report, id => creditIsPositive.GetValueOrDefault(id), facts.Home)
                .Select(row => row with { QboAccountId = kindred.Of(row.QboAccountId) });
            comparison = facts.Compare(quickBooks, facts.MadeInQuickBooks(rows, await OursAsync(db, connection.RealmId, cancellation)));
        }

        db.Add(new ReconciliationCheck
        {
            Id = ids.Next(),
            RealmId = connection.RealmId,
            CheckedAt = now,
            AsOf = asOf,
            UnexplainedAccounts = comparison.UnexplainedAccounts,
            UnexplainedMinor = comparison.UnexplainedMinor,
        });
        await db.SaveChangesAsync(cancellation);
        return new(comparison, asOf, now, null);
    }

    private static Task<QboOutcome<QboReport>> GeneralLedgerAsync(QboClient client, DateOnly asOf, CancellationToken cancellation) =>
        client.ReportAsync(
            "GeneralLedger",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["start_date"] = "1970-01-01",
                ["end_date"] = asOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["accounting_method"] = "Accrual",
                ["columns"] = "tx_date,txn_type,doc_num,subt_nat_amount",
            },
            cancellation);

    private static async Task<HashSet<string>> OursAsync(QboConnectDb db, string realmId, CancellationToken cancellation)
    {
        // Opening balances are linked too, but QuickBooks had them first: ours is what we wrote. Lists have ids of their own, which may equal a transaction's.
        var ours = await db.SyncLinks
            .Where(link => link.RealmId == realmId && link.QboEntity != "Customer" && link.QboEntity != "Vendor" && link.QboEntity != "Item")
            .Where(link => db.SyncIntents.Any(intent => intent.RealmId == realmId && intent.LocalKey == link.LocalKey && intent.State == IntentState.Done))
            .Select(link => link.QboId)
            .ToListAsync(cancellation);
        return [.. ours];
    }

    private static List<QuickBooksBalance> QuickBooksBalances(
        QboTrialBalance trialBalance, IReadOnlyList<QboAccount> accounts, KindredAccounts kindred, Currency home)
    {
        var exchange = accounts.Where(account => account.AccountSubType == "ExchangeGainOrLoss").Select(account => account.Id!).ToHashSet();
        return [.. trialBalance.Rows
            .GroupBy(row => kindred.Of(row.AccountId))
            .Select(group => new QuickBooksBalance(
                group.Key,
                (group.FirstOrDefault(row => row.AccountId == group.Key) ?? group.First()).Name,
                group.Sum(row => Money.Of(row.Debit - row.Credit, home).Minor),
                exchange.Contains(group.Key)))];
    }

    private static string Reason<T>(QboOutcome<T> outcome) => outcome.Match(
        _ => throw new InvalidOperationException("A success has no reason."),
        fault => $"{fault.Cause} {fault.Remedy}",
        doubt => doubt.Explanation);

    private static async Task<(ReconciliationFacts Facts, KindredAccounts Kindred)> ReadAsync(
        QboConnectDb db, string realmId, DateOnly asOf, DateOnly fiscalYearStart, IReadOnlyList<QboAccount> quickBooksAccounts, CancellationToken cancellation)
    {
        var accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(account => account.Id, cancellation);
        var roles = await db.AccountRoles.AsNoTracking().ToDictionaryAsync(row => row.Role, row => row.AccountId, cancellation);
        var kindred = new KindredAccounts(quickBooksAccounts, accounts.Values, roles);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(cancellation);
        var connection = await db.Connections.AsNoTracking().SingleAsync(row => row.RealmId == realmId, cancellation);
        var facts = new ReconciliationFacts(
            accounts,
            roles.TryGetValue(AccountRole.RetainedEarnings, out var retained) ? retained : null,
            Currency.Of(organisation.BaseCurrency),
            fiscalYearStart,
            [.. (await db.LedgerBucketsAsync(asOf, fiscalYearStart, cancellation)).Select(bucket => bucket with { AccountId = kindred.Of(bucket.AccountId) })],
            [.. (await db.PostingDifferencesAsync(realmId, asOf, fiscalYearStart, cancellation)).Select(difference => difference with { AccountId = kindred.Of(difference.AccountId) })],
            [.. (await db.BaselineBalances.AsNoTracking().Where(row => row.RealmId == realmId).ToListAsync(cancellation)).Select(row => new BaselineBalance
            {
                RealmId = row.RealmId,
                QboAccountId = kindred.Of(row.QboAccountId),
                QboAccountName = row.QboAccountName,
                BalanceMinor = row.BalanceMinor,
            })],
            BaselineIsOfEarlierYear: connection.IntegrationDate < fiscalYearStart,
            quickBooksAccounts.Where(account => account.Classification is "Revenue" or "Expense").Select(account => account.Id!).ToHashSet());
        return (facts, kindred);
    }
}
