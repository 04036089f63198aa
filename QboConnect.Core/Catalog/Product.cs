namespace QboConnect.Core.Catalog;

/// <summary>Whether stock of a product is kept.</summary>
public enum ProductType
{
    /// <summary>Stock is kept by location, cost by FIFO layer.</summary>
    Stock,

    /// <summary>No stock.</summary>
    Service,
}

/// <summary>Something that is sold or bought. In QuickBooks it is a service item, whatever its type here (seed: Import stock on hand).</summary>
public sealed class Product
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Stock keeping unit, unique.</summary>
    public required string Sku { get; set; }

    /// <summary>Name; its first 100 characters must be unique for QuickBooks (seed: Duplicate Entries).</summary>
    public required string Name { get; set; }

    /// <summary>Stock or service.</summary>
    public required ProductType Type { get; set; }

    /// <summary>Category, or null.</summary>
    public string? Category { get; set; }

    /// <summary>Brand, or null.</summary>
    public string? Brand { get; set; }

    /// <summary>List price of one unit in base currency, before tax.</summary>
    public decimal Price { get; set; }

    /// <summary>Latest cost of one unit in base currency; what a shipment without stock layers is costed at.</summary>
    public decimal Cost { get; set; }

    /// <summary>Revenue account; null takes the role Sales.</summary>
    public long? RevenueAccountId { get; set; }

    /// <summary>Tracked by batch or serial number, which QuickBooks does not know (seed: Import stock on hand).</summary>
    public bool TracksBatches { get; set; }

    /// <summary>False once deprecated.</summary>
    public bool IsActive { get; set; } = true;
}
