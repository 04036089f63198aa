namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A product or service. Prices are in home currency.</summary>
public sealed record QboItem : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Item;

    /// <summary>Unique, at most 100 characters, without colons.</summary>
    public string? Name { get; init; }

    /// <summary>Parent names and its own; read-only.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>Inventory, NonInventory, Service, Category or Group; has to be said.</summary>
    public string? Type { get; init; }

    /// <summary>At most 100 characters.</summary>
    public string? Sku { get; init; }

    /// <summary>Text on sales, at most 4,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Text on purchases, at most 1,000 characters.</summary>
    public string? PurchaseDesc { get; init; }

    /// <summary>Sales price.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Purchase price.</summary>
    public decimal? PurchaseCost { get; init; }

    /// <summary>True where QuickBooks keeps its stock; cannot be switched off again.</summary>
    public bool? TrackQtyOnHand { get; init; }

    /// <summary>Stock; on an update QuickBooks books an adjustment.</summary>
    public decimal? QtyOnHand { get; init; }

    /// <summary>From when stock is kept; earlier transactions are refused.</summary>
    public DateOnly? InvStartDate { get; init; }

    /// <summary>Where its sales are booked.</summary>
    public QboRef? IncomeAccountRef { get; init; }

    /// <summary>Where its cost is booked.</summary>
    public QboRef? ExpenseAccountRef { get; init; }

    /// <summary>Where its stock value is booked.</summary>
    public QboRef? AssetAccountRef { get; init; }

    /// <summary>True where its sales are taxed.</summary>
    public bool? Taxable { get; init; }

    /// <summary>Tax code on sales (outside the US).</summary>
    public QboRef? SalesTaxCodeRef { get; init; }

    /// <summary>Tax code on purchases (outside the US).</summary>
    public QboRef? PurchaseTaxCodeRef { get; init; }

    /// <summary>Its class.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>True below another item or category.</summary>
    public bool? SubItem { get; init; }

    /// <summary>The item or category above.</summary>
    public QboRef? ParentRef { get; init; }
}
