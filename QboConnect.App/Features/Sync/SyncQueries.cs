using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Features.Sync;

/// <summary>What every page of sync reads of the organisation.</summary>
internal static class SyncQueries
{
    /// <summary>The time zone times are shown in; UTC before there is an organisation.</summary>
    public static async Task<TimeZoneInfo> ZoneAsync(this QboConnectDb db) =>
        await db.Organisations.Select(row => row.TimeZone).SingleOrDefaultAsync() is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Utc;

    /// <summary>The base currency; US dollar before there is an organisation.</summary>
    public static async Task<Currency> HomeAsync(this QboConnectDb db) =>
        await db.Organisations.Select(row => row.BaseCurrency).SingleOrDefaultAsync() is { } code ? Currency.Of(code) : Currency.Usd;
}
