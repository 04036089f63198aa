namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A tax code; read-only. US companies also have the pseudo codes TAX, NON and CustomSalesTax.</summary>
public sealed record QboTaxCode : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.TaxCode;

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>True where it is not offered.</summary>
    public bool? Hidden { get; init; }

    /// <summary>False for exempt and out of scope.</summary>
    public bool? Taxable { get; init; }

    /// <summary>True where it stands for several rates.</summary>
    public bool? TaxGroup { get; init; }

    /// <summary>Its rates on sales.</summary>
    public QboTaxRateList? SalesTaxRateList { get; init; }

    /// <summary>Its rates on purchases.</summary>
    public QboTaxRateList? PurchaseTaxRateList { get; init; }
}

/// <summary>The rates of a tax code.</summary>
public sealed record QboTaxRateList
{
    /// <summary>The rates, by their order.</summary>
    public IReadOnlyList<QboTaxRateDetail>? TaxRateDetail { get; init; }
}

/// <summary>One rate of a tax code.</summary>
public sealed record QboTaxRateDetail
{
    /// <summary>The rate.</summary>
    public QboRef? TaxRateRef { get; init; }

    /// <summary>TaxOnAmount, TaxOnAmountPlusTax or TaxOnTax.</summary>
    public string? TaxTypeApplicable { get; init; }

    /// <summary>Its place.</summary>
    public int? TaxOrder { get; init; }
}

/// <summary>A tax rate; read-only.</summary>
public sealed record QboTaxRate : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.TaxRate;

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Free text.</summary>
    public string? Description { get; init; }

    /// <summary>20 means 20 %.</summary>
    public decimal? RateValue { get; init; }

    /// <summary>Who gets the tax.</summary>
    public QboRef? AgencyRef { get; init; }

    /// <summary>NONE, ZERO_RATE, FOREIGN_TAX, REVERSE_CHARGE or ADJUSTMENT_RATE.</summary>
    public string? SpecialTaxType { get; init; }

    /// <summary>Where it is shown.</summary>
    public string? DisplayType { get; init; }

    /// <summary>Its values through time.</summary>
    public IReadOnlyList<QboEffectiveTaxRate>? EffectiveTaxRate { get; init; }
}

/// <summary>The value of a tax rate from a day on.</summary>
public sealed record QboEffectiveTaxRate
{
    /// <summary>20 means 20 %.</summary>
    public decimal? RateValue { get; init; }

    /// <summary>From when.</summary>
    public DateTimeOffset? EffectiveDate { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset? EndDate { get; init; }
}
