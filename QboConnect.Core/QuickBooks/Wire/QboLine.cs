namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>A line of a transaction. <see cref="DetailType"/> names the detail that is filled.</summary>
public sealed record QboLine
{
    /// <summary>Its id; absent for a new line.</summary>
    public string? Id { get; init; }

    /// <summary>Its place.</summary>
    public int? LineNum { get; init; }

    /// <summary>At most 4,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>In the transaction's currency; never negative on a journal line. Must be UnitPrice × Qty to the cent where both are given.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Which detail follows, one of <see cref="QboLineKind"/>; absent on the lines of payments.</summary>
    public string? DetailType { get; init; }

    /// <summary>What is sold.</summary>
    public QboSalesItemLine? SalesItemLineDetail { get; init; }

    /// <summary>A discount; the line's amount is positive.</summary>
    public QboDiscountLine? DiscountLineDetail { get; init; }

    /// <summary>An expense booked to an account.</summary>
    public QboAccountExpenseLine? AccountBasedExpenseLineDetail { get; init; }

    /// <summary>What is bought.</summary>
    public QboItemExpenseLine? ItemBasedExpenseLineDetail { get; init; }

    /// <summary>One side of a journal.</summary>
    public QboJournalLine? JournalEntryLineDetail { get; init; }

    /// <summary>The document that a payment's line settles, exactly one.</summary>
    public IReadOnlyList<QboLinkedTxn>? LinkedTxn { get; init; }
}

/// <summary>The values of <see cref="QboLine.DetailType"/> that we send or read.</summary>
public static class QboLineKind
{
    /// <summary>A sold item.</summary>
    public const string SalesItem = "SalesItemLineDetail";

    /// <summary>A discount.</summary>
    public const string Discount = "DiscountLineDetail";

    /// <summary>The subtotal that QuickBooks adds; ignored when sent.</summary>
    public const string SubTotal = "SubTotalLineDetail";

    /// <summary>Text only.</summary>
    public const string DescriptionOnly = "DescriptionOnly";

    /// <summary>An expense booked to an account.</summary>
    public const string AccountExpense = "AccountBasedExpenseLineDetail";

    /// <summary>A bought item.</summary>
    public const string ItemExpense = "ItemBasedExpenseLineDetail";

    /// <summary>One side of a journal.</summary>
    public const string Journal = "JournalEntryLineDetail";
}

/// <summary>What is sold on a line.</summary>
public sealed record QboSalesItemLine
{
    /// <summary>The id that stands for shipping instead of an item, where the company allows shipping.</summary>
    public const string ShippingItemId = "SHIPPING_ITEM_ID";

    /// <summary>The item.</summary>
    public QboRef? ItemRef { get; init; }

    /// <summary>How many; required for items with stock.</summary>
    public decimal? Qty { get; init; }

    /// <summary>Price of one, in the transaction's currency.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary><c>TAX</c> or <c>NON</c> in the US, elsewhere the tax code's id.</summary>
    public QboRef? TaxCodeRef { get; init; }

    /// <summary>The class.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>When it was rendered.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>Gross amount, where amounts include tax.</summary>
    public decimal? TaxInclusiveAmt { get; init; }

    /// <summary>The income account that was used; read-only in most companies.</summary>
    public QboRef? ItemAccountRef { get; init; }
}

/// <summary>A discount.</summary>
public sealed record QboDiscountLine
{
    /// <summary>True for a percentage.</summary>
    public bool? PercentBased { get; init; }

    /// <summary>10 means 10 %.</summary>
    public decimal? DiscountPercent { get; init; }

    /// <summary>The account it is booked to.</summary>
    public QboRef? DiscountAccountRef { get; init; }

    /// <summary>The class.</summary>
    public QboRef? ClassRef { get; init; }
}

/// <summary>An expense booked to an account.</summary>
public sealed record QboAccountExpenseLine
{
    /// <summary>The account.</summary>
    public QboRef? AccountRef { get; init; }

    /// <summary>The tax code.</summary>
    public QboRef? TaxCodeRef { get; init; }

    /// <summary>The class.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>The customer it is charged on to.</summary>
    public QboRef? CustomerRef { get; init; }

    /// <summary><c>NotBillable</c> has to be said where a customer is named.</summary>
    public string? BillableStatus { get; init; }
}

/// <summary>What is bought on a line.</summary>
public sealed record QboItemExpenseLine
{
    /// <summary>The item.</summary>
    public QboRef? ItemRef { get; init; }

    /// <summary>How many.</summary>
    public decimal? Qty { get; init; }

    /// <summary>Price of one, in the transaction's currency.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The tax code.</summary>
    public QboRef? TaxCodeRef { get; init; }

    /// <summary>The class.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>The customer it is charged on to.</summary>
    public QboRef? CustomerRef { get; init; }

    /// <summary><c>NotBillable</c> has to be said where a customer is named.</summary>
    public string? BillableStatus { get; init; }
}

/// <summary>One side of a journal.</summary>
public sealed record QboJournalLine
{
    /// <summary><c>Debit</c> or <c>Credit</c>.</summary>
    public string? PostingType { get; init; }

    /// <summary>The account.</summary>
    public QboRef? AccountRef { get; init; }

    /// <summary>The customer of a receivable line or the supplier of a payable one; QuickBooks requires it there.</summary>
    public QboJournalName? Entity { get; init; }

    /// <summary>The class.</summary>
    public QboRef? ClassRef { get; init; }

    /// <summary>The location.</summary>
    public QboRef? DepartmentRef { get; init; }

    /// <summary>The tax code (outside the US).</summary>
    public QboRef? TaxCodeRef { get; init; }

    /// <summary><c>Sales</c> or <c>Purchase</c>, required with a tax code.</summary>
    public string? TaxApplicableOn { get; init; }

    /// <summary>The tax, required with a tax code; the line's amount is net.</summary>
    public decimal? TaxAmount { get; init; }
}

/// <summary>The customer or supplier of a journal line.</summary>
public sealed record QboJournalName
{
    /// <summary><c>Customer</c>, <c>Vendor</c> or <c>Employee</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Which one.</summary>
    public QboRef? EntityRef { get; init; }
}
