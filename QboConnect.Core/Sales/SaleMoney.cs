namespace QboConnect.Core.Sales;

/// <summary>How an invoice was settled.</summary>
public enum PaymentMethod
{
    /// <summary>Money into a payment account.</summary>
    Account,

    /// <summary>A customer credit used up; belongs to the invoice journal (consolidation seed: Sale invoices and credit notes).</summary>
    CustomerCredit,

    /// <summary>A credit note set against the invoice; Core writes a payment here and a refund on the credit note (consolidation seed).</summary>
    CreditNote,
}

/// <summary>A payment of an invoice, whole or in part.</summary>
public sealed class Payment
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>The sale.</summary>
    public required long SaleId { get; init; }

    /// <summary>The invoice it pays.</summary>
    public required long InvoiceId { get; init; }

    /// <summary>Number, unique among payments.</summary>
    public required string Number { get; set; }

    /// <summary>Day of the payment.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>How it was settled.</summary>
    public PaymentMethod Method { get; init; }

    /// <summary>Amount in minor units of the sale's currency, above zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>Base units for one unit of the sale's currency on that day.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The payment account; for a credit note's allocation the account that names it, for a customer credit the role Customer credits.</summary>
    public required long AccountId { get; init; }

    /// <summary>The customer credit used, or null.</summary>
    public long? CustomerCreditId { get; init; }

    /// <summary>Reference of the payment processor, or null.</summary>
    public string? Reference { get; init; }

    /// <summary>Authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Authorised;
}

/// <summary>Money given back on a credit note.</summary>
public sealed class Refund
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>The sale.</summary>
    public required long SaleId { get; init; }

    /// <summary>The credit note it settles.</summary>
    public required long CreditNoteId { get; init; }

    /// <summary>Number, unique among refunds.</summary>
    public required string Number { get; set; }

    /// <summary>Day of the refund.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>How it was settled: an account, or set against an invoice.</summary>
    public PaymentMethod Method { get; init; }

    /// <summary>Amount in minor units of the sale's currency, above zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>Base units for one unit of the sale's currency on that day.</summary>
    public required decimal Rate { get; init; }

    /// <summary>The account the money leaves.</summary>
    public required long AccountId { get; init; }

    /// <summary>Authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Authorised;
}

/// <summary>Money received from a customer before there is an invoice to pay (accounting-examples CC-01).</summary>
public sealed class CustomerCredit
{
    /// <summary>Our id, unique over all documents.</summary>
    public long Id { get; init; }

    /// <summary>Number, unique among customer credits.</summary>
    public required string Number { get; set; }

    /// <summary>The customer.</summary>
    public required long CustomerId { get; init; }

    /// <summary>The channel it came through.</summary>
    public required long ChannelId { get; init; }

    /// <summary>Day it was received.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>Base units for one unit on that day.</summary>
    public required decimal Rate { get; init; }

    /// <summary>Amount in minor units of <see cref="Currency"/>, above zero.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>The account the money came into.</summary>
    public required long AccountId { get; init; }

    /// <summary>Authorised or voided.</summary>
    public DocumentStatus Status { get; set; } = DocumentStatus.Authorised;
}
