namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>An account. One of AccountType and AccountSubType is enough to create it.</summary>
public sealed record QboAccount : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Account;

    /// <summary>At most 100 characters, without quotation marks and colons.</summary>
    public string? Name { get; init; }

    /// <summary>Its number: 7 characters in the US, UK and IN, 20 in AU and CA; unique.</summary>
    public string? AcctNum { get; init; }

    /// <summary>Free text, at most 100 characters.</summary>
    public string? Description { get; init; }

    /// <summary>QuickBooks' own string, such as <c>Other Current Asset</c>.</summary>
    public string? AccountType { get; init; }

    /// <summary>The detail type, such as <c>UndepositedFunds</c>.</summary>
    public string? AccountSubType { get; init; }

    /// <summary>Asset, Equity, Expense, Liability or Revenue; read-only.</summary>
    public string? Classification { get; init; }

    /// <summary>Parent names and its own, with colons; read-only.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>True below another account.</summary>
    public bool? SubAccount { get; init; }

    /// <summary>The account above.</summary>
    public QboRef? ParentRef { get; init; }

    /// <summary>Its currency.</summary>
    public QboRef? CurrencyRef { get; init; }

    /// <summary>Balance in its currency; read-only, 0 once inactive.</summary>
    public decimal? CurrentBalance { get; init; }

    /// <summary>Balance with those below; read-only.</summary>
    public decimal? CurrentBalanceWithSubAccounts { get; init; }

    /// <summary>The default tax code (outside the US).</summary>
    public QboRef? TaxCodeRef { get; init; }
}

/// <summary>A payment term.</summary>
public sealed record QboTerm : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Term;

    /// <summary>At most 31 characters.</summary>
    public string? Name { get; init; }

    /// <summary>STANDARD (days after the document) or DATE_DRIVEN (a day of the month); read-only.</summary>
    public string? Type { get; init; }

    /// <summary>Days until payment is due.</summary>
    public int? DueDays { get; init; }

    /// <summary>Day of the month on which it is due.</summary>
    public int? DayOfMonthDue { get; init; }

    /// <summary>Documents within so many days of that day are due a month later.</summary>
    public int? DueNextMonthDays { get; init; }

    /// <summary>Discount for early payment; 2 means 2 %.</summary>
    public decimal? DiscountPercent { get; init; }

    /// <summary>Days within which the discount is given.</summary>
    public int? DiscountDays { get; init; }

    /// <summary>Day of the month until which the discount is given.</summary>
    public int? DiscountDayOfMonth { get; init; }
}

/// <summary>A class (Plus and Advanced).</summary>
public sealed record QboClass : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Class;

    /// <summary>At most 100 characters, without colons.</summary>
    public string? Name { get; init; }

    /// <summary>Parent names and its own; read-only.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>True below another class.</summary>
    public bool? SubClass { get; init; }

    /// <summary>The class above.</summary>
    public QboRef? ParentRef { get; init; }
}

/// <summary>A location (Plus and Advanced).</summary>
public sealed record QboDepartment : QboListEntry, IQboEntity
{
    /// <inheritdoc/>
    public static QboEntity Entity => QboEntity.Department;

    /// <summary>At most 100 characters, without colons.</summary>
    public string? Name { get; init; }

    /// <summary>Parent names and its own; read-only.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary>True below another location.</summary>
    public bool? SubDepartment { get; init; }

    /// <summary>The location above.</summary>
    public QboRef? ParentRef { get; init; }
}
