using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Resets sync types when the connection ends, and gives them back.</summary>
public sealed class SyncTypesDesk(IDbContextFactory<QboConnectDb> databases)
{
    /// <summary>What the channels had before, by the channel's name; empty where there is nothing to take back.</summary>
    public async Task<IReadOnlyList<(string Channel, SyncType Invoices, SyncType Cogs)>> KeptAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var kept = from row in db.KeptSyncTypes join channel in db.SalesChannels on row.ChannelId equals channel.Id select new { channel.Name, row.InvoiceSync, row.CogsSync };
        return [.. (await kept.ToListAsync(cancellation)).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).Select(row => (row.Name, row.InvoiceSync, row.CogsSync))];
    }

    /// <summary>Sets the channels back to what they had. It applies to what is pending; what was synced meanwhile stays as it is.</summary>
    public async Task TakeBackAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var kept in await db.KeptSyncTypes.AsNoTracking().ToListAsync(cancellation))
        {
            await db.SalesChannels.Where(row => row.Id == kept.ChannelId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.InvoiceSync, kept.InvoiceSync).SetProperty(row => row.CogsSync, kept.CogsSync), cancellation);
            await db.RerouteChannelAsync(kept.ChannelId, cancellation);
        }

        await db.KeptSyncTypes.ExecuteDeleteAsync(cancellation);
        await unit.CommitAsync(cancellation);
    }

    /// <summary>Leaves the channels at Individual and forgets what they had.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.KeptSyncTypes.ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Sets every channel to Individual, with what is pending, and keeps what was chosen before; inside the caller's database transaction.</summary>
    internal static async Task ResetAsync(QboConnectDb db, CancellationToken cancellation)
    {
        var chosen = await db.SalesChannels.AsNoTracking().Where(row => row.InvoiceSync != SyncType.Individual || row.CogsSync != SyncType.Individual).ToListAsync(cancellation);
        if (chosen.Count == 0)
        {
            return;
        }

        await db.KeptSyncTypes.ExecuteDeleteAsync(cancellation);
        db.KeptSyncTypes.AddRange(chosen.Select(row => new KeptSyncTypes { ChannelId = row.Id, InvoiceSync = row.InvoiceSync, CogsSync = row.CogsSync }));
        await db.SaveChangesAsync(cancellation);
        await db.SalesChannels.ExecuteUpdateAsync(set => set.SetProperty(row => row.InvoiceSync, SyncType.Individual).SetProperty(row => row.CogsSync, SyncType.Individual), cancellation);
        foreach (var channel in chosen)
        {
            await db.RerouteChannelAsync(channel.Id, cancellation);
        }
    }
}
