namespace QboConnect.Core.Stock;

/// <summary>A place where stock is kept.</summary>
public sealed class Location
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Name, unique.</summary>
    public required string Name { get; set; }
}

/// <summary>Units of a product that came in together at one cost; issued first in, first out.</summary>
public sealed class StockLayer
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The product.</summary>
    public required long ProductId { get; init; }

    /// <summary>Where the units lie.</summary>
    public required long LocationId { get; init; }

    /// <summary>The day they came in, in the organisation's time zone.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Units received.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Units not yet issued.</summary>
    public required decimal Remaining { get; set; }

    /// <summary>Cost of one unit in base currency.</summary>
    public required decimal UnitCost { get; init; }

    /// <summary>What brought them in, for a reader: a purchase number, a restock, "QuickBooks stock on hand".</summary>
    public required string Source { get; init; }
}
