using QboConnect.Core.Catalog;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Preflight;

/// <summary>Documents of one foreign currency that reach QuickBooks each by itself, or would.</summary>
/// <param name="Source">The sales channel, or "Purchases".</param>
/// <param name="Currency">ISO code; not the base currency.</param>
/// <param name="Sync">How the source syncs; purchases are always individual.</param>
/// <param name="Count">How many documents.</param>
public sealed record ForeignDocuments(string Source, string Currency, SyncType Sync, int Count);

/// <summary>Something of QuickBooks' that a name of Core's is linked with.</summary>
/// <param name="Entity">QBO entity: Item, Customer or Vendor.</param>
/// <param name="QboId">Its id.</param>
public readonly record struct LinkedName(string Entity, string QboId);

/// <summary>All the pre-flight check looks at, read together from Core and from QuickBooks.</summary>
public sealed record PreflightFacts
{
    /// <summary>When they were read, UTC.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Core's base currency, ISO code.</summary>
    public required string BaseCurrency { get; init; }

    /// <summary>The connection.</summary>
    public required QuickBooksConnection Connection { get; init; }

    /// <summary>QuickBooks' plan as it tells it now; empty where it does not.</summary>
    public string Plan { get; init; } = "";

    /// <summary>QuickBooks' word for the state of the subscription, for example <c>SUBSCRIBED</c>; empty where it does not tell.</summary>
    public string SubscriptionStatus { get; init; } = "";

    /// <summary>QuickBooks' settings.</summary>
    public QboPreferences Preferences { get; init; } = new();

    /// <summary>QuickBooks' accounts, inactive ones too.</summary>
    public IReadOnlyList<QboAccount> QboAccounts { get; init; } = [];

    /// <summary>QuickBooks' products, inactive ones too.</summary>
    public IReadOnlyList<QboItem> QboItems { get; init; } = [];

    /// <summary>QuickBooks' customers, inactive ones too.</summary>
    public IReadOnlyList<QboCustomer> QboCustomers { get; init; } = [];

    /// <summary>QuickBooks' suppliers, inactive ones too.</summary>
    public IReadOnlyList<QboVendor> QboVendors { get; init; } = [];

    /// <summary>QuickBooks' employees, inactive ones too; empty where the plan or the person has no access to them.</summary>
    public IReadOnlyList<QboEmployee> QboEmployees { get; init; } = [];

    /// <summary>QuickBooks' payment terms.</summary>
    public IReadOnlyList<QboTerm> QboTerms { get; init; } = [];

    /// <summary>QuickBooks' tax codes.</summary>
    public IReadOnlyList<QboTaxCode> QboTaxCodes { get; init; } = [];

    /// <summary>QuickBooks' tax rates.</summary>
    public IReadOnlyList<QboTaxRate> QboTaxRates { get; init; } = [];

    /// <summary>Core's accounts.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>Core's account by the role it plays.</summary>
    public IReadOnlyDictionary<AccountRole, long> Roles { get; init; } = new Dictionary<AccountRole, long>();

    /// <summary>Core's products.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>Core's customers and suppliers.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>QuickBooks' items, customers and vendors that Core's names are linked with.</summary>
    public IReadOnlySet<LinkedName> Linked { get; init; } = new HashSet<LinkedName>();

    /// <summary>Core's tax rules.</summary>
    public IReadOnlyList<TaxRule> TaxRules { get; init; } = [];

    /// <summary>Core's payment terms that a customer or a supplier has.</summary>
    public IReadOnlyList<PaymentTerm> Terms { get; init; } = [];

    /// <summary>Documents in other currencies.</summary>
    public IReadOnlyList<ForeignDocuments> ForeignDocuments { get; init; } = [];

    /// <summary>Consolidation, classes and locations.</summary>
    public ConsolidationSettings Consolidation { get; init; } = new();

    /// <summary>Whether accounts are mapped already: the migration gave each its QuickBooks account.</summary>
    public bool IsMapped => Connection.IntegrationDate is not null;

    /// <summary>Core's account that plays a role, or null.</summary>
    public Account? Playing(AccountRole role) => Roles.TryGetValue(role, out var id) ? Accounts.FirstOrDefault(account => account.Id == id) : null;
}
