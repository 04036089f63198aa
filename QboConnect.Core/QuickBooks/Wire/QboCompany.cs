namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>The company.</summary>
public sealed record QboCompanyInfo : QboObject, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.CompanyInfo;

    /// <summary>Its name.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Its legal name.</summary>
    public string? LegalName { get; init; }

    /// <summary>Two letters, such as <c>US</c>.</summary>
    public string? Country { get; init; }

    /// <summary>Its address.</summary>
    public QboAddress? CompanyAddr { get; init; }

    /// <summary>Its e-mail.</summary>
    public QboEmail? Email { get; init; }

    /// <summary>English name of the month its year starts with.</summary>
    public string? FiscalYearStartMonth { get; init; }

    /// <summary>When it was set up; read-only.</summary>
    public DateOnly? CompanyStartDate { get; init; }

    /// <summary>Further facts, OfferingSku and SubscriptionStatus among them.</summary>
    public IReadOnlyList<QboNameValue>? NameValue { get; init; }

    /// <summary>The state of the subscription, such as <c>SUBSCRIBED</c>, where QuickBooks tells it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? SubscriptionStatus => NameValue?.FirstOrDefault(n => n.Name == "SubscriptionStatus")?.Value;

    /// <summary>The plan, such as <c>QuickBooks Online Plus</c>, where QuickBooks tells it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Plan => NameValue?.FirstOrDefault(n => n.Name == "OfferingSku")?.Value;
}

/// <summary>The company's settings. Multi-currency, inventory, classes and the closing date are switched in QuickBooks only.</summary>
public sealed record QboPreferences : QboObject, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Preferences;

    /// <summary>Accounting settings.</summary>
    public QboAccountingPrefs? AccountingInfoPrefs { get; init; }

    /// <summary>Product settings.</summary>
    public QboProductPrefs? ProductAndServicesPrefs { get; init; }

    /// <summary>Settings of sales forms.</summary>
    public QboSalesFormsPrefs? SalesFormsPrefs { get; init; }

    /// <summary>Tax settings.</summary>
    public QboTaxPrefs? TaxPrefs { get; init; }

    /// <summary>Currency settings.</summary>
    public QboCurrencyPrefs? CurrencyPrefs { get; init; }

    /// <summary>Report settings.</summary>
    public QboReportPrefs? ReportPrefs { get; init; }

    /// <summary>Settings without a place of their own.</summary>
    public QboOtherPrefs? OtherPrefs { get; init; }
}

/// <summary>Accounting settings.</summary>
public sealed record QboAccountingPrefs
{
    /// <summary>English name of the month the year starts with.</summary>
    public string? FirstMonthOfFiscalYear { get; init; }

    /// <summary>True where accounts have numbers.</summary>
    public bool? UseAccountNumbers { get; init; }

    /// <summary>True where a whole transaction has one class.</summary>
    public bool? ClassTrackingPerTxn { get; init; }

    /// <summary>True where each line has its class.</summary>
    public bool? ClassTrackingPerTxnLine { get; init; }

    /// <summary>True where locations are tracked.</summary>
    public bool? TrackDepartments { get; init; }

    /// <summary>Up to which day the books are closed; absent while they are open.</summary>
    public DateOnly? BookCloseDate { get; init; }
}

/// <summary>Product settings.</summary>
public sealed record QboProductPrefs
{
    /// <summary>True where QuickBooks keeps stock.</summary>
    public bool? QuantityOnHand { get; init; }
}

/// <summary>Settings of sales forms.</summary>
public sealed record QboSalesFormsPrefs
{
    /// <summary>True where our document numbers are kept and duplicates are refused.</summary>
    public bool? CustomTxnNumbers { get; init; }

    /// <summary>True where QuickBooks applies payments to invoices by itself.</summary>
    public bool? AutoApplyPayments { get; init; }

    /// <summary>True where QuickBooks applies credits to invoices by itself.</summary>
    public bool? AutoApplyCredit { get; init; }

    /// <summary>True where invoices may have a discount line.</summary>
    public bool? AllowDiscount { get; init; }

    /// <summary>True where invoices may have shipping.</summary>
    public bool? AllowShipping { get; init; }

    /// <summary>True where invoices may have a deposit.</summary>
    public bool? AllowDeposit { get; init; }

    /// <summary>The account id discounts are booked to.</summary>
    public string? DefaultDiscountAccount { get; init; }

    /// <summary>The account id shipping is booked to; where QuickBooks gives true or false, that word.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(AnyScalarAsText))]
    public string? DefaultShippingAccount { get; init; }
}

/// <summary>Tax settings.</summary>
public sealed record QboTaxPrefs
{
    /// <summary>True where sales are taxed.</summary>
    public bool? UsingSalesTax { get; init; }

    /// <summary>Present in US companies with automated sales tax; true once it is set up.</summary>
    public bool? PartnerTaxEnabled { get; init; }

    /// <summary>The default tax code.</summary>
    public QboRef? TaxGroupCodeRef { get; init; }
}

/// <summary>Currency settings.</summary>
public sealed record QboCurrencyPrefs
{
    /// <summary>True where the company has several currencies; never false again.</summary>
    public bool? MultiCurrencyEnabled { get; init; }

    /// <summary>The home currency.</summary>
    public QboRef? HomeCurrency { get; init; }
}

/// <summary>Report settings.</summary>
public sealed record QboReportPrefs
{
    /// <summary><c>Accrual</c> or <c>Cash</c>.</summary>
    public string? ReportBasis { get; init; }
}

/// <summary>Settings without a place of their own.</summary>
public sealed record QboOtherPrefs
{
    /// <summary>By name, WarnDuplicateJournalNumber among them.</summary>
    public IReadOnlyList<QboNameValue>? NameValue { get; init; }
}
