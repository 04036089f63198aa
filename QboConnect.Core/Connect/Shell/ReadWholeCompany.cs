using System.Text.Json;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Connect.Shell;

/// <summary>A QuickBooks company as QuickBooks wrote it: everything the migration reads or touches.</summary>
/// <param name="RealmId">Its id.</param>
/// <param name="AsOf">Day of the trial balance.</param>
/// <param name="Objects">Objects by entity; of invoices and bills those that are open.</param>
/// <param name="TrialBalance">Every balance on that day.</param>
/// <param name="Reads">Calls that were needed.</param>
/// <param name="Writes">Calls that wrote: none.</param>
public sealed record WholeCompany(
    string RealmId, DateOnly AsOf, IReadOnlyDictionary<QboEntity, IReadOnlyList<JsonElement>> Objects, QboTrialBalance TrialBalance, int Reads, int Writes)
{
    /// <summary>Home currency values by item id, by the inventory valuation report; null where it was not answered.</summary>
    public IReadOnlyDictionary<string, decimal>? StockValues { get; init; }
}

/// <summary>Reads a company whole, through a client that cannot write.</summary>
public static class ReadWholeCompany
{
    private static readonly (QboEntity Entity, string? Where)[] Parts =
    [
        (QboEntity.CompanyInfo, null),
        (QboEntity.Preferences, null),
        (QboEntity.Account, QboQuery.ActiveOrNot),
        (QboEntity.TaxCode, QboQuery.ActiveOrNot),
        (QboEntity.TaxRate, QboQuery.ActiveOrNot),
        (QboEntity.Term, QboQuery.ActiveOrNot),
        (QboEntity.Customer, QboQuery.ActiveOrNot),
        (QboEntity.Vendor, QboQuery.ActiveOrNot),
        (QboEntity.Item, QboQuery.ActiveOrNot),
        (QboEntity.Invoice, "Balance > '0'"),
        (QboEntity.Bill, "Balance > '0'"),
    ];

    /// <summary>The company, or the first refusal.</summary>
    /// <exception cref="ArgumentException">The client could write.</exception>
    public static async Task<QboOutcome<WholeCompany>> ReadWholeAsync(this QboClient client, DateOnly asOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!client.IsReadOnly)
        {
            throw new ArgumentException("A company is copied through a client that cannot write.", nameof(client));
        }

        var balance = client.TrialBalanceAsync(asOf, cancellation);
        var lists = Parts.Select(part => client.QueryAllJsonAsync(part.Entity, part.Where, cancellation)).ToList();
        await Task.WhenAll([balance, .. lists]);
        if (!(await balance).IsOk(out var trialBalance))
        {
            return (await balance).As<WholeCompany>();
        }

        var objects = new Dictionary<QboEntity, IReadOnlyList<JsonElement>>();
        foreach (var (part, list) in Parts.Zip(lists))
        {
            if (!(await list).IsOk(out var rows))
            {
                return (await list).As<WholeCompany>();
            }

            objects[part.Entity] = rows;
        }

        var values = await client.StockValuesAsync(cancellation);
        return new QboOutcome<WholeCompany>.Ok(new WholeCompany(client.RealmId, asOf, objects, trialBalance, client.Reads, client.Writes) { StockValues = values }, null);
    }
}
