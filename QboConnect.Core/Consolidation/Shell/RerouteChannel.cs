using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>Applies a channel's new sync types to what is pending; history stays (consolidation seed: Configure transaction consolidation settings).</summary>
public static class RerouteChannel
{
    private static readonly DocumentKind[] Documents =
        [DocumentKind.Invoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.CreditApplication, DocumentKind.Refund];

    /// <summary>
    /// Gives the channel's unsettled transactions, unless they or an earlier posting of the same document were exported, the route of its sync types as
    /// they stand in the database. The next refresh sums the journals they leave and enter.
    /// </summary>
    /// <returns>Transactions whose route changed.</returns>
    public static async Task<int> RerouteChannelAsync(this QboConnectDb db, long channelId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var channel = await db.SalesChannels.AsNoTracking().SingleAsync(row => row.Id == channelId, cancellation);
        return await RerouteAsync(db, channelId, [DocumentKind.CostMovement], channel.CogsSync, cancellation)
            + await RerouteAsync(db, channelId, Documents, channel.InvoiceSync, cancellation);
    }

    private static Task<int> RerouteAsync(QboConnectDb db, long channelId, DocumentKind[] kinds, SyncType type, CancellationToken cancellation)
    {
        var route = RefreshConsolidation.RouteOf(type);
        var decided = db.LedgerTransactions.SettlingWhatIsDecided(db).Select(row => row.Id);
        return db.LedgerTransactions
            .Where(row => !decided.Contains(row.Id))
            .Where(row => row.State != ExportState.Settled && row.ChannelId == channelId && kinds.Contains(row.Kind))
            .Where(row => row.Route != ExportRoute.Undecided && row.Route != ExportRoute.FromQuickBooks && row.Route != route)
            .Where(row => !db.LedgerTransactions.Any(other => other.Kind == row.Kind && other.DocumentId == row.DocumentId && other.WasExported))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Route, route)
                    .SetProperty(row => row.State, ExportState.Changed)
                    .SetProperty(row => row.ChangeCount, row => row.ChangeCount + 1),
                cancellation);
    }
}
