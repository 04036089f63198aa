using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;

namespace QboConnect.Tests.Support;

/// <summary>What a shop owner does on the page Sync options.</summary>
internal static class ConsolidatedChannels
{
    /// <summary>Sets channels to Consolidated, with a consolidation customer.</summary>
    public static async Task ConsolidateAsync(this IDbContextFactory<QboConnectDb> databases, string[] channels, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var customer = new Contact { Id = 2, Kind = ContactKind.Customer, Name = "Consolidated Sales", Currency = "USD" };
        if (!await db.Contacts.AnyAsync(row => row.Name == customer.Name, cancellation))
        {
            db.Add(customer);
        }

        var settings = await db.ConsolidationSettings.SingleOrDefaultAsync(cancellation);
        if (settings is null)
        {
            db.Add(settings = new ConsolidationSettings());
        }

        (settings.IsEnabled, settings.CustomerId) = (true, await db.Contacts.Where(row => row.Name == customer.Name).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellation) ?? 2);
        await db.SalesChannels.Where(row => channels.Contains(row.Name)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.InvoiceSync, SyncType.Consolidated).SetProperty(row => row.CogsSync, SyncType.Consolidated), cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
