using System.Text.Json.Serialization;

namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>What every object of QuickBooks has. Read-only properties that are sent are ignored by QuickBooks.</summary>
public abstract record QboObject
{
    /// <summary>Its id; null before it is created.</summary>
    [JsonPropertyOrder(-10)]
    public string? Id { get; init; }

    /// <summary>Its version; an update must carry the current one.</summary>
    [JsonPropertyOrder(-9)]
    public string? SyncToken { get; init; }

    /// <summary>When it was made and last changed; read-only.</summary>
    [JsonPropertyOrder(90)]
    public QboMetaData? MetaData { get; init; }

    /// <summary><c>Deleted</c> in the tombstones of change data capture, else null.</summary>
    [JsonPropertyName("status"), JsonPropertyOrder(91)]
    public string? Status { get; init; }
}

/// <summary>An entry of a list that can be made inactive but not deleted.</summary>
public abstract record QboListEntry : QboObject
{
    /// <summary>False once it was made inactive; QuickBooks then adds " (deleted)" to its name.</summary>
    public bool? Active { get; init; }
}

/// <summary>What every transaction has. Amounts are in the transaction's currency unless they say "home".</summary>
public abstract record QboTransaction : QboObject
{
    /// <summary>Its number, at most 21 characters.</summary>
    public string? DocNumber { get; init; }

    /// <summary>Its date in the company's own calendar.</summary>
    public DateOnly? TxnDate { get; init; }

    /// <summary>Its currency; required where the company has several.</summary>
    public QboRef? CurrencyRef { get; init; }

    /// <summary>Home currency units for one unit of the transaction's currency.</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>A note the customer does not see, at most 4,000 characters.</summary>
    public string? PrivateNote { get; init; }

    /// <summary>The location.</summary>
    public QboRef? DepartmentRef { get; init; }

    /// <summary>Whether line amounts include tax (outside the US): TaxExcluded, TaxInclusive, NotApplicable.</summary>
    public string? GlobalTaxCalculation { get; init; }

    /// <summary>Its lines; an update replaces them all.</summary>
    [JsonPropertyOrder(80)]
    public IReadOnlyList<QboLine>? Line { get; init; }

    /// <summary>Its tax.</summary>
    [JsonPropertyOrder(81)]
    public QboTxnTaxDetail? TxnTaxDetail { get; init; }

    /// <summary>The transactions it is linked with.</summary>
    [JsonPropertyOrder(82)]
    public IReadOnlyList<QboLinkedTxn>? LinkedTxn { get; init; }

    /// <summary>Its total with tax; given by us only on payments.</summary>
    public decimal? TotalAmt { get; init; }

    /// <summary>Its total in home currency; read-only.</summary>
    public decimal? HomeTotalAmt { get; init; }
}

/// <summary>What invoices, credit notes and refunds share.</summary>
public abstract record QboSalesDocument : QboTransaction
{
    /// <summary>The customer.</summary>
    public QboRef? CustomerRef { get; init; }

    /// <summary>A message the customer sees, at most 1,000 characters.</summary>
    public QboMemo? CustomerMemo { get; init; }

    /// <summary>The class of the whole document, where the company tracks classes by transaction.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>The billing address.</summary>
    public QboAddress? BillAddr { get; init; }

    /// <summary>The shipping address, by which QuickBooks finds the tax in the US.</summary>
    public QboAddress? ShipAddr { get; init; }

    /// <summary>The address it is e-mailed to.</summary>
    public QboEmail? BillEmail { get; init; }

    /// <summary>True where the discount lowers the amount that is taxed.</summary>
    public bool? ApplyTaxAfterDiscount { get; init; }

    /// <summary>What is still open; read-only.</summary>
    public decimal? Balance { get; init; }
}
