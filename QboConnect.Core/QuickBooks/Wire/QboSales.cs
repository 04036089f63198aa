namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>An invoice.</summary>
public sealed record QboInvoice : QboSalesDocument, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Invoice;

    /// <summary>Its payment term.</summary>
    public QboRef? SalesTermRef { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>When it was shipped.</summary>
    public DateOnly? ShipDate { get; init; }

    /// <summary>Tracking number.</summary>
    public string? TrackingNum { get; init; }

    /// <summary>Paid with the order.</summary>
    public decimal? Deposit { get; init; }

    /// <summary>Where that was paid to.</summary>
    public QboRef? DepositToAccountRef { get; init; }

    /// <summary>What is open in home currency; read-only.</summary>
    public decimal? HomeBalance { get; init; }
}

/// <summary>A credit note. A payment of 0 with both lines applies it to an invoice.</summary>
public sealed record QboCreditMemo : QboSalesDocument, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.CreditMemo;

    /// <summary>What is not yet applied; read-only.</summary>
    public decimal? RemainingCredit { get; init; }

    /// <summary>The invoice it was made for.</summary>
    public QboRef? InvoiceRef { get; init; }
}

/// <summary>A refund paid out at once.</summary>
public sealed record QboRefundReceipt : QboSalesDocument, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.RefundReceipt;

    /// <summary>The account the money leaves, in spite of its name.</summary>
    public QboRef? DepositToAccountRef { get; init; }

    /// <summary>How it was paid.</summary>
    public QboRef? PaymentMethodRef { get; init; }

    /// <summary>Reference of the payment, at most 21 characters.</summary>
    public string? PaymentRefNum { get; init; }
}

/// <summary>A customer's payment. Each line settles one document; an update must send every line again.</summary>
public sealed record QboPayment : QboTransaction, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Payment;

    /// <summary>The customer.</summary>
    public QboRef? CustomerRef { get; init; }

    /// <summary>The account the money reaches; Undeposited Funds where absent.</summary>
    public QboRef? DepositToAccountRef { get; init; }

    /// <summary>The receivable account, where there are several.</summary>
    public QboRef? ARAccountRef { get; init; }

    /// <summary>How it was paid.</summary>
    public QboRef? PaymentMethodRef { get; init; }

    /// <summary>Its reference, at most 21 characters.</summary>
    public string? PaymentRefNum { get; init; }

    /// <summary>What is not applied to a document; read-only.</summary>
    public decimal? UnappliedAmt { get; init; }
}
