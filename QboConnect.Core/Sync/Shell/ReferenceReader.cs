using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Finds out about the customers, vendors and items that documents name and that have no link yet; looks in QuickBooks for the same name first.</summary>
internal sealed class ReferenceReader(QboConnectDb db, QboClient client, ProjectionBook book, CancellationToken cancellation)
{
    /// <summary>Local keys of all contacts and items the documents name.</summary>
    public static IEnumerable<string> KeysOf(PlanFacts facts) =>
        Parties(facts).Select(party => party.LocalKey).Concat(Items(facts).Select(item => item.LocalKey));

    /// <summary>An entry for each that has no link.</summary>
    public async Task<QboOutcome<IReadOnlyDictionary<string, ReferenceEntry>>> ReadAsync(PlanFacts facts)
    {
        var entries = new List<ReferenceEntry>();
        entries.AddRange(await ContactsAsync([.. Parties(facts).Where(party => !facts.Links.ContainsKey(party.LocalKey))]));
        entries.AddRange(await ItemsAsync([.. Items(facts).Where(item => !facts.Links.ContainsKey(item.LocalKey))]));

        var known = new Dictionary<(string Entity, string Name), (string, string, string?)>();
        if (entries.Exists(entry => entry.QboEntity == "Customer"))
        {
            var customers = await client.QueryAllAsync<QboCustomer>(null, cancellation);
            if (!customers.IsOk(out var rows))
            {
                return customers.As<IReadOnlyDictionary<string, ReferenceEntry>>();
            }

            Note(known, "Customer", rows.Select(row => (row.DisplayName, row.Id, row.SyncToken, row.CurrencyRef?.Value)));
        }

        if (entries.Exists(entry => entry.QboEntity == "Vendor"))
        {
            var vendors = await client.QueryAllAsync<QboVendor>(null, cancellation);
            if (!vendors.IsOk(out var rows))
            {
                return vendors.As<IReadOnlyDictionary<string, ReferenceEntry>>();
            }

            Note(known, "Vendor", rows.Select(row => (row.DisplayName, row.Id, row.SyncToken, row.CurrencyRef?.Value)));
        }

        if (entries.Exists(entry => entry.QboEntity == "Item"))
        {
            var items = await client.QueryAllAsync<QboItem>(null, cancellation);
            if (!items.IsOk(out var rows))
            {
                return items.As<IReadOnlyDictionary<string, ReferenceEntry>>();
            }

            var tracked = rows.Where(row => row.Type == "Inventory").Select(row => row.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            entries = [.. entries.Select(entry => entry.QboEntity == "Item" && tracked.Contains(entry.Name) ? entry with { IsTrackedThere = true } : entry)];
            // A stock-tracked item would book the cost a second time (preflight PRD-02): it is never adopted.
            Note(known, "Item", rows.Where(row => row.Type is "Service" or "NonInventory").Select(row => (row.Name, row.Id, row.SyncToken, row.IncomeAccountRef?.Value)));
        }

        return new QboOutcome<IReadOnlyDictionary<string, ReferenceEntry>>.Ok(entries.Select(entry => Matched(entry, known)).ToDictionary(entry => entry.LocalKey), null);
    }

    private static void Note(
        Dictionary<(string, string), (string, string, string?)> known, string entity, IEnumerable<(string? Name, string? Id, string? SyncToken, string? Trait)> rows)
    {
        foreach (var (name, id, token, trait) in rows)
        {
            known.TryAdd((entity, (name ?? "").ToUpperInvariant()), (id!, token ?? "0", trait));
        }
    }

    // The same name in another currency, or an item that books to another account, is something else.
    private ReferenceEntry Matched(ReferenceEntry entry, Dictionary<(string, string), (string Id, string SyncToken, string? Trait)> known)
    {
        var wanted = entry.IncomeAccountId is { } account ? book.Accounts.GetValueOrDefault(account)?.QboId : entry.Currency;
        return known.TryGetValue((entry.QboEntity, entry.Name.ToUpperInvariant()), out var found) && (found.Trait ?? wanted) == wanted
            ? entry with { Existing = (found.Id, found.SyncToken) }
            : entry;
    }

    private async Task<List<ReferenceEntry>> ContactsAsync(List<PartyKey> parties)
    {
        var entries = new List<ReferenceEntry>();
        foreach (var chunk in parties.Chunk(500))
        {
            var ids = chunk.Select(party => party.ContactId).Distinct().ToArray();
            var contacts = await db.Contacts.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            entries.AddRange(chunk.Where(party => contacts.ContainsKey(party.ContactId)).Select(party => Entry(party, contacts[party.ContactId])));
        }

        return entries;
    }

    // QuickBooks gives a name one currency for life (preflight CUS-04).
    private static ReferenceEntry Entry(PartyKey party, Contact contact) => new()
    {
        LocalKey = party.LocalKey,
        QboEntity = contact.Kind == ContactKind.Customer ? "Customer" : "Vendor",
        Name = contact.Currency == party.Currency ? contact.Name : $"{contact.Name} - {party.Currency}",
        Currency = party.Currency,
        Email = contact.Email,
    };

    private async Task<List<ReferenceEntry>> ItemsAsync(List<ItemKey> items)
    {
        var entries = new List<ReferenceEntry>();
        foreach (var chunk in items.Where(item => item.ProductId is not null).Chunk(500))
        {
            var ids = chunk.Select(item => item.ProductId!.Value).ToArray();
            var products = await db.Products.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            entries.AddRange(chunk.Select(item => Entry(item, products[item.ProductId!.Value])));
        }

        entries.AddRange(items.Where(item => item.ProductId is null).Select(item => new ReferenceEntry
        {
            LocalKey = item.LocalKey,
            QboEntity = "Item",
            Name = book.Accounts.GetValueOrDefault(item.AccountId) is { } account ? Cut($"Core {account.Code} {account.Name}".Replace(':', ' ')) : "Core",
            IncomeAccountId = item.AccountId,
        }));
        return entries;
    }

    private static ReferenceEntry Entry(ItemKey item, Product product) => new()
    {
        LocalKey = item.LocalKey,
        QboEntity = "Item",
        Name = Cut(product.Name),
        Sku = product.Sku,
        Price = product.Price,
        IncomeAccountId = item.AccountId,
    };

    // QuickBooks takes the first 100 characters of a name (seed: Duplicate Entries).
    private static string Cut(string name) => name[..Math.Min(name.Length, 100)];

    private static IEnumerable<PartyKey> Parties(PlanFacts facts) =>
        facts.Documents.Select(document => document.Party).Concat(facts.Documents.SelectMany(document => document.Lines.Select(line => line.Party))).OfType<PartyKey>().Distinct();

    private static IEnumerable<ItemKey> Items(PlanFacts facts) =>
        facts.Documents.SelectMany(document => document.Lines).Select(line => line.Item).OfType<ItemKey>().DistinctBy(item => item.LocalKey);
}
