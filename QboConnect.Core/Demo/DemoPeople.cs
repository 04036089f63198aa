using QboConnect.Core.Contacts;

namespace QboConnect.Core.Demo;

/// <summary>150 customers and 30 suppliers. The first of each are those of the simulator's demo company, by name and currency.</summary>
internal sealed class DemoPeople
{
    private const int Shoppers = 70, MarketplaceShoppers = 30, Partners = 9, Businesses = 40, SupplierCount = 30;

    private static readonly (string Name, string Currency, string Term)[] KnownCustomers =
    [
        ("Anchor Cafe", "USD", "Net 30"), ("Bayside Outfitters", "USD", "Net 15"), ("Cove Hotel Group", "USD", "Net 60"), ("Dockyard Diner", "USD", "Net 30"),
        ("Estuary Gifts", "USD", "Net 30"), ("Fjord Interiors", "EUR", "Net 30"), ("Grand Quay Stores", "GBP", "Net 30"), ("Lighthouse Books", "USD", "Due on receipt"),
    ];

    private static readonly (string Name, string Currency)[] KnownSuppliers =
        [("Atlantic Ceramics", "USD"), ("Brightwater Textiles", "USD"), ("Cooperage Woodworks", "USD"), ("Delft Pottery", "EUR")];

    private static readonly string[] FirstNames =
    [
        "Amelia", "Bruno", "Celia", "Dario", "Edith", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Liam", "Marta", "Nils", "Olive", "Pavel", "Quinn",
        "Rosa", "Stefan", "Tessa", "Umar", "Vera", "Wendell", "Yara", "Zeno",
    ];

    private static readonly string[] LastNames =
    [
        "Abbott", "Barlow", "Castell", "Dunmore", "Eklund", "Farrow", "Gaspard", "Hollis", "Ingram", "Jansen", "Keller", "Lindqvist", "Moreau", "Nakagawa",
        "Osborne", "Petrov", "Rinaldi", "Sandoval", "Thorne",
    ];

    private static readonly string[] Places =
        ["Beacon", "Breakwater", "Chandler's", "Cliffside", "Compass", "Ebb Tide", "Foreshore", "Gangway", "Headland", "Jetty", "Keel", "Mainsail", "Northshore"];

    private static readonly string[] Trades = ["Bistro", "Gifts", "Hotel", "Outfitters", "Provisions"];

    private static readonly string[] Crafts = ["Foundry", "Mills", "Paper", "Rope Works", "Supply"];

    public DemoPeople(DemoChart chart, DemoRandom random, Func<long> nextId)
    {
        WebCustomers = [.. Enumerable.Range(0, Shoppers).Select(index => Customer(PersonName(index), CurrencyOf(index), chart.Terms[0].Id, TaxOf()))];
        MarketplaceCustomers = [.. Enumerable.Range(Shoppers, MarketplaceShoppers).Select(index => Customer(PersonName(index), "USD", chart.Terms[0].Id, TaxOf()))];
        PartnerCustomers = [.. Enumerable.Range(0, Partners).Select(index => Customer(BusinessName(index), "USD", chart.Terms[1].Id, chart.Exempt.Id))];
        CoreCustomers =
        [
            .. KnownCustomers.Select(row => Customer(row.Name, row.Currency, chart.Terms.Single(term => term.Name == row.Term).Id, TaxOf())),
            .. Enumerable.Range(Partners, Businesses - KnownCustomers.Length)
                .Select(index => Customer(BusinessName(index), CurrencyOf(index), chart.Terms[1 + (index % 3)].Id, TaxOf())),
        ];
        // The customer that consolidated journals are booked on (consolidation seed: Configure transaction consolidation settings).
        Consolidation = Customer("Consolidated Sales", "USD", chart.Terms[0].Id, chart.Exempt.Id);
        Suppliers =
        [
            .. KnownSuppliers.Select(row => Supplier(row.Name, row.Currency)),
            .. Enumerable.Range(0, SupplierCount - KnownSuppliers.Length)
                .Select(index => Supplier($"{Places[index % Places.Length]} {Crafts[index * 3 % Crafts.Length]}", index % 5 == 2 ? "EUR" : "USD")),
        ];

        Contact Customer(string name, string currency, long term, long tax) => new()
        {
            Id = nextId(),
            Kind = ContactKind.Customer,
            Name = name,
            Currency = currency,
            PaymentTermId = term,
            TaxRuleId = currency == "USD" ? tax : chart.Exempt.Id,
            Email = Address(name),
        };
        Contact Supplier(string name, string currency) => new()
        {
            Id = nextId(),
            Kind = ContactKind.Supplier,
            Name = name,
            Currency = currency,
            PaymentTermId = chart.Terms[2].Id,
            Email = Address(name),
        };
        long TaxOf() => random.Below(10) switch { < 7 => chart.TaxEight.Id, < 9 => chart.TaxTen.Id, _ => chart.Exempt.Id };
    }

    public IReadOnlyList<Contact> WebCustomers { get; }

    public IReadOnlyList<Contact> MarketplaceCustomers { get; }

    public IReadOnlyList<Contact> PartnerCustomers { get; }

    public IReadOnlyList<Contact> CoreCustomers { get; }

    public Contact Consolidation { get; }

    public IReadOnlyList<Contact> Suppliers { get; }

    public IReadOnlyList<Contact> All =>
        [.. WebCustomers, .. MarketplaceCustomers, .. PartnerCustomers, .. CoreCustomers, Consolidation, .. Suppliers];

    private static string CurrencyOf(int index) => (index % 10) switch { 3 or 7 => "EUR", 5 => "GBP", _ => "USD" };

    // 25 and 19 have no common divisor, so the pairs do not repeat within 475.
    private static string PersonName(int index) => $"{FirstNames[index % FirstNames.Length]} {LastNames[index % LastNames.Length]}";

    private static string BusinessName(int index) => $"{Places[index % Places.Length]} {Trades[index % Trades.Length]}";

    private static string Address(string name) =>
        $"{string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant()}@example.com";
}
