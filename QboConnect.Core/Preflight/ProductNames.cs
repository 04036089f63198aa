using QboConnect.Core.Catalog;

namespace QboConnect.Core.Preflight;

/// <summary>Names QuickBooks takes: without some characters, unique by their first 100 without regard to case (seed: Duplicate Entries).</summary>
public static class ProductNames
{
    /// <summary>How much of a name QuickBooks keeps.</summary>
    public const int Length = 100;

    private static readonly char[] Restricted = [':', '\\', '\t', '\r', '\n'];

    /// <summary>Whether a name has a character QuickBooks refuses.</summary>
    public static bool IsRestricted(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.AsSpan().ContainsAny(Restricted);
    }

    /// <summary>What QuickBooks compares of a name.</summary>
    public static string Key(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (name.Length > Length ? name[..Length] : name).Trim().ToUpperInvariant();
    }

    /// <summary>A better name for each active product that needs one. What results collides with nothing.</summary>
    /// <returns>The new name by product.</returns>
    public static IReadOnlyDictionary<long, string> Suggest(IReadOnlyList<Product> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        var active = products.Where(product => product.IsActive).OrderBy(product => product.Sku, StringComparer.Ordinal).ToList();
        var counts = active.CountBy(product => Key(product.Name)).ToDictionary();
        var taken = active.Where(product => !IsRestricted(product.Name) && counts[Key(product.Name)] == 1).Select(product => Key(product.Name)).ToHashSet(StringComparer.Ordinal);
        var suggested = new Dictionary<long, string>();
        foreach (var product in active.Where(product => IsRestricted(product.Name) || counts[Key(product.Name)] > 1))
        {
            var clean = Clean(product.Name);
            var name = counts[Key(product.Name)] == 1 && taken.Add(Key(clean)) ? clean : With(clean, $" ({Clean(product.Sku)})");
            for (var number = 2; name != clean && !taken.Add(Key(name)); number++)
            {
                name = With(clean, $" ({Clean(product.Sku)} {number})");
            }

            suggested[product.Id] = name;
        }

        return suggested;
    }

    private static string Clean(string name) => string.Join(' ', string.Concat(name.Select(letter => Restricted.Contains(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // The mark that tells them apart has to stand within the characters QuickBooks compares.
    private static string With(string name, string mark) => (name.Length + mark.Length > Length ? name[..Math.Max(0, Length - mark.Length)].TrimEnd() : name) + mark;
}
