using QboConnect.Core.Sales;

namespace QboConnect.Core.Purchases;

/// <summary>A supplier's invoice, with the goods it brings in. Always synced individually, as a Bill (consolidation seed: introduction).</summary>
public sealed class Purchase
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>Number, unique among purchases.</summary>
    public required string Number { get; set; }

    /// <summary>The supplier.</summary>
    public required long SupplierId { get; init; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>Day of the supplier's invoice.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>Day it is due.</summary>
    public required DateOnly DueDate { get; set; }

    /// <summary>Base units for one unit of <see cref="Currency"/>.</summary>
    public required decimal Rate { get; init; }

    /// <summary>Taken over from QuickBooks when connecting; never exported.</summary>
    public bool IsOpeningBalance { get; set; }

    /// <summary>Draft, authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Draft;

    /// <summary>Lines in order.</summary>
    public List<PurchaseLine> Lines { get; init; } = [];

    /// <summary>What is owed, minor units of <see cref="Currency"/>.</summary>
    public long TotalMinor { get; set; }
}

/// <summary>A line of a purchase. Amounts are minor units of the purchase's currency.</summary>
public sealed class PurchaseLine
{
    /// <summary>The purchase.</summary>
    public long PurchaseId { get; set; }

    /// <summary>Position, from 1.</summary>
    public required int LineNo { get; init; }

    /// <summary>The product, or null.</summary>
    public long? ProductId { get; init; }

    /// <summary>Text on the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>Units.</summary>
    public decimal Quantity { get; init; } = 1m;

    /// <summary>Price of one unit, up to four decimals.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>The line's amount.</summary>
    public required long NetMinor { get; init; }

    /// <summary>The account it posts to; inventory for stock.</summary>
    public required long AccountId { get; init; }
}

/// <summary>A payment of a purchase.</summary>
public sealed class PurchasePayment
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>The purchase it pays.</summary>
    public required long PurchaseId { get; init; }

    /// <summary>Number, unique among purchase payments.</summary>
    public required string Number { get; set; }

    /// <summary>Day of the payment.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>Amount in minor units of the purchase's currency.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>Base units for one unit on that day.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The bank or card account the money leaves.</summary>
    public required long AccountId { get; init; }

    /// <summary>Authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Authorised;
}
