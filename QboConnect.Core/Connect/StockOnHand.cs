using QboConnect.Core.Amounts;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect;

/// <summary>Why an item's stock is not taken over.</summary>
public enum StockLeftOut
{
    /// <summary>It is taken over.</summary>
    No,

    /// <summary>It has no SKU (seed: only products with an SKU will be imported).</summary>
    WithoutSku,

    /// <summary>Another item has the same SKU.</summary>
    SkuTwice,

    /// <summary>Our product is tracked by batch or serial number, which QuickBooks does not know.</summary>
    TracksBatches,

    /// <summary>There is none, or less than none.</summary>
    Nothing,
}

/// <summary>An active inventory item of QuickBooks and its stock.</summary>
/// <param name="Item">The item.</param>
/// <param name="Quantity">Units on hand.</param>
/// <param name="ValueMinor">What they stand for in QuickBooks' books, minor units of the home currency.</param>
/// <param name="LeftOut">Why its stock is not taken over.</param>
public sealed record StockItem(QboItem Item, decimal Quantity, long ValueMinor, StockLeftOut LeftOut)
{
    /// <summary>Cost of one unit, to six decimals: times the quantity it is the value to the cent.</summary>
    public decimal UnitCost(Currency home) => Quantity == 0 ? 0m : Math.Round(new Money(ValueMinor, home).Amount / Quantity, 6, MidpointRounding.AwayFromZero);

    /// <summary>Whether its stock is taken over.</summary>
    public bool IsTaken => LeftOut == StockLeftOut.No;
}

/// <summary>Stock on hand in QuickBooks (seed: Import stock on hand). Pure.</summary>
/// <param name="Items">Active inventory items by name.</param>
public sealed record StockOnHand(IReadOnlyList<StockItem> Items)
{
    /// <summary>The value that is taken over, minor units of the home currency.</summary>
    public long TakenMinor => Items.Where(item => item.IsTaken).Sum(item => item.ValueMinor);

    /// <summary>The value of all, which deactivating the items takes out of QuickBooks' books.</summary>
    public long AllMinor => Items.Sum(item => item.ValueMinor);

    /// <summary>
    /// Reads the stock out of QuickBooks' lists. The balance of each inventory account is divided over its items by their values in QuickBooks' inventory valuation report
    /// (which are the parts themselves where nothing else was booked on the account), or where there is none by quantity and purchase cost; the sum is QuickBooks'
    /// balance to the cent.
    /// </summary>
    /// <param name="items">Items, of which the active ones with stock tracking count.</param>
    /// <param name="accounts">QuickBooks' accounts with their balances.</param>
    /// <param name="values">Home currency values by item id, out of QuickBooks' inventory valuation report; null where it was not answered.</param>
    /// <param name="batchSkus">SKUs of our products that are tracked by batch or serial number.</param>
    /// <param name="home">QuickBooks' home currency.</param>
    public static StockOnHand Of(IEnumerable<QboItem> items, IEnumerable<QboAccount> accounts, IReadOnlyDictionary<string, decimal>? values, IReadOnlySet<string> batchSkus, Currency home)
    {
        ArgumentNullException.ThrowIfNull(batchSkus);
        var tracked = items.Where(item => item is { Type: "Inventory", Id: not null } && item.Active != false).OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var balances = accounts.Where(account => account.Id is not null).ToDictionary(account => account.Id!, account => Money.Of(account.CurrentBalance ?? 0m, home).Minor, StringComparer.Ordinal);
        var parts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var group in tracked.Where(item => item.QtyOnHand > 0).GroupBy(item => item.AssetAccountRef?.Value ?? ""))
        {
            var members = group.ToList();
            long[] weights = values is not null && members.TrueForAll(item => values.GetValueOrDefault(item.Id!) > 0m)
                ? [.. members.Select(item => Money.Of(values[item.Id!], home).Minor)]
                : [.. members.Select(item => Money.Of(item.QtyOnHand!.Value * (item.PurchaseCost ?? 0m), home).Minor)];
            foreach (var (item, value) in members.Zip(Allocation.InProportion(Math.Max(0, balances.GetValueOrDefault(group.Key)), weights)))
            {
                parts[item.Id!] = value;
            }
        }

        var twice = tracked.Where(item => !string.IsNullOrWhiteSpace(item.Sku)).GroupBy(item => item.Sku!.Trim(), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new StockOnHand([.. tracked.Select(item => new StockItem(item, item.QtyOnHand ?? 0m, parts.GetValueOrDefault(item.Id!), LeftOut(item)))]);

        StockLeftOut LeftOut(QboItem item) =>
            string.IsNullOrWhiteSpace(item.Sku) ? StockLeftOut.WithoutSku
            : twice.Contains(item.Sku.Trim()) ? StockLeftOut.SkuTwice
            : batchSkus.Contains(item.Sku.Trim()) ? StockLeftOut.TracksBatches
            : item.QtyOnHand is not > 0 ? StockLeftOut.Nothing
            : StockLeftOut.No;
    }
}
