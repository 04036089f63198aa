using System.Text.Json.Serialization;

namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A reference to another object.</summary>
/// <param name="Value">Its id, or a currency's code.</param>
/// <param name="Name">Its name in answers; ignored in requests.</param>
public sealed record QboRef(
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("name")] string? Name = null)
{
    /// <summary>The kind of object in the few places where it is open, such as <c>Customer</c>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }
}

/// <summary>When an object was made and last changed, with the offset QuickBooks gives.</summary>
public sealed record QboMetaData
{
    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When it was last changed, deleted or made inactive.</summary>
    public DateTimeOffset? LastUpdatedTime { get; init; }
}

/// <summary>A postal address.</summary>
public sealed record QboAddress
{
    /// <summary>Its id; read-only.</summary>
    public string? Id { get; init; }

    /// <summary>First line.</summary>
    public string? Line1 { get; init; }

    /// <summary>Second line.</summary>
    public string? Line2 { get; init; }

    /// <summary>Third line.</summary>
    public string? Line3 { get; init; }

    /// <summary>Fourth line.</summary>
    public string? Line4 { get; init; }

    /// <summary>Fifth line.</summary>
    public string? Line5 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Country.</summary>
    public string? Country { get; init; }

    /// <summary>State, province or county.</summary>
    public string? CountrySubDivisionCode { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }
}

/// <summary>An e-mail address.</summary>
public sealed record QboEmail(string Address);

/// <summary>A telephone number as it was typed.</summary>
public sealed record QboPhone(string FreeFormNumber);

/// <summary>A web address.</summary>
public sealed record QboWeb([property: JsonPropertyName("URI")] string Uri);

/// <summary>A message to the customer.</summary>
public sealed record QboMemo([property: JsonPropertyName("value")] string Value);

/// <summary>A named value.</summary>
public sealed record QboNameValue(string Name, string Value);

/// <summary>A link to another transaction.</summary>
public sealed record QboLinkedTxn
{
    /// <summary>Its id.</summary>
    public string? TxnId { get; init; }

    /// <summary>Its kind, such as <c>Invoice</c> or <c>BillPaymentCheck</c>.</summary>
    public string? TxnType { get; init; }

    /// <summary>The line of it that is meant.</summary>
    public string? TxnLineId { get; init; }
}

/// <summary>The tax of a transaction.</summary>
public sealed record QboTxnTaxDetail
{
    /// <summary>The tax code of the whole transaction (US without automated sales tax).</summary>
    public QboRef? TxnTaxCodeRef { get; init; }

    /// <summary>All tax.</summary>
    public decimal? TotalTax { get; init; }

    /// <summary>Tax by rate.</summary>
    public IReadOnlyList<QboTaxLine>? TaxLine { get; init; }
}

/// <summary>The tax of one rate.</summary>
public sealed record QboTaxLine
{
    /// <summary>The tax.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Always <c>TaxLineDetail</c>.</summary>
    public string DetailType { get; init; } = "TaxLineDetail";

    /// <summary>What it was worked out from.</summary>
    public QboTaxLineDetail? TaxLineDetail { get; init; }
}

/// <summary>What the tax of one rate was worked out from.</summary>
public sealed record QboTaxLineDetail
{
    /// <summary>The rate.</summary>
    public QboRef? TaxRateRef { get; init; }

    /// <summary>True for a percentage.</summary>
    public bool? PercentBased { get; init; }

    /// <summary>8.5 means 8.5 %.</summary>
    public decimal? TaxPercent { get; init; }

    /// <summary>The net amount that is taxed.</summary>
    public decimal? NetAmountTaxable { get; init; }

    /// <summary>The gross amount, where amounts include tax.</summary>
    public decimal? TaxInclusiveAmount { get; init; }

    /// <summary>What an override differs by.</summary>
    public decimal? OverrideDeltaAmount { get; init; }
}
