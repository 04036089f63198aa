namespace QboConnect.Core.Finance;

/// <summary>The merchant's company: one row.</summary>
public sealed class Organisation
{
    /// <summary>The only id there is.</summary>
    public const long TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public long Id { get; init; } = TheId;

    /// <summary>Company name.</summary>
    public required string Name { get; set; }

    /// <summary>ISO code of the currency the books are kept in; must equal QuickBooks' home currency (seed: Prerequisites).</summary>
    public required string BaseCurrency { get; set; }

    /// <summary>IANA time zone that says which day it is.</summary>
    public required string TimeZone { get; set; }

    /// <summary>First month of the fiscal year, 1 to 12; earlier profits stand in retained earnings.</summary>
    public int FiscalYearFirstMonth { get; set; } = 1;
}
