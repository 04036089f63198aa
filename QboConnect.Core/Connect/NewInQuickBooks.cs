namespace QboConnect.Core.Connect;

/// <summary>What a reload found in QuickBooks that was not there before, so that the wizard can mark it: names by QuickBooks' id. Pure.</summary>
/// <param name="Accounts">Accounts.</param>
/// <param name="TaxCodes">Tax codes.</param>
/// <param name="Terms">Payment terms.</param>
public sealed record NewInQuickBooks(
    IReadOnlyDictionary<string, string> Accounts, IReadOnlyDictionary<string, string> TaxCodes, IReadOnlyDictionary<string, string> Terms)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Nothing is new.</summary>
    public static NewInQuickBooks None { get; } = new(Nothing, Nothing, Nothing);

    /// <summary>What the later reading has beyond the earlier one; nothing where there was no earlier one.</summary>
    public static NewInQuickBooks Between(QuickBooksLists? before, QuickBooksLists? after) => before is null || after is null
        ? None
        : new(
            Added(before.Accounts, after.Accounts, row => row.Id, row => row.Name),
            Added(before.TaxCodes, after.TaxCodes, row => row.Id, row => row.Name),
            Added(before.Terms, after.Terms, row => row.Id, row => row.Name));

    private static Dictionary<string, string> Added<T>(IEnumerable<T> before, IEnumerable<T> after, Func<T, string?> id, Func<T, string?> name)
    {
        var known = before.Select(id).ToHashSet();
        return after.Where(row => id(row) is { } key && !known.Contains(key)).ToDictionary(row => id(row)!, row => name(row) ?? id(row)!, StringComparer.Ordinal);
    }
}
