namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>What customers and suppliers share. DisplayName is unique over both and over employees.</summary>
public abstract record QboName : QboListEntry
{
    /// <summary>At most 500 characters, without colon, tab and new line.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Title, at most 16 characters.</summary>
    public string? Title { get; init; }

    /// <summary>First name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Last name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Company, at most 100 characters.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Name on cheques.</summary>
    public string? PrintOnCheckName { get; init; }

    /// <summary>E-mail.</summary>
    public QboEmail? PrimaryEmailAddr { get; init; }

    /// <summary>Telephone.</summary>
    public QboPhone? PrimaryPhone { get; init; }

    /// <summary>Mobile telephone.</summary>
    public QboPhone? Mobile { get; init; }

    /// <summary>Fax.</summary>
    public QboPhone? Fax { get; init; }

    /// <summary>Web site.</summary>
    public QboWeb? WebAddr { get; init; }

    /// <summary>Billing address.</summary>
    public QboAddress? BillAddr { get; init; }

    /// <summary>Its currency, set once when it is created.</summary>
    public QboRef? CurrencyRef { get; init; }

    /// <summary>What is open, in its currency; read-only.</summary>
    public decimal? Balance { get; init; }
}

/// <summary>A customer.</summary>
public sealed record QboCustomer : QboName, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Customer;

    /// <summary>Parent names and its own; read-only.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>Shipping address.</summary>
    public QboAddress? ShipAddr { get; init; }

    /// <summary>Notes, at most 2,000 characters.</summary>
    public string? Notes { get; init; }

    /// <summary>True below another customer.</summary>
    public bool? Job { get; init; }

    /// <summary>The customer above.</summary>
    public QboRef? ParentRef { get; init; }

    /// <summary>True where sales to it are taxed.</summary>
    public bool? Taxable { get; init; }

    /// <summary>Its tax code; not with automated sales tax.</summary>
    public QboRef? DefaultTaxCodeRef { get; init; }

    /// <summary>Its payment term.</summary>
    public QboRef? SalesTermRef { get; init; }

    /// <summary>Resale number, at most 16 characters.</summary>
    public string? ResaleNum { get; init; }
}

/// <summary>A supplier.</summary>
public sealed record QboVendor : QboName, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Vendor;

    /// <summary>Our account number at the supplier.</summary>
    public string? AcctNum { get; init; }

    /// <summary>Its payment term.</summary>
    public QboRef? TermRef { get; init; }
}

/// <summary>An employee; read only for its name, which no customer and no supplier may have.</summary>
public sealed record QboEmployee : QboName, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Employee;
}
