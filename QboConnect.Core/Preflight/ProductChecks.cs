using System.Globalization;

namespace QboConnect.Core.Preflight;

/// <summary>Products: names QuickBooks takes, and stock that must be kept in one place only.</summary>
internal static class ProductChecks
{
    public static IReadOnlyList<PreflightCheck> All { get; } =
    [
        new("Inventory tracking is off in QuickBooks", Tracking),
        new("No product of QuickBooks keeps stock", InventoryItems),
        new("Linked products are active", Inactive),
        new("Characters in product names", Restricted),
        new("Product names are unique", Duplicates),
        new("Length of product names", Long),
        new("Products with stock have an SKU", WithoutSku),
        new("No batches among the stock of QuickBooks", Batches),
    ];

    private static IEnumerable<Finding> Tracking(PreflightFacts facts)
    {
        if (facts.Preferences.ProductAndServicesPrefs?.QuantityOnHand == true)
        {
            yield return new Finding("PRD-01", FindingLevel.Warns, "QuickBooks tracks inventory.", "Nothing syncs until it is off: the cost of every sale would be booked twice.",
                "Take the stock over in the wizard first. Then turn off “Track inventory quantity on hand” in QuickBooks under Settings → Account and settings → Sales → Products and services.")
            { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }

    private static IEnumerable<Finding> InventoryItems(PreflightFacts facts)
    {
        var items = facts.QboItems.Where(item => item is { Active: not false, Type: "Inventory" }).ToList();
        if (items.Count > 0)
        {
            yield return new Finding("PRD-02", FindingLevel.Warns,
                string.Create(CultureInfo.InvariantCulture, $"{items.Count} products of QuickBooks are of type Inventory."),
                "They keep that type after tracking is turned off, and QuickBooks goes on booking their cost.", "Take over stock on hand in the wizard: it replaces them with services and shows every change first.")
            {
                Records = [.. items.Select(item => new TouchedRecord(item.Name ?? "", string.Create(CultureInfo.InvariantCulture, $"SKU {item.Sku}, on hand {item.QtyOnHand ?? 0m:0.####}")))],
            };
        }
    }

    private static IEnumerable<Finding> Inactive(PreflightFacts facts)
    {
        var gone = facts.QboItems.Where(item => item.Active == false && facts.Linked.Contains(new LinkedName("Item", item.Id!))).ToList();
        if (gone.Count > 0)
        {
            yield return new Finding("PRD-06", FindingLevel.Blocks,
                string.Create(CultureInfo.InvariantCulture, $"{gone.Count} linked {(gone.Count == 1 ? "product is" : "products are")} inactive in QuickBooks."),
                "QuickBooks refuses new documents that sell them.", "Make them active in QuickBooks under Products and services (include inactive), or deprecate them in Core.")
            {
                Records = [.. gone.Select(item => new TouchedRecord(item.Name ?? item.Id!, $"SKU {item.Sku}"))],
            };
        }
    }

    private static IEnumerable<Finding> Restricted(PreflightFacts facts) => Renamed(
        facts, [.. facts.Products.Where(product => product.IsActive && ProductNames.IsRestricted(product.Name)).Select(product => product.Id)],
        "PRD-03", @"with a : or \, a tab or a new line in the name", "QuickBooks refuses such names.");

    private static IEnumerable<Finding> Duplicates(PreflightFacts facts) => Renamed(
        facts,
        [.. facts.Products.Where(product => product.IsActive).GroupBy(product => ProductNames.Key(product.Name), StringComparer.Ordinal).Where(group => group.Count() > 1).SelectMany(group => group).Select(product => product.Id)],
        "PRD-04", "with the same name by its first 100 characters", "QuickBooks compares no more than these, without regard to case, and refuses the second product.");

    private static IEnumerable<Finding> Renamed(PreflightFacts facts, HashSet<long> ids, string id, string what, string why)
    {
        if (ids.Count > 0)
        {
            var names = ProductNames.Suggest(facts.Products);
            yield return new Finding(id, FindingLevel.Blocks, string.Create(CultureInfo.InvariantCulture, $"{ids.Count} {(ids.Count == 1 ? "product" : "products")} {what}."), why, "Rename them in Core; suggested names are listed.")
            {
                Records = [.. facts.Products.Where(product => ids.Contains(product.Id)).OrderBy(product => product.Name, StringComparer.OrdinalIgnoreCase).Select(product => new TouchedRecord($"{product.Sku} {product.Name}", $"becomes {names[product.Id]}"))],
                Fix = FindingFix.RenameProducts,
            };
        }
    }

    private static IEnumerable<Finding> Long(PreflightFacts facts)
    {
        var products = facts.Products.Where(product => product.IsActive && product.Name.Length > ProductNames.Length).ToList();
        if (products.Count > 0)
        {
            yield return new Finding("PRD-05", FindingLevel.Warns,
                string.Create(CultureInfo.InvariantCulture, $"{products.Count} product names have more than 100 characters."), "QuickBooks gets the first 100.", "Shorten them in Core if that reads badly.")
            {
                Records = [.. products.Select(product => new TouchedRecord($"{product.Sku} {product.Name}", string.Create(CultureInfo.InvariantCulture, $"{product.Name.Length} characters")))],
            };
        }
    }

    private static IEnumerable<Finding> WithoutSku(PreflightFacts facts)
    {
        var items = facts.QboItems.Where(item => item.Active != false && item.QtyOnHand is > 0m && string.IsNullOrWhiteSpace(item.Sku)).ToList();
        if (items.Count > 0)
        {
            yield return new Finding("PRD-08", FindingLevel.Warns,
                string.Create(CultureInfo.InvariantCulture, $"{items.Count} products of QuickBooks have stock but no SKU."), "Their stock is left out when stock on hand is taken over.", "Give them an SKU in QuickBooks, then check again.")
            {
                Records = [.. items.Select(item => new TouchedRecord(item.Name ?? "", string.Create(CultureInfo.InvariantCulture, $"on hand {item.QtyOnHand:0.####}")))],
            };
        }
    }

    private static IEnumerable<Finding> Batches(PreflightFacts facts)
    {
        var batches = facts.Products.Where(product => product.TracksBatches).Select(product => product.Sku).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var items = facts.QboItems.Where(item => item is { Active: not false, QtyOnHand: > 0m, Sku: not null } && batches.Contains(item.Sku)).ToList();
        if (items.Count > 0)
        {
            yield return new Finding("PRD-09", FindingLevel.Warns,
                string.Create(CultureInfo.InvariantCulture, $"{items.Count} products are tracked by batch or serial number in Core and have stock in QuickBooks."),
                "QuickBooks knows no batches, and they cannot be added afterwards.", "Leave their stock out of the take-over and count it into Core by batch.")
            {
                Records = [.. items.Select(item => new TouchedRecord(item.Name ?? "", $"SKU {item.Sku}"))],
            };
        }
    }
}
