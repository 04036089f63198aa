using QboConnect.Core.Finance;

namespace QboConnect.Core.Demo;

/// <summary>
/// The demo company's reference books: the chart of accounting-examples 0.5 with an account for each way of paying.
/// </summary>
internal sealed class DemoChart
{
    public const string Warehouse = "Harbour warehouse", Shop = "Pier 7 shop", WebStore = "Web store", Marketplace = "Marketplace";

    // Beside the accounts every company starts with: one for each way of paying.
    private static readonly (StartingChart.Row Row, string Currency)[] Chart =
    [
        .. StartingChart.Rows.Select(row => (row.Code == "1010" ? row with { Name = "Bank USD" } : row, "USD")),
        (new("1011", "Bank EUR", AccountType.Bank, "Checking"), "EUR"),
        (new("1012", "Stripe USD", AccountType.Bank, "CashOnHand"), "USD"),
        (new("1013", "PayPal USD", AccountType.Bank, "CashOnHand"), "USD"),
        (new("1014", "Stripe EUR", AccountType.Bank, "CashOnHand"), "EUR"),
        (new("1015", "Stripe GBP", AccountType.Bank, "CashOnHand"), "GBP"),
    ];

    private readonly Dictionary<string, long> _accountIds;
    private readonly Dictionary<string, long> _channelIds;

    public DemoChart(Func<long> nextId, IReadOnlyDictionary<string, long> knownChannels)
    {
        Accounts = [.. Chart.OrderBy(row => row.Row.Code, StringComparer.Ordinal).Select(row => StartingChart.Account(row.Row, nextId(), row.Currency))];
        _accountIds = Accounts.ToDictionary(row => row.Code, row => row.Id, StringComparer.Ordinal);
        Roles = [.. StartingChart.CodeOfRole.Select(row => new AccountRoleAssignment { Role = row.Key, AccountId = Account(row.Value) }).OrderBy(row => row.Role)];
        TaxEight = new TaxRule { Id = nextId(), Name = "Sales tax 8%", Percent = 8m, AccountId = Account("2100"), ForPurchases = false };
        TaxTen = new TaxRule { Id = nextId(), Name = "Sales tax 10%", Percent = 10m, AccountId = Account("2100"), ForPurchases = false };
        Exempt = new TaxRule { Id = nextId(), Name = "Exempt", Percent = 0m, AccountId = Account("2100"), ForPurchases = false };
        Terms = [.. StartingChart.Terms.Select(row => new PaymentTerm { Id = nextId(), Name = row.Name, DueDays = row.DueDays })];
        Locations = [new Stock.Location { Id = nextId(), Name = Warehouse }, new Stock.Location { Id = nextId(), Name = Shop }];
        NewChannels = [.. new[] { SalesChannel.Core, SalesChannel.CoreApi, WebStore, Marketplace }
            .Where(name => !knownChannels.ContainsKey(name))
            .Select(name => new SalesChannel { Id = nextId(), Name = name })];
        _channelIds = NewChannels.ToDictionary(row => row.Name, row => row.Id, StringComparer.Ordinal);
        foreach (var (name, id) in knownChannels)
        {
            _channelIds[name] = id;
        }
    }

    public IReadOnlyList<Account> Accounts { get; }

    public IReadOnlyList<AccountRoleAssignment> Roles { get; }

    public TaxRule TaxEight { get; }

    public TaxRule TaxTen { get; }

    public TaxRule Exempt { get; }

    public IReadOnlyList<PaymentTerm> Terms { get; }

    public IReadOnlyList<Stock.Location> Locations { get; }

    public IReadOnlyList<SalesChannel> NewChannels { get; }

    public long Account(string code) => _accountIds[code];

    public long Channel(string name) => _channelIds[name];

    public long Location(string name) => Locations.Single(row => row.Name == name).Id;

    public PaymentTerm Term(long? id) => Terms.Single(row => row.Id == id);
}
