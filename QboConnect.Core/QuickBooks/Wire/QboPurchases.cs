namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A supplier's invoice (Essentials and above).</summary>
public sealed record QboBill : QboTransaction, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Bill;

    /// <summary>The supplier.</summary>
    public QboRef? VendorRef { get; init; }

    /// <summary>The payable account, where there are several.</summary>
    public QboRef? APAccountRef { get; init; }

    /// <summary>Its payment term.</summary>
    public QboRef? SalesTermRef { get; init; }

    /// <summary>When it is due.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>What is open; read-only.</summary>
    public decimal? Balance { get; init; }

    /// <summary>What is open in home currency; read-only.</summary>
    public decimal? HomeBalance { get; init; }
}

/// <summary>A payment to a supplier. Each line settles one bill or credit.</summary>
public sealed record QboBillPayment : QboTransaction, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.BillPayment;

    /// <summary>The supplier.</summary>
    public QboRef? VendorRef { get; init; }

    /// <summary><c>Check</c> or <c>CreditCard</c>.</summary>
    public string? PayType { get; init; }

    /// <summary>The bank account, for a cheque.</summary>
    public QboCheckPayment? CheckPayment { get; init; }

    /// <summary>The card account, for a card.</summary>
    public QboCardPayment? CreditCardPayment { get; init; }

    /// <summary>The payable account, where there are several.</summary>
    public QboRef? APAccountRef { get; init; }
}

/// <summary>Paid from a bank account.</summary>
public sealed record QboCheckPayment
{
    /// <summary>The bank account.</summary>
    public QboRef? BankAccountRef { get; init; }
}

/// <summary>Paid by card.</summary>
public sealed record QboCardPayment
{
    /// <summary>The credit card account.</summary>
    public QboRef? CCAccountRef { get; init; }
}
