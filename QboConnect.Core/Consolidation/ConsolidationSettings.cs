namespace QboConnect.Core.Consolidation;

/// <summary>A header field that can be carried to QuickBooks as class or location (seed: Class and location tracking; the rest of the list is product-level).</summary>
public enum TrackingSource
{
    /// <summary>Nothing is carried.</summary>
    None,

    /// <summary>Sales representative.</summary>
    SalesRep,

    /// <summary>Location.</summary>
    Location,

    /// <summary>Job.</summary>
    Job,
}

/// <summary>Settings of the Sync options screen that concern consolidation: one row.</summary>
public sealed class ConsolidationSettings
{
    /// <summary>The only id there is.</summary>
    public const long TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public long Id { get; init; } = TheId;

    /// <summary>The slider "Consolidate transactions". It cannot be turned off while a channel is Consolidated.</summary>
    public bool IsEnabled { get; set; }

    /// <summary>The customer named on every A/R line of a journal; must trade in the base currency and not be deprecated.</summary>
    public long? CustomerId { get; set; }

    /// <summary>What is sent as class.</summary>
    public TrackingSource ClassSource { get; set; }

    /// <summary>What is sent as location.</summary>
    public TrackingSource LocationSource { get; set; }
}
