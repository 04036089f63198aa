namespace QboConnect.Core.QuickBooks;

/// <summary>How QuickBooks voids a kind of document.</summary>
public enum QboVoidWay
{
    /// <summary>It cannot be voided through the API: delete it, or post its reversal.</summary>
    None,

    /// <summary>By <c>operation=void</c>.</summary>
    Operation,

    /// <summary>By a sparse update with <c>include=void</c>.</summary>
    Include,
}

/// <summary>A kind of object in QuickBooks. Source: the "Void" and "Delete an object" parts of the entity reference pages.</summary>
public sealed record QboEntity
{
    private QboEntity(string name, QboVoidWay voidWay = QboVoidWay.None, bool deletable = false) =>
        (Name, VoidWay, IsDeletable) = (name, voidWay, deletable);

    /// <summary>Its name in queries and as JSON key, such as <c>JournalEntry</c>.</summary>
    public string Name { get; }

    /// <summary>Its name in addresses, such as <c>journalentry</c>.</summary>
    public string Path => Name.ToLowerInvariant();

    /// <summary>How it is voided.</summary>
    public QboVoidWay VoidWay { get; }

    /// <summary>True for transactions; names and lists are only made inactive.</summary>
    public bool IsDeletable { get; }

    /// <summary>An account of the chart of accounts.</summary>
    public static QboEntity Account { get; } = new("Account");

    /// <summary>A tax code.</summary>
    public static QboEntity TaxCode { get; } = new("TaxCode");

    /// <summary>A tax rate.</summary>
    public static QboEntity TaxRate { get; } = new("TaxRate");

    /// <summary>A payment term.</summary>
    public static QboEntity Term { get; } = new("Term");

    /// <summary>A class.</summary>
    public static QboEntity Class { get; } = new("Class");

    /// <summary>A location ("Department" in the API).</summary>
    public static QboEntity Department { get; } = new("Department");

    /// <summary>A customer.</summary>
    public static QboEntity Customer { get; } = new("Customer");

    /// <summary>A supplier.</summary>
    public static QboEntity Vendor { get; } = new("Vendor");

    /// <summary>An employee.</summary>
    public static QboEntity Employee { get; } = new("Employee");

    /// <summary>A product or service.</summary>
    public static QboEntity Item { get; } = new("Item");

    /// <summary>An invoice.</summary>
    public static QboEntity Invoice { get; } = new("Invoice", QboVoidWay.Operation, deletable: true);

    /// <summary>A customer's payment.</summary>
    public static QboEntity Payment { get; } = new("Payment", QboVoidWay.Include, deletable: true);

    /// <summary>A credit note.</summary>
    public static QboEntity CreditMemo { get; } = new("CreditMemo", deletable: true);

    /// <summary>A refund paid out.</summary>
    public static QboEntity RefundReceipt { get; } = new("RefundReceipt", deletable: true);

    /// <summary>A supplier's invoice.</summary>
    public static QboEntity Bill { get; } = new("Bill", deletable: true);

    /// <summary>A payment to a supplier.</summary>
    public static QboEntity BillPayment { get; } = new("BillPayment", QboVoidWay.Include, deletable: true);

    /// <summary>A journal entry.</summary>
    public static QboEntity JournalEntry { get; } = new("JournalEntry", deletable: true);

    /// <summary>The company itself.</summary>
    public static QboEntity CompanyInfo { get; } = new("CompanyInfo");

    /// <summary>The company's settings.</summary>
    public static QboEntity Preferences { get; } = new("Preferences");

    /// <summary>Every kind the client knows.</summary>
    public static IReadOnlyList<QboEntity> All { get; } =
    [
        Account, TaxCode, TaxRate, Term, Class, Department, Customer, Vendor, Employee, Item, Invoice, Payment, CreditMemo,
        RefundReceipt, Bill, BillPayment, JournalEntry, CompanyInfo, Preferences,
    ];

    /// <summary>The kind of that name, as stored with an intent.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static QboEntity Named(string name) =>
        All.FirstOrDefault(e => e.Name == name) ?? throw new ArgumentException($"QuickBooks has no '{name}' that we know.", nameof(name));

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}

/// <summary>A wire record that stands for an object of its own in QuickBooks.</summary>
public interface IQboEntity
{
    /// <summary>Its kind.</summary>
    static abstract QboEntity Entity { get; }

    /// <summary>Its id in QuickBooks (digits, except for some tax codes); null before it is created.</summary>
    string? Id { get; }

    /// <summary>Its version; an update must carry the current one.</summary>
    string? SyncToken { get; }
}
