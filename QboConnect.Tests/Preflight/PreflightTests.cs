using QboConnect.Core.Catalog;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Preflight;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.Preflight;

/// <summary>A company that has the fault, and one that nearly has it, for each check.</summary>
public sealed class PreflightTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Hundred = new('n', 100);

    private static readonly PreflightFacts Sound = new()
    {
        ReadAt = Now,
        BaseCurrency = "USD",
        Plan = "QuickBooks Online Plus",
        Connection = Connection(),
        Preferences = new QboPreferences
        {
            CurrencyPrefs = new QboCurrencyPrefs { HomeCurrency = new QboRef("USD"), MultiCurrencyEnabled = false },
            SalesFormsPrefs = new QboSalesFormsPrefs { CustomTxnNumbers = true, AutoApplyPayments = false, AutoApplyCredit = false },
            TaxPrefs = new QboTaxPrefs { UsingSalesTax = true },
        },
        QboAccounts =
        [
            Theirs("1", "Inventory Discrepancy", "Expense"), Theirs("2", "Cost of Goods Sold", "Cost of Goods Sold"), Theirs("3", "Work in Progress", "Other Current Asset"),
            Theirs("4", "In-transit", "Other Current Asset"), Theirs("5", "Supplier Deposits", "Other Current Asset"), Theirs("6", "Customer Credits", "Other Current Liability"),
            Theirs("7", "Inventory Accrual", "Other Current Asset"), Theirs("8", "Stock in Transit", "Other Current Asset"), Theirs("9", "Realized Currency Gains", "Expense"),
            Theirs("10", "Unrealized Currency Gains", "Expense"), Theirs("11", "Payment Clearing", "Bank"), Theirs("12", "Gift Card Liability", "Credit Card"),
        ],
    };

    private static readonly PreflightFacts Mapped = Sound with
    {
        Connection = Connection(migrated: true),
        Accounts = [.. RoleNeed.All.Select((need, index) => Ours(index + 1, need.Name, RoleFit.Types(need.Role)[0], $"{index + 1}"))],
        Roles = RoleNeed.All.Select((need, index) => (need.Role, Id: index + 1L)).ToDictionary(pair => pair.Role, pair => pair.Id),
    };

    private static readonly Dictionary<string, (PreflightFacts Fault, FindingLevel Level, PreflightFacts Nearly)> Cases = new()
    {
        ["CON-01 ends soon"] = (Sound with { Connection = Connection(endsInDays: 30) }, FindingLevel.Warns, Sound with { Connection = Connection(endsInDays: 31) }),
        ["CON-01 ended"] = (Sound with { Connection = Connection(endsInDays: 0) }, FindingLevel.Blocks, Sound with { Connection = Connection(endsInDays: 100) }),
        ["CON-03"] = (Sound with { SubscriptionStatus = "EXPIRED" }, FindingLevel.Blocks, Sound with { SubscriptionStatus = "TRIAL" }),
        ["CON-04 Essentials"] = (Sound with { Plan = "QuickBooks Online Essentials" }, FindingLevel.Warns, Sound with { Plan = "QuickBooks Online Advanced" }),
        ["CON-04 Simple Start"] = (Sound with { Plan = "QuickBooks Online Simple Start" }, FindingLevel.Blocks, Sound),
        ["CON-04 anything else"] = (Sound with { Plan = "QuickBooks Ledger" }, FindingLevel.Blocks, Sound),
        ["CON-04 not told"] = (Sound with { Plan = "" }, FindingLevel.Warns, Sound),
        ["CON-05"] = (Sound with { BaseCurrency = "EUR" }, FindingLevel.Blocks, Sound with { BaseCurrency = "usd" }),
        ["CUS-05"] = (Sound with { ForeignDocuments = [new("Web", "EUR", SyncType.Individual, 1)] }, FindingLevel.Blocks, Sound with { ForeignDocuments = [new("Web", "EUR", SyncType.Consolidated, 1)] }),
        ["ACC-01 required, before mapping"] = (Without("1"), FindingLevel.Warns, Sound),
        ["ACC-01 required, other type"] = (Sound with { QboAccounts = [.. Without("1").QboAccounts, Theirs("1", "Inventory Discrepancy", "Bank")] }, FindingLevel.Warns, Sound with { QboAccounts = [.. Without("1").QboAccounts, Theirs("1", "inventory discrepancy", "Expense")] }),
        ["ACC-01 required, mapped"] = (Mapped with { Roles = Mapped.Roles.Where(pair => pair.Key != AccountRole.InTransit).ToDictionary() }, FindingLevel.Blocks, Mapped),
        ["ACC-01 optional, unused"] = (Without("11"), FindingLevel.Info, Sound),
        ["ACC-01 optional, for consolidation"] = (Consolidating(Without("11")), FindingLevel.Warns, Consolidating(Sound)),
        ["ACC-03"] = (Mapped with { QboAccounts = [.. Without("4").QboAccounts, Theirs("4", "In-transit (deleted)", "Other Current Asset") with { Active = false }] }, FindingLevel.Blocks, Mapped),
        ["ACC-04"] = (Mapped with { QboAccounts = [.. Without("11").QboAccounts, Theirs("11", "Payment Clearing", "Other Current Asset")] }, FindingLevel.Blocks, Mapped),
        ["ACC-05"] = (Mapped with { Accounts = [.. Mapped.Accounts, Ours(99, "Twin", AccountType.Bank, "11")] }, FindingLevel.Blocks, Mapped with { Accounts = [.. Mapped.Accounts, Ours(99, "Twin", AccountType.Bank, null)] }),
        ["ACC-06"] = (Mapped with { QboAccounts = [.. Without("11").QboAccounts, Theirs("11", "Payment Clearing", "Bank") with { CurrencyRef = new QboRef("EUR") }] }, FindingLevel.Blocks, Mapped with { QboAccounts = [.. Without("11").QboAccounts, Theirs("11", "Payment Clearing", "Bank") with { CurrencyRef = new QboRef("USD") }] }),
        ["ACC-07"] = (Clearing(0.01m), FindingLevel.Warns, Clearing(0m)),
        ["ACC-08"] = (Sound with { QboAccounts = Many(251) }, FindingLevel.Blocks, Sound with { QboAccounts = Many(250) }),
        ["ACC-08 with what is missing"] = (Without("1") with { QboAccounts = [.. Without("1").QboAccounts, .. Many(251).Skip(12)] }, FindingLevel.Blocks, Without("1") with { QboAccounts = [.. Without("1").QboAccounts, .. Many(250).Skip(12)] }),
        ["PRD-01"] = (Sound with { Preferences = Sound.Preferences with { ProductAndServicesPrefs = new() { QuantityOnHand = true } } }, FindingLevel.Warns, Sound with { Preferences = Sound.Preferences with { ProductAndServicesPrefs = new() { QuantityOnHand = false } } }),
        ["PRD-02"] = (Sound with { QboItems = [Item("Inventory")] }, FindingLevel.Warns, Sound with { QboItems = [Item("Service"), Item("Inventory") with { Active = false }] }),
        ["PRD-03 colon"] = (Selling("Mug: blue"), FindingLevel.Blocks, Selling("Mug; blue / large")),
        ["PRD-03 backslash"] = (Selling(@"Mug\blue"), FindingLevel.Blocks, Selling("Mug|blue")),
        ["PRD-03 tab"] = (Selling("Mug\tblue"), FindingLevel.Blocks, Selling("Mug  blue")),
        ["PRD-04 same name"] = (Selling("Mug", "MUG"), FindingLevel.Blocks, Selling("Mug", "Mugs")),
        ["PRD-04 first hundred"] = (Selling(Hundred + "a", Hundred + "b"), FindingLevel.Blocks, Selling(Hundred[..99] + "a", Hundred[..99] + "b")),
        ["PRD-05"] = (Selling(Hundred + "a"), FindingLevel.Warns, Selling(Hundred)),
        ["PRD-06"] = (Linked("Item", "9") with { QboItems = [Item("Service") with { Id = "9", Active = false }] }, FindingLevel.Blocks, Linked("Item", "9") with { QboItems = [Item("Service") with { Id = "8", Active = false }] }),
        ["PRD-08"] = (Sound with { QboItems = [Item("Inventory") with { QtyOnHand = 1m, Sku = " " }] }, FindingLevel.Warns, Sound with { QboItems = [Item("Inventory") with { QtyOnHand = 0m, Sku = null }] }),
        ["PRD-09"] = (Sound with { Products = [Ours(1, "Mug", batches: true)], QboItems = [Item("Inventory") with { QtyOnHand = 1m }] }, FindingLevel.Warns, Sound with { Products = [Ours(1, "Mug")], QboItems = [Item("Inventory") with { QtyOnHand = 1m }] }),
        ["CUS-01 in QuickBooks"] = (Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme")], QboVendors = [new() { DisplayName = "ACME", Active = false }] }, FindingLevel.Blocks, Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme")], QboCustomers = [new() { DisplayName = "Acme" }] }),
        ["CUS-01 here"] = (Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme"), Contact(2, ContactKind.Supplier, "acme")] }, FindingLevel.Blocks, Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme"), Contact(2, ContactKind.Supplier, "Acme Ltd")] }),
        ["CUS-01 employee"] = (Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme")], QboEmployees = [new() { DisplayName = "acme" }] }, FindingLevel.Blocks, Sound with { Contacts = [Contact(1, ContactKind.Customer, "Acme")], QboEmployees = [new() { DisplayName = "Acme Smith" }] }),
        ["CUS-07"] = (Linked("Customer", "9") with { QboCustomers = [new() { Id = "9", DisplayName = "Acme", Active = false }] }, FindingLevel.Blocks, Linked("Vendor", "9") with { QboCustomers = [new() { Id = "9", DisplayName = "Acme", Active = false }] }),
        ["CUS-06 none"] = (Consolidating(Sound, customer: null), FindingLevel.Blocks, Sound),
        ["CUS-06 currency"] = (Consolidating(Sound, Contact(1, ContactKind.Customer, "Web", "EUR")), FindingLevel.Blocks, Consolidating(Sound)),
        ["CUS-06 inactive"] = (Consolidating(Sound) with { QboCustomers = [new() { DisplayName = "Web", Active = false }] }, FindingLevel.Blocks, Consolidating(Sound) with { QboCustomers = [new() { DisplayName = "Web", Active = true }] }),
        ["TAX-08"] = (Taxed(20m) with { Preferences = Sound.Preferences with { TaxPrefs = new() { UsingSalesTax = false } } }, FindingLevel.Blocks, Taxed(0m) with { Preferences = Sound.Preferences with { TaxPrefs = new() { UsingSalesTax = false } } }),
        ["TAX-04"] = (Sound with { Preferences = Sound.Preferences with { TaxPrefs = new() { UsingSalesTax = true, PartnerTaxEnabled = true } } }, FindingLevel.Warns, Sound with { Preferences = Sound.Preferences with { TaxPrefs = new() { UsingSalesTax = true, PartnerTaxEnabled = false } } }),
        ["TAX-01"] = (Taxed(20m), FindingLevel.Blocks, Sound),
        ["TAX-07"] = (Rated(19m), FindingLevel.Blocks, Rated(20m)),
        ["TAX-05"] = (Consolidating(Rated(20m)), FindingLevel.Warns, Rated(20m)),
        ["TRM-01"] = (Sound with { Terms = [Term("Net 30")], QboTerms = [new() { Id = "1", Name = "net 30" }] }, FindingLevel.Blocks, Sound with { Terms = [Term("Net 30")], QboTerms = [new() { Id = "1", Name = "Net 30" }] }),
        ["PAY-01 payments"] = (Applying(payments: true, credit: false), FindingLevel.Warns, Sound),
        ["PAY-01 credits"] = (Applying(payments: false, credit: true), FindingLevel.Warns, Sound),
        ["PER-01"] = (Sound with { Preferences = Sound.Preferences with { AccountingInfoPrefs = new() { BookCloseDate = new DateOnly(2026, 9, 30) } } }, FindingLevel.Info, Sound with { Preferences = Sound.Preferences with { AccountingInfoPrefs = new() } }),
        ["DOC-11 class"] = (Tracking(TrackingSource.SalesRep, TrackingSource.None, new()), FindingLevel.Warns, Tracking(TrackingSource.SalesRep, TrackingSource.None, new() { ClassTrackingPerTxnLine = true })),
        ["DOC-11 location"] = (Tracking(TrackingSource.None, TrackingSource.Location, new() { ClassTrackingPerTxn = true }), FindingLevel.Warns, Tracking(TrackingSource.None, TrackingSource.Location, new() { TrackDepartments = true })),
        ["DOC-03"] = (Sound with { Preferences = Sound.Preferences with { SalesFormsPrefs = new() { CustomTxnNumbers = false } } }, FindingLevel.Warns, Sound),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_found_and_what_nearly_is_one_is_not(string name)
    {
        var (fault, level, nearly) = Cases[name];
        var id = name.Split(' ')[0];

        PreflightReport.Of(fault).Findings.Where(finding => finding.Id == id).Should().ContainSingle().Which.Level.Should().Be(level);
        PreflightReport.Of(nearly).Findings.Should().NotContain(finding => finding.Id == id);
    }

    [Fact]
    public void A_sound_company_passes_everything() =>
        new[] { Sound, Mapped }.Should().AllSatisfy(facts => PreflightReport.Of(facts).Findings.Should().BeEmpty());

    [Fact]
    public void What_blocks_comes_first() =>
        PreflightReport.Of(Selling("a:b") with { Plan = "QuickBooks Online Essentials" }).Findings.Select(finding => finding.Level).Should().BeInAscendingOrder().And.HaveCount(2);

    [Fact]
    public void Suggested_names_are_taken_by_QuickBooks_and_need_no_second_pass()
    {
        IReadOnlyList<Product> products = [Ours(1, "Mug: blue"), Ours(2, "Mug blue"), Ours(3, Hundred + "x"), Ours(4, Hundred + "y"), Ours(5, "Cup"), Ours(6, "Tea:pot")];

        var names = ProductNames.Suggest(products);

        names.Should().BeEquivalentTo(new Dictionary<long, string>
        {
            [1] = "Mug blue (S1)",
            [3] = new string('n', 95) + " (S3)",
            [4] = new string('n', 95) + " (S4)",
            [6] = "Tea pot",
        });
        ProductNames.Suggest([.. products.Select(product => Ours(product.Id, names.GetValueOrDefault(product.Id, product.Name)))]).Should().BeEmpty();
    }

    private static QuickBooksConnection Connection(int endsInDays = 90, bool migrated = false) => new()
    {
        RealmId = "1",
        HomeCurrency = "USD",
        SignInEndsAt = Now.AddDays(endsInDays),
        IntegrationDate = migrated ? new DateOnly(2026, 11, 1) : null,
    };

    private static QboAccount Theirs(string id, string name, string type) => new() { Id = id, Name = name, AccountType = type, Active = true, CurrentBalance = 0m };

    private static Account Ours(long id, string name, AccountType type, string? qboId) => new() { Id = id, Code = $"{id}", Name = name, Type = type, Currency = "USD", QboId = qboId };

    private static Product Ours(long id, string name, bool batches = false) => new() { Id = id, Sku = $"S{id}", Name = name, Type = ProductType.Stock, TracksBatches = batches };

    private static QboItem Item(string type) => new() { Id = "1", Name = "Mug", Sku = "S1", Type = type, Active = true };

    private static Contact Contact(long id, ContactKind kind, string name, string currency = "USD") => new() { Id = id, Kind = kind, Name = name, Currency = currency };

    private static PaymentTerm Term(string name) => new() { Id = 1, Name = name, DueDays = 30 };

    private static PreflightFacts Without(string id) => Sound with { QboAccounts = [.. Sound.QboAccounts.Where(account => account.Id != id)] };

    private static PreflightFacts Selling(params string[] names) => Sound with { Products = [.. names.Select((name, index) => Ours(index + 1, name))] };

    private static PreflightFacts Taxed(decimal percent) => Sound with { TaxRules = [new TaxRule { Id = 1, Name = "VAT", Percent = percent, AccountId = 1 }] };

    private static PreflightFacts Applying(bool payments, bool credit) =>
        Sound with { Preferences = Sound.Preferences with { SalesFormsPrefs = new() { CustomTxnNumbers = true, AutoApplyPayments = payments, AutoApplyCredit = credit } } };

    private static PreflightFacts Tracking(TrackingSource classes, TrackingSource locations, QboAccountingPrefs prefs) =>
        Sound with { Consolidation = new() { ClassSource = classes, LocationSource = locations }, Preferences = Sound.Preferences with { AccountingInfoPrefs = prefs } };

    private static PreflightFacts Consolidating(PreflightFacts facts) => Consolidating(facts, Contact(1, ContactKind.Customer, "Web"));

    private static PreflightFacts Consolidating(PreflightFacts facts, Contact? customer) =>
        facts with { Consolidation = new() { IsEnabled = true, CustomerId = customer?.Id }, Contacts = customer is null ? [] : [customer] };

    private static PreflightFacts Clearing(decimal balance) => Sound with
    {
        Accounts = [Ours(1, "Payment Clearing", AccountType.Bank, null)],
        Roles = new Dictionary<AccountRole, long> { [AccountRole.PaymentClearing] = 1 },
        QboAccounts = [.. Without("11").QboAccounts, Theirs("11", "Payment Clearing", "Bank") with { CurrentBalance = balance }],
    };

    private static PreflightFacts Linked(string entity, string id) => Sound with { Linked = new HashSet<LinkedName> { new(entity, id) } };

    // A rule of 20 % that was mapped to a code of that rate, whose rate is now another one, or the same.
    private static PreflightFacts Rated(decimal now) => Sound with
    {
        TaxRules = [new TaxRule { Id = 1, Name = "VAT", Percent = 20m, AccountId = 1, ForPurchases = false, QboId = "4" }],
        QboTaxCodes = [new() { Id = "4", Name = "20% S", SalesTaxRateList = new() { TaxRateDetail = [new() { TaxRateRef = new("7") }] } }, new() { Id = "5", Name = "VAT", SalesTaxRateList = new() { TaxRateDetail = [new() { TaxRateRef = new("8") }] } }],
        QboTaxRates = [new() { Id = "7", RateValue = now }, new() { Id = "8", RateValue = 20m }],
    };

    [Theory]
    [InlineData(QboFaultClass.Reconnect, "CON-02")]
    [InlineData(QboFaultClass.SubscriptionEnded, "CON-03")]
    [InlineData(QboFaultClass.Connection, null)]
    public void A_company_that_cannot_be_read_is_a_finding_where_a_person_has_to_mend_it(QboFaultClass refusal, string? id) =>
        CompanyChecks.OfRefusal(new QboFault { Class = refusal, Code = "1", Cause = "c", Remedy = "r" })?.Id.Should().Be(id);

    private static IReadOnlyList<QboAccount> Many(int count) => [.. Sound.QboAccounts, .. Enumerable.Range(13, count - 12).Select(number => Theirs($"{number}", $"Account {number}", "Expense"))];
}
