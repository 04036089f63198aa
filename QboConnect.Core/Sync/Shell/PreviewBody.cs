using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Writes the JSON that a planned item would be sent as, for people to read.</summary>
public sealed class PreviewBody(IDbContextFactory<QboConnectDb> databases)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The body, indented; null where nothing is sent. Ids that QuickBooks has yet to give stand as <c>new:</c> and our own key.</summary>
    public async Task<string?> OfAsync(PlannedItem item, string realmId, bool isUs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Document is null && item.Reference is null)
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = await db.SyncLinks.AsNoTracking()
            .Where(link => link.RealmId == realmId && link.State == LinkState.Active && item.Needs.Contains(link.LocalKey))
            .ToDictionaryAsync(link => link.LocalKey, link => link.QboId, cancellation);
        var ids = new QboIds
        {
            ByLocalKey = item.Needs.ToDictionary(key => key, key => known.GetValueOrDefault(key, "new:" + key)),
            Accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.QboId ?? "not mapped", cancellation),
            TaxCodes = await db.TaxRules.AsNoTracking().ToDictionaryAsync(rule => rule.Id, rule => rule.QboId ?? "not mapped", cancellation),
            IsUs = isUs,
        };
        var home = Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation));
        var body = item.Reference is { } reference ? WireBody.Of(reference, ids) : WireBody.Of(item.Document!, ids, home, item.Link);
        return JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(body), Indented);
    }
}
