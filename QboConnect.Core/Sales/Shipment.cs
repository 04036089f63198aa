namespace QboConnect.Core.Sales;

/// <summary>What happened to the cost of goods.</summary>
public enum CostMovementKind
{
    /// <summary>Goods left: cost of sales, dated by the shipment (consolidation seed: COGS).</summary>
    Shipment,

    /// <summary>Goods came back on a credit note, dated by the restock.</summary>
    Restock,

    /// <summary>A late cost reached goods already shipped (accounting-examples CG-04).</summary>
    CostChange,
}

/// <summary>Goods of a sale leaving or coming back, at cost in base currency.</summary>
public sealed class CostMovement
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>The sale.</summary>
    public required long SaleId { get; init; }

    /// <summary>What happened.</summary>
    public required CostMovementKind Kind { get; init; }

    /// <summary>The invoice or credit note it belongs to, or null.</summary>
    public long? DocumentId { get; init; }

    /// <summary>Number, unique among cost movements.</summary>
    public required string Number { get; set; }

    /// <summary>Shipment date, restock date, or date of the cost change.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>Lines in order.</summary>
    public List<CostLine> Lines { get; init; } = [];

    /// <summary>Authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Authorised;
}

/// <summary>Cost of one product in a movement.</summary>
public sealed class CostLine
{
    /// <summary>The movement.</summary>
    public long MovementId { get; set; }

    /// <summary>Position, from 1.</summary>
    public required int LineNo { get; init; }

    /// <summary>The product, or null where only a cost is known.</summary>
    public long? ProductId { get; init; }

    /// <summary>Units moved; zero for a cost change.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Cost in minor units of the base currency; negative only for a cost change downwards.</summary>
    public required long CostMinor { get; init; }

    /// <summary>
    /// What the stock layers changed by, where the platform names another amount than <see cref="CostMinor"/>: the difference is a currency
    /// difference on cost (accounting-examples FX-06). Null where they are the same.
    /// </summary>
    public long? StockMinor { get; init; }
}
