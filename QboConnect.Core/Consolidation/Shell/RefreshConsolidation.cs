using System.Data;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>What a refresh did.</summary>
/// <param name="Routed">Transactions that were new, changed or re-routed and are waiting for QuickBooks now.</param>
/// <param name="Journals">Consolidated transactions that were created, updated or emptied.</param>
/// <param name="HeldBack">Payments and refunds left alone because no account is mapped to Payment clearing.</param>
public sealed record ConsolidationRefresh(int Routed, int Journals, int HeldBack);

/// <summary>
/// Brings the consolidated transactions in line with the ledger: gives changed transactions their route, sums the journals they touch anew and keeps
/// what changed in their log. The cost grows with what changed, not with the history; running it again changes nothing.
/// </summary>
public sealed class RefreshConsolidation(IdSource ids, TimeProvider clock)
{
    // Above this many days and currencies it is cheaper to read the ledger once from end to end.
    private const int DaysReadOneByOne = 200;

    private static readonly DocumentKind[] MoneyKinds = [DocumentKind.Payment, DocumentKind.Refund];

    private static readonly DocumentKind[] NeverConsolidated =
        [DocumentKind.CustomerCredit, DocumentKind.Purchase, DocumentKind.PurchasePayment, DocumentKind.ManualJournal];

    /// <summary>Refreshes in one database transaction: the context's current one, or one of its own.</summary>
    /// <param name="db">The context; it should track nothing of the ledger.</param>
    /// <param name="actor">Who or what, for the log: a user's e-mail, "Autosync", "Manual sync".</param>
    /// <param name="cancellation">Rolls everything back.</param>
    /// <exception cref="AccountNotMappedException">No account is mapped to Accounts receivable.</exception>
    public async Task<ConsolidationRefresh> RunAsync(QboConnectDb db, string actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await db.ChangedTransactions().AnyAsync(cancellation))
        {
            return new ConsolidationRefresh(0, 0, 0);
        }

        // Repeatable read: what is posted meanwhile is not seen by one statement and missed by another, but waits for the next refresh.
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
            : null;
        var rules = await db.LoadConsolidationRulesAsync(cancellation);
        var hasClearing = rules.ClearingAccountId is not null;
        await RouteAsync(db, cancellation);

        var looked = db.ChangedTransactions();
        if (!hasClearing)
        {
            looked = looked.Where(row => row.Route != ExportRoute.Consolidated || !MoneyKinds.Contains(row.Kind));
        }

        var touched = await TouchedAsync(looked, cancellation);
        var journals = touched.Count == 0 ? [] : await SumAsync(db, rules, touched, cancellation);
        var changed = await new StoreJournals(db, ids, clock.GetUtcNow(), actor, rules).RunAsync(touched, journals, cancellation);
        var routed = await looked.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ExportState.Waiting), cancellation);
        var heldBack = hasClearing ? 0 : await db.ChangedTransactions().CountAsync(cancellation);
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        return new ConsolidationRefresh(routed, changed, heldBack);
    }

    // A sale's documents follow their channel; what is routed already (exported once, or re-routed) stays.
    private static async Task RouteAsync(QboConnectDb db, CancellationToken cancellation)
    {
        var undecided = db.ChangedTransactions().Where(row => row.Route == ExportRoute.Undecided);
        // One look spares most of the updates: nearly always one kind of document of one channel has changed.
        var kinds = await undecided.Select(row => new { row.ChannelId, row.Kind }).Distinct().ToListAsync(cancellation);
        if (kinds.Exists(row => row.ChannelId is null || NeverConsolidated.Contains(row.Kind)))
        {
            await undecided.Where(row => row.ChannelId == null || NeverConsolidated.Contains(row.Kind))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Route, ExportRoute.Individual), cancellation);
        }

        if (kinds.Exists(row => SettlementRoutes.Kinds.Contains(row.Kind)))
        {
            await undecided.RouteSettlementsAsync(db, cancellation);
        }

        var channels = kinds.Select(row => row.ChannelId).OfType<long>().Distinct().ToArray();
        foreach (var channel in await db.SalesChannels.AsNoTracking().Where(row => channels.Contains(row.Id)).ToListAsync(cancellation))
        {
            var (cogs, rest) = (RouteOf(channel.CogsSync), RouteOf(channel.InvoiceSync));
            var ofChannel = undecided.Where(row => row.ChannelId == channel.Id);
            if (kinds.Exists(row => row.ChannelId == channel.Id && row.Kind == DocumentKind.CostMovement))
            {
                await ofChannel.Where(row => row.Kind == DocumentKind.CostMovement).ExecuteUpdateAsync(set => set.SetProperty(row => row.Route, cogs), cancellation);
            }

            await ofChannel.ExecuteUpdateAsync(set => set.SetProperty(row => row.Route, rest), cancellation);
        }
    }

    /// <summary>The route a channel's sync type stands for.</summary>
    internal static ExportRoute RouteOf(SyncType type) => type switch
    {
        SyncType.Individual => ExportRoute.Individual,
        SyncType.Consolidated => ExportRoute.Consolidated,
        SyncType.NoSync => ExportRoute.Skipped,
    };

    // A transaction touches journals while it is consolidated, and once more when it was re-routed to something else (then it has been changed).
    private static async Task<HashSet<JournalKey>> TouchedAsync(IQueryable<LedgerTransaction> changed, CancellationToken cancellation)
    {
        var groups = await changed
            .Where(row => !NeverConsolidated.Contains(row.Kind) && (row.Route == ExportRoute.Consolidated || row.ChangeCount > 0))
            .Select(row => new { row.Date, row.Currency, row.Kind, row.PaymentAccountId })
            .Distinct()
            .ToListAsync(cancellation);
        return
        [
            .. groups.SelectMany(
                group => JournalKey.TypesOf(group.Kind),
                (group, type) => new JournalKey(type, group.Date, group.Currency, type == JournalType.Pay ? group.PaymentAccountId : null)),
        ];
    }

    private static async Task<Dictionary<JournalKey, Journal>> SumAsync(
        QboConnectDb db, ConsolidationRules rules, HashSet<JournalKey> touched, CancellationToken cancellation)
    {
        var totals = new JournalTotals(rules);
        var reader = new LedgerReader(db, totals, rules);
        var days = touched.GroupBy(key => (key.Date, key.Currency)).ToList();
        if (days.Count > DaysReadOneByOne)
        {
            await reader.ReadAllAsync(cancellation);
        }
        else
        {
            foreach (var day in days)
            {
                await reader.ReadDayAsync(day.Key.Date, day.Key.Currency, day.Select(key => key.Type).Distinct(), cancellation);
            }
        }

        return totals.Journals().Where(journal => touched.Contains(journal.Key)).ToDictionary(journal => journal.Key);
    }
}
