using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sync.Shell;

/// <summary>What an export from a date on would send.</summary>
/// <param name="Never">Documents that no company holds; they are sent with the next sync anyway.</param>
/// <param name="Former">Documents that a former company holds; they are sent only because this was asked for.</param>
public sealed record HistoryCounts(int Never, int Former);

/// <summary>Marks historical documents to be exported to the company Core is connected to (seed: Exporting Historical Transactions).</summary>
public sealed class ExportHistory(IDbContextFactory<QboConnectDb> databases)
{
    private static readonly ExportRoute[] FormerRoutes = [ExportRoute.FormerCompany, ExportRoute.FormerConsolidated];

    /// <summary>What would be sent.</summary>
    /// <param name="from">First day.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<HistoryCounts> CountAsync(DateOnly from, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return new HistoryCounts(
            await db.LedgerTransactions.CountAsync(row => row.State != ExportState.Settled && row.RetiredAt == null && row.Date >= from, cancellation),
            await Former(db, from).CountAsync(cancellation));
    }

    /// <summary>Marks what a former company holds, from a day on; the next sync sends it. What is marked already stays so.</summary>
    /// <param name="from">First day.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Documents that were marked.</returns>
    public async Task<int> MarkAsync(DateOnly from, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Former(db, from).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Route, ExportRoute.Undecided).SetProperty(row => row.State, ExportState.Changed).SetProperty(row => row.ChangeCount, row => row.ChangeCount + 1),
            cancellation);
    }

    private static IQueryable<LedgerTransaction> Former(QboConnectDb db, DateOnly from) =>
        db.LedgerTransactions.Where(row => row.RetiredAt == null && row.Date >= from && FormerRoutes.Contains(row.Route));
}
