namespace QboConnect.Core.Connect;

/// <summary>One effect of the migration that cannot be taken back.</summary>
/// <param name="What">What, in the merchant's words.</param>
/// <param name="Count">How many.</param>
/// <param name="Amount">What they come to; null where there is no amount.</param>
/// <param name="Currency">ISO code of the amount's currency; empty without an amount.</param>
public sealed record RehearsedEffect(string What, int Count, decimal? Amount = null, string Currency = "");

/// <summary>An inventory item of QuickBooks that is deactivated and made again as a service.</summary>
/// <param name="QboId">Its id in QuickBooks.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sku">Its SKU; empty without one.</param>
/// <param name="Quantity">Units on hand that QuickBooks no longer counts.</param>
/// <param name="Value">What they stand for in QuickBooks' books, home currency.</param>
public sealed record RehearsedItem(string QboId, string Name, string Sku, decimal Quantity, decimal Value);

/// <summary>A line of the journal that keeps QuickBooks' inventory value, home currency; one side is 0.</summary>
/// <param name="Account">QuickBooks' account.</param>
/// <param name="Debit">Debit.</param>
/// <param name="Credit">Credit.</param>
public sealed record RehearsedJournalLine(string Account, decimal Debit, decimal Credit);

/// <summary>An account of QuickBooks before and after, home currency, debit positive.</summary>
/// <param name="QboId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Before">Its balance as it stands.</param>
/// <param name="After">Its balance after the migration.</param>
public sealed record RehearsedBalance(string QboId, string Name, decimal Before, decimal After)
{
    /// <summary>What the migration does to it.</summary>
    public decimal Difference => After - Before;
}

/// <summary>What the migration would do: the real one was run on a copy of Core's data against a copy of the QuickBooks company.</summary>
public sealed record RehearsalReport
{
    /// <summary>The company in QuickBooks.</summary>
    public required string Company { get; init; }

    /// <summary>ISO code of its home currency.</summary>
    public required string HomeCurrency { get; init; }

    /// <summary>Which way data is to go.</summary>
    public IntegrationMode Mode { get; init; }

    /// <summary>When it was rehearsed, UTC.</summary>
    public required DateTimeOffset RehearsedAt { get; init; }

    /// <summary>The integration date it was rehearsed for; null where the wizard's choices kept it from starting.</summary>
    public DateOnly? IntegrationDate { get; init; }

    /// <summary>Choices that are missing in the wizard and were assumed, a sentence each.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>What would have failed, why, and what to do; empty where everything would have succeeded.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Every effect that cannot be taken back.</summary>
    public IReadOnlyList<RehearsedEffect> Effects { get; init; } = [];

    /// <summary>Items that become services.</summary>
    public IReadOnlyList<RehearsedItem> Items { get; init; } = [];

    /// <summary>Lines of the journal QBC-STOCK.</summary>
    public IReadOnlyList<RehearsedJournalLine> Journal { get; init; } = [];

    /// <summary>QuickBooks' trial balance before and after.</summary>
    public IReadOnlyList<RehearsedBalance> Balances { get; init; } = [];

    /// <summary>Calls that read from QuickBooks.</summary>
    public int Reads { get; init; }

    /// <summary>Calls that wrote to QuickBooks: always 0.</summary>
    public int Writes { get; init; }

    /// <summary>Whether the migration would succeed as things stand.</summary>
    public bool Succeeds => Problems.Count == 0;
}
