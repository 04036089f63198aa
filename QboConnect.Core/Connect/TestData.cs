namespace QboConnect.Core.Connect;

/// <summary>What of Core's data from before the integration is discarded (seed: Keep or delete test data). Parts add up.</summary>
[Flags]
public enum DiscardedData
{
    /// <summary>Everything is kept.</summary>
    None = 0,

    /// <summary>Sales, purchases, payments, stock movements and their postings. The other parts go only together with these.</summary>
    Transactions = 1,

    /// <summary>Products.</summary>
    Products = 2,

    /// <summary>Customers.</summary>
    Customers = 4,

    /// <summary>Suppliers.</summary>
    Suppliers = 8,

    /// <summary>Documents and stock that stood at the beginning.</summary>
    OpeningBalances = 16,

    /// <summary>Tax rules, payment terms, rates, and accounts that have no role. Locations, channels and accounts with a role stay: nothing works without them.</summary>
    ReferenceBooks = 32,

    /// <summary>All data.</summary>
    All = Transactions | Products | Customers | Suppliers | OpeningBalances | ReferenceBooks,
}

/// <summary>Records of one kind.</summary>
/// <param name="What">The kind, in the plural: "Purchases".</param>
/// <param name="Goes">How many are discarded.</param>
/// <param name="Stays">How many are kept.</param>
public sealed record TestDataRow(string What, int Goes, int Stays);

/// <summary>What discarding does.</summary>
/// <param name="Rows">By kind.</param>
/// <param name="Refusal">Why nothing may be discarded, in words; null where it may.</param>
public sealed record TestDataEffects(IReadOnlyList<TestDataRow> Rows, string? Refusal)
{
    /// <summary>Records that are discarded.</summary>
    public int Goes => Rows.Sum(row => row.Goes);
}
