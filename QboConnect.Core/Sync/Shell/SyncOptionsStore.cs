using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sync.Shell;

/// <summary>The options as they are stored, with what the screen shows beside them.</summary>
/// <param name="Options">As stored.</param>
/// <param name="Organisation">The company; null before there is data.</param>
/// <param name="Customer">The consolidation customer, or null.</param>
/// <param name="OrdersADay">Orders a day of each channel, over its last 30 days.</param>
/// <param name="WaitingOf">Documents of each channel that were never synced.</param>
public sealed record SyncOptionsView(
    SyncOptions Options, Organisation? Organisation, CustomerChoice? Customer, IReadOnlyDictionary<long, int> OrdersADay, IReadOnlyDictionary<long, int> WaitingOf);

/// <summary>A customer to choose.</summary>
/// <param name="Id">The customer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">ISO code it trades in.</param>
public sealed record CustomerChoice(long Id, string Name, string Currency);

/// <summary>Reads and saves the options of the Sync options screen.</summary>
public sealed class SyncOptionsStore(IDbContextFactory<QboConnectDb> databases, TimeProvider clock)
{
    private const int DaysLookedAt = 30;

    /// <summary>The options as they are stored.</summary>
    public async Task<SyncOptionsView> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var channels = await db.SalesChannels.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation);
        var settings = await db.ConsolidationSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new ConsolidationSettings();
        var autosync = await db.AutosyncSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new AutosyncSettings { StartDate = Today(organisation) };
        var since = Today(organisation).AddDays(-DaysLookedAt);
        var orders = await db.Sales.Where(row => row.OrderDate > since).GroupBy(row => row.ChannelId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        var waiting = await db.LedgerTransactions.Where(row => row.State != ExportState.Settled && row.ChannelId != null && !row.WasExported && row.RetiredAt == null)
            .GroupBy(row => row.ChannelId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellation);
        return new SyncOptionsView(
            new SyncOptions
            {
                Autosync = autosync.IsEnabled,
                StartDate = autosync.StartDate,
                StartTime = autosync.StartTime,
                FrequencyMinutes = autosync.FrequencyMinutes,
                Consolidate = settings.IsEnabled,
                CustomerId = settings.CustomerId,
                Channels = [.. channels.Select(row => new ChannelChoice(row.Id, row.Name, row.InvoiceSync, row.CogsSync))],
            },
            organisation,
            await db.Contacts.Where(row => row.Id == settings.CustomerId).Select(row => new CustomerChoice(row.Id, row.Name, row.Currency)).SingleOrDefaultAsync(cancellation),
            channels.ToDictionary(row => row.Id, row => (int)Math.Round(orders.GetValueOrDefault(row.Id) / (double)DaysLookedAt, MidpointRounding.AwayFromZero)),
            channels.ToDictionary(row => row.Id, row => waiting.GetValueOrDefault(row.Id)));
    }

    /// <summary>Customers that can be the consolidation customer: in the base currency, not deprecated; twenty at most.</summary>
    public async Task<IReadOnlyList<CustomerChoice>> FindCustomersAsync(string? search, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var home = await db.Organisations.Select(row => row.BaseCurrency).SingleOrDefaultAsync(cancellation);
        var text = (search ?? "").Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL's lower(): there is no culture, and no comparison to give.
        return await db.Contacts.Where(row => row.Kind == ContactKind.Customer && !row.IsDeprecated && row.Currency == home && row.Name.ToLower().Contains(text))
            .OrderBy(row => row.Name).Take(20).Select(row => new CustomerChoice(row.Id, row.Name, row.Currency)).ToListAsync(cancellation);
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>Saves, and routes what was never synced anew; or tells all that stands against it and saves nothing.</summary>
    public async Task<IReadOnlyList<SyncOptionsProblem>> SaveAsync(SyncOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var problems = SyncOptionsRules.Problems(options, await FactsAsync(db, options.CustomerId, cancellation));
        if (problems.Count > 0)
        {
            return problems;
        }

        var settings = await db.ConsolidationSettings.SingleOrDefaultAsync(cancellation) ?? db.ConsolidationSettings.Add(new ConsolidationSettings()).Entity;
        (settings.IsEnabled, settings.CustomerId) = (options.Consolidate, options.CustomerId);
        var autosync = await db.AutosyncSettings.SingleOrDefaultAsync(cancellation) ?? db.AutosyncSettings.Add(new AutosyncSettings()).Entity;
        (autosync.IsEnabled, autosync.StartDate, autosync.StartTime, autosync.FrequencyMinutes) =
            (options.Autosync, options.StartDate, options.StartTime, options.FrequencyMinutes);
        var channels = await db.SalesChannels.ToDictionaryAsync(row => row.Id, cancellation);
        var changed = options.Channels.Where(choice =>
            channels.TryGetValue(choice.ChannelId, out var row) && (row.InvoiceSync != choice.Invoices || row.CogsSync != choice.Cogs)).ToList();
        foreach (var choice in changed)
        {
            (channels[choice.ChannelId].InvoiceSync, channels[choice.ChannelId].CogsSync) = (choice.Invoices, choice.Cogs);
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var choice in changed)
        {
            await db.RerouteChannelAsync(choice.ChannelId, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return [];
    }

    private static async Task<SyncOptionsFacts> FactsAsync(QboConnectDb db, long? customerId, CancellationToken cancellation)
    {
        var customer = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == customerId && row.Kind == ContactKind.Customer, cancellation);
        var roles = await db.AccountRoles.AsNoTracking().Select(row => row.Role).ToListAsync(cancellation);
        return new SyncOptionsFacts(
            await db.Organisations.Select(row => row.BaseCurrency).SingleOrDefaultAsync(cancellation) ?? "",
            customer?.Currency,
            customer?.IsDeprecated == true,
            roles.Contains(AccountRole.PaymentClearing),
            roles.Contains(AccountRole.RealizedCurrencyGains));
    }

    private DateOnly Today(Organisation? organisation)
    {
        var zone = organisation is not null && TimeZoneInfo.TryFindSystemTimeZoneById(organisation.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
