namespace QboConnect.Core.Sales;

/// <summary>The life of a document: only an authorised one has postings.</summary>
public enum DocumentStatus
{
    /// <summary>Being written; posts nothing.</summary>
    Draft,

    /// <summary>Posted to the ledger and due to be synced.</summary>
    Authorised,

    /// <summary>Cancelled for good; its posting is retired.</summary>
    Voided,
}

/// <summary>A sales order and the header fields its documents share. Its documents hang on <see cref="Id"/>.</summary>
public sealed class Sale
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Order number, unique within its channel.</summary>
    public required string Number { get; set; }

    /// <summary>The channel it came through.</summary>
    public required long ChannelId { get; init; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; set; }

    /// <summary>ISO code of the currency of all its documents.</summary>
    public required string Currency { get; init; }

    /// <summary>Day of the order.</summary>
    public required DateOnly OrderDate { get; set; }

    /// <summary>Location the goods leave from, or null.</summary>
    public long? LocationId { get; set; }

    /// <summary>Sales representative, or null.</summary>
    public string? SalesRep { get; set; }

    /// <summary>Job, or null.</summary>
    public string? Job { get; set; }

    /// <summary>The customer's own reference, or null.</summary>
    public string? Reference { get; set; }
}

/// <summary>What a line of an invoice or a credit note is.</summary>
public enum SaleLineKind
{
    /// <summary>A product or service.</summary>
    Product,

    /// <summary>Shipping or freight.</summary>
    Shipping,

    /// <summary>Any other charge; negative for a discount over the whole document.</summary>
    Charge,

    /// <summary>A gift card sold: no revenue, no tax, a liability (accounting-examples GC-01).</summary>
    GiftCard,
}

/// <summary>A line of an invoice or a credit note. Amounts are minor units of the document's currency.</summary>
public sealed class SaleLine
{
    /// <summary>The invoice or credit note.</summary>
    public long DocumentId { get; set; }

    /// <summary>Position, from 1.</summary>
    public required int LineNo { get; init; }

    /// <summary>What it is.</summary>
    public required SaleLineKind Kind { get; init; }

    /// <summary>The product of a product line, or null.</summary>
    public long? ProductId { get; init; }

    /// <summary>Text on the document.</summary>
    public string Description { get; init; } = "";

    /// <summary>Units.</summary>
    public decimal Quantity { get; init; } = 1m;

    /// <summary>Price of one unit in the document's currency, before discount; up to four decimals.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>Discount in percent of quantity times price.</summary>
    public decimal DiscountPercent { get; init; }

    /// <summary>The line's amount after discount and without tax.</summary>
    public required long NetMinor { get; init; }

    /// <summary>Tax on the line.</summary>
    public long TaxMinor { get; init; }

    /// <summary>The tax rule, or null where there is no tax.</summary>
    public long? TaxRuleId { get; init; }

    /// <summary>The revenue (or liability) account the line posts to.</summary>
    public required long AccountId { get; init; }
}

/// <summary>An invoice or a credit note of a sale: lines, a date and the rate of that date.</summary>
public abstract class SaleDocument
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>The sale.</summary>
    public required long SaleId { get; init; }

    /// <summary>Document number, unique within its kind.</summary>
    public required string Number { get; set; }

    /// <summary>Day of the document in the organisation's time zone; decides its journal (consolidation seed: How transactions are consolidated).</summary>
    public required DateOnly Date { get; set; }

    /// <summary>Base units for one unit of the sale's currency; 1 for the base currency.</summary>
    public required decimal Rate { get; set; }

    /// <summary>Draft, authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Draft;

    /// <summary>Lines in order.</summary>
    public List<SaleLine> Lines { get; init; } = [];

    /// <summary>Lines without tax, minor units of the document's currency.</summary>
    public long NetMinor => Lines.Sum(line => line.NetMinor);

    /// <summary>Tax, minor units of the document's currency.</summary>
    public long TaxMinor => Lines.Sum(line => line.TaxMinor);

    /// <summary>What the customer owes (or is owed), tax included, minor units of the document's currency.</summary>
    public long TotalMinor { get; set; }
}

/// <summary>An invoice.</summary>
public sealed class Invoice : SaleDocument
{
    /// <summary>Day it is due.</summary>
    public required DateOnly DueDate { get; set; }

    /// <summary>Taken over from QuickBooks when connecting: it posts against opening balance equity and is never exported (seed: Import opening balances).</summary>
    public bool IsOpeningBalance { get; set; }
}

/// <summary>A credit note.</summary>
public sealed class CreditNote : SaleDocument
{
    /// <summary>The invoice it corrects, or null.</summary>
    public long? InvoiceId { get; set; }
}
