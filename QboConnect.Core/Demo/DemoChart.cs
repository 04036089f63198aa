using System.Collections.Frozen;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Demo;

/// <summary>
/// The demo company's reference books: the chart of accounting-examples 0.5 with an account for each way of paying. Names are those of a fresh
/// QuickBooks company where it has such an account, so that mapping finds them.
/// </summary>
internal sealed class DemoChart
{
    public const string Warehouse = "Harbour warehouse", Shop = "Pier 7 shop", WebStore = "Web store", Marketplace = "Marketplace";

    private static readonly (string Code, string Name, AccountType Type, string Detail, string Currency)[] Chart =
    [
        ("1010", "Bank USD", AccountType.Bank, "Checking", "USD"),
        ("1011", "Bank EUR", AccountType.Bank, "Checking", "EUR"),
        ("1012", "Stripe USD", AccountType.Bank, "CashOnHand", "USD"),
        ("1013", "PayPal USD", AccountType.Bank, "CashOnHand", "USD"),
        ("1014", "Stripe EUR", AccountType.Bank, "CashOnHand", "EUR"),
        ("1015", "Stripe GBP", AccountType.Bank, "CashOnHand", "GBP"),
        ("1090", "Payment Clearing", AccountType.Bank, "CashOnHand", "USD"),
        ("1100", "Accounts Receivable (A/R)", AccountType.AccountsReceivable, "AccountsReceivable", "USD"),
        ("1200", "Inventory Asset", AccountType.OtherCurrentAsset, "Inventory", "USD"),
        ("1210", "Work in Progress", AccountType.OtherCurrentAsset, "Inventory", "USD"),
        ("1220", "In-transit", AccountType.OtherCurrentAsset, "Inventory", "USD"),
        ("1230", "Inventory Accrual", AccountType.OtherCurrentAsset, "Inventory", "USD"),
        ("1240", "Stock in Transit", AccountType.OtherCurrentAsset, "Inventory", "USD"),
        ("1300", "Supplier Deposits", AccountType.OtherCurrentAsset, "PrepaidExpenses", "USD"),
        ("2000", "Accounts Payable (A/P)", AccountType.AccountsPayable, "AccountsPayable", "USD"),
        ("2100", "Sales Tax Payable", AccountType.OtherCurrentLiability, "SalesTaxPayable", "USD"),
        ("2200", "Customer Credits", AccountType.OtherCurrentLiability, "OtherCurrentLiabilities", "USD"),
        ("2300", "Gift Card Liability", AccountType.CreditCard, "CreditCard", "USD"),
        ("3000", "Opening Balance Equity", AccountType.Equity, "OpeningBalanceEquity", "USD"),
        ("3100", "Retained Earnings", AccountType.Equity, "RetainedEarnings", "USD"),
        ("4000", "Sales", AccountType.Income, "SalesOfProductIncome", "USD"),
        ("4010", "Services", AccountType.Income, "ServiceFeeIncome", "USD"),
        ("4100", "Shipping Income", AccountType.Income, "OtherPrimaryIncome", "USD"),
        ("5000", "Cost of Goods Sold", AccountType.CostOfGoodsSold, "SuppliesMaterialsCogs", "USD"),
        ("6000", "Inventory Discrepancy", AccountType.Expense, "SuppliesMaterials", "USD"),
        ("6100", "Freight and Duty Clearing", AccountType.Expense, "ShippingFreightDelivery", "USD"),
        ("6200", "Production Overhead Absorbed", AccountType.Expense, "OtherMiscellaneousServiceCost", "USD"),
        ("7000", "Realized Currency Gains", AccountType.Expense, "FinanceCosts", "USD"),
        ("7010", "Unrealized Currency Gains", AccountType.Expense, "FinanceCosts", "USD"),
        ("7050", "Rounding", AccountType.Expense, "OtherMiscellaneousServiceCost", "USD"),
        ("7100", "Merchant Fees", AccountType.Expense, "BankCharges", "USD"),
    ];

    private static readonly FrozenDictionary<AccountRole, string> CodeOfRole = new Dictionary<AccountRole, string>
    {
        [AccountRole.AccountsReceivable] = "1100",
        [AccountRole.AccountsPayable] = "2000",
        [AccountRole.SalesTax] = "2100",
        [AccountRole.Sales] = "4000",
        [AccountRole.ShippingIncome] = "4100",
        [AccountRole.Inventory] = "1200",
        [AccountRole.CostOfGoodsSold] = "5000",
        [AccountRole.InventoryDiscrepancy] = "6000",
        [AccountRole.WorkInProgress] = "1210",
        [AccountRole.InTransit] = "1220",
        [AccountRole.SupplierDeposits] = "1300",
        [AccountRole.CustomerCredits] = "2200",
        [AccountRole.InventoryAccrual] = "1230",
        [AccountRole.StockInTransit] = "1240",
        [AccountRole.RealizedCurrencyGains] = "7000",
        [AccountRole.UnrealizedCurrencyGains] = "7010",
        [AccountRole.PaymentClearing] = "1090",
        [AccountRole.GiftCardLiability] = "2300",
        [AccountRole.Rounding] = "7050",
        [AccountRole.OpeningBalanceEquity] = "3000",
        [AccountRole.RetainedEarnings] = "3100",
    }.ToFrozenDictionary();

    private readonly Dictionary<string, long> _accountIds;
    private readonly Dictionary<string, long> _channelIds;

    public DemoChart(Func<long> nextId, IReadOnlyDictionary<string, long> knownChannels)
    {
        Accounts = [.. Chart.Select(row => new Account
        {
            Id = nextId(),
            Code = row.Code,
            Name = row.Name,
            Type = row.Type,
            DetailType = row.Detail,
            Currency = row.Currency,
            AcceptsPayments = row.Type is AccountType.Bank or AccountType.CreditCard,
        })];
        _accountIds = Accounts.ToDictionary(row => row.Code, row => row.Id, StringComparer.Ordinal);
        Roles = [.. CodeOfRole.Select(row => new AccountRoleAssignment { Role = row.Key, AccountId = Account(row.Value) }).OrderBy(row => row.Role)];
        TaxEight = new TaxRule { Id = nextId(), Name = "Sales tax 8%", Percent = 8m, AccountId = Account("2100"), ForPurchases = false };
        TaxTen = new TaxRule { Id = nextId(), Name = "Sales tax 10%", Percent = 10m, AccountId = Account("2100"), ForPurchases = false };
        Exempt = new TaxRule { Id = nextId(), Name = "Exempt", Percent = 0m, AccountId = Account("2100"), ForPurchases = false };
        Terms = [.. new[] { ("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60) }
            .Select(row => new PaymentTerm { Id = nextId(), Name = row.Item1, DueDays = row.Item2 })];
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
