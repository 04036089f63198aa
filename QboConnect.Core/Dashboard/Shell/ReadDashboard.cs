using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.Core.Dashboard.Shell;

/// <summary>Reads what the first page and the bar at the top show.</summary>
public sealed class ReadDashboard(IDbContextFactory<QboConnectDb> databases, TimeProvider clock)
{
    private const int DaysShown = 14;
    private const int RunsShown = 10;

    /// <summary>The bar at the top.</summary>
    public async Task<ShellStatus> ShellAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var last = await db.SyncRuns.AsNoTracking().OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync(cancellation);
        return new ShellStatus(
            await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation),
            await CurrentAsync(db, cancellation),
            last?.FinishedAt ?? last?.StartedAt,
            (await CausesAsync(db, cancellation)).Count,
            await db.Messages.CountAsync(row => row.ReadAt == null, cancellation));
    }

    /// <summary>The first page.</summary>
    public async Task<DashboardFigures> RunAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        // The conditions are the words of the partial index on what is unsettled: the cost must not grow with the history.
        var waiting = db.LedgerTransactions.Where(row => row.State != ExportState.Settled)
            .Where(row => row.Route != ExportRoute.Skipped && row.Route != ExportRoute.FromQuickBooks && (row.RetiredAt == null || row.WasExported));
        return new DashboardFigures(
            organisation,
            await CurrentAsync(db, cancellation),
            await db.Sales.AnyAsync(cancellation),
            await db.SalesChannels.AnyAsync(row => row.InvoiceSync != SyncType.Individual || row.CogsSync != SyncType.Individual, cancellation)
                || await db.AutosyncSettings.AnyAsync(row => row.IsEnabled, cancellation)
                || await db.ConsolidationSettings.AnyAsync(row => row.IsEnabled, cancellation),
            await waiting.CountAsync(cancellation),
            await waiting.SelectMany(row => row.Lines).Where(line => line.BaseMinor > 0).SumAsync(line => line.BaseMinor, cancellation),
            await CausesAsync(db, cancellation),
            await db.SyncRuns.AsNoTracking().OrderByDescending(row => row.StartedAt).Take(RunsShown).ToListAsync(cancellation),
            await DaysAsync(db, organisation, cancellation),
            await db.ReconciliationChecks.AsNoTracking().Where(row => db.Connections.Any(connection => connection.IsCurrent && connection.RealmId == row.RealmId))
                .OrderByDescending(row => row.CheckedAt).FirstOrDefaultAsync(cancellation));
    }

    private static Task<QuickBooksConnection?> CurrentAsync(QboConnectDb db, CancellationToken cancellation) =>
        db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation);

    // Only the last write of a document counts: an earlier refusal was mended by it.
    private static async Task<IReadOnlyList<RootCause>> CausesAsync(QboConnectDb db, CancellationToken cancellation)
    {
        var refused = await db.CurrentIntents().AsNoTracking()
            .Where(row => row.State == IntentState.Refused && !db.SyncIntents.Any(later => later.RealmId == row.RealmId && later.LocalKey == row.LocalKey && later.Id > row.Id))
            .Select(row => new { row.FaultCode, row.Message, row.AmountMinor, row.CreatedAt })
            .ToListAsync(cancellation);
        return
        [
            .. refused.GroupBy(row => row.FaultCode ?? "", StringComparer.Ordinal)
                .Select(group => new RootCause(group.Key, group.First().Message ?? "QuickBooks refused it.", group.Count(), group.Sum(row => row.AmountMinor), group.Min(row => row.CreatedAt)))
                .OrderByDescending(cause => cause.Documents),
        ];
    }

    private async Task<IReadOnlyList<SyncedDay>> DaysAsync(QboConnectDb db, Organisation? organisation, CancellationToken cancellation)
    {
        var zone = organisation is not null && TimeZoneInfo.TryFindSystemTimeZoneById(organisation.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        var now = clock.GetUtcNow();
        var since = now.AddDays(-DaysShown);
        var done = await db.SyncIntents.AsNoTracking().Where(row => row.State == IntentState.Done && row.SettledAt >= since)
            .Select(row => new { row.SettledAt, row.AmountMinor }).ToListAsync(cancellation);
        var byDay = done.ToLookup(row => DayOf(row.SettledAt!.Value), row => row.AmountMinor);
        return
        [
            .. Enumerable.Range(1 - DaysShown, DaysShown).Select(offset => DayOf(now).AddDays(offset))
                .Select(day => new SyncedDay(day, byDay[day].Count(), byDay[day].Sum())),
        ];
    }
}

/// <summary>Registers the dashboard.</summary>
public static class DashboardRegistration
{
    /// <summary>Registers what the first page and the bar at the top read.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services.AddSingleton<ReadDashboard>();
}
