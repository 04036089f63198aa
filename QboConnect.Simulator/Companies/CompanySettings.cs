namespace QboConnect.Simulator.Companies;

/// <summary>The subscription, which decides what a company may use (facts, 7.2).</summary>
internal enum Plan
{
    SimpleStart,
    Essentials,
    Plus,
    Advanced,
}

/// <summary>What a person sets in QuickBooks' own screens and the API only reads.</summary>
internal sealed record CompanySettings
{
    public required string Name { get; init; }

    /// <summary>US, GB, AU or CA.</summary>
    public required string Country { get; init; }

    public Plan Plan { get; init; } = Plan.Plus;

    public required string HomeCurrency { get; init; }

    public bool MultiCurrency { get; init; }

    public bool InventoryTracking { get; init; } = true;

    public bool ClassTracking { get; init; }

    public bool LocationTracking { get; init; }

    /// <summary>US companies only: the engine that finds rates by address instead of the codes of a document (facts, 7.1).</summary>
    public bool AutomatedSalesTax { get; init; }

    public DateOnly? ClosingDate { get; init; }

    /// <summary>1 for January.</summary>
    public int FiscalYearStartMonth { get; init; } = 1;

    public string SubscriptionStatus { get; init; } = "SUBSCRIBED";

    /// <summary>What nobody could confirm, as it holds in this company.</summary>
    public Assumptions Assumptions { get; init; } = new();

    public bool IsUs => Country == "US";

    public bool HasBills => Plan >= Plan.Essentials;

    public bool HasPlus => Plan >= Plan.Plus;
}
