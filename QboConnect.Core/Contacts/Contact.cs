namespace QboConnect.Core.Contacts;

/// <summary>Which side of the trade a contact is on.</summary>
public enum ContactKind
{
    /// <summary>Buys; QBO Customer.</summary>
    Customer,

    /// <summary>Sells; QBO Vendor.</summary>
    Supplier,
}

/// <summary>A customer or a supplier.</summary>
public sealed class Contact
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Customer or supplier.</summary>
    public required ContactKind Kind { get; init; }

    /// <summary>Name, unique within its kind without regard to case.</summary>
    public required string Name { get; set; }

    /// <summary>ISO code the contact trades in.</summary>
    public required string Currency { get; set; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; set; }

    /// <summary>Payment term, or null.</summary>
    public long? PaymentTermId { get; set; }

    /// <summary>Default tax rule, or null.</summary>
    public long? TaxRuleId { get; set; }

    /// <summary>Deprecated contacts take no new documents and are not re-imported from QuickBooks (seed: Customers).</summary>
    public bool IsDeprecated { get; set; }
}
