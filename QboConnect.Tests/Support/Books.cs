using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Tests.Support;

/// <summary>The chart of accounts of accounting-examples 0.5; an account's id is its code.</summary>
public static class Books
{
    public const long BankUsd = 1010, BankEur = 1011, Clearing = 1090, Receivable = 1100, Inventory = 1200, Payable = 2000, SalesTax = 2100,
        CustomerCredits = 2200, GiftCards = 2300, Equity = 3000, Sales = 4000, Services = 4010, Shipping = 4100, Cost = 5000, CurrencyGains = 7000,
        Rounding = 7050, Fees = 7100, CreditNoteAllocation = 1099, StripeUsd = 1012, StripeEur = 1013, PayPal = 1014;

    /// <summary>The one tax rule: 8 % on account 2100.</summary>
    public const long TaxRule = 8;

    public static Currency Eur { get; } = Currency.Of("EUR");

    public static IReadOnlyList<Account> Accounts { get; } =
    [
        Account(BankUsd, "Bank USD", AccountType.Bank, takesPayments: true),
        Account(BankEur, "Bank EUR", AccountType.Bank, takesPayments: true, currency: "EUR"),
        Account(StripeUsd, "Stripe USD", AccountType.Bank, takesPayments: true),
        Account(StripeEur, "Stripe EUR", AccountType.Bank, takesPayments: true, currency: "EUR"),
        Account(PayPal, "PayPal USD", AccountType.Bank, takesPayments: true),
        Account(Clearing, "Payment Clearing", AccountType.Bank),
        Account(CreditNoteAllocation, "Credit note allocation", AccountType.Bank, takesPayments: true),
        Account(Receivable, "Accounts Receivable", AccountType.AccountsReceivable),
        Account(Inventory, "Inventory", AccountType.OtherCurrentAsset),
        Account(Payable, "Accounts Payable", AccountType.AccountsPayable),
        Account(SalesTax, "Sales Tax Payable", AccountType.OtherCurrentLiability),
        Account(CustomerCredits, "Customer Credits", AccountType.OtherCurrentLiability),
        Account(GiftCards, "Gift Card Liability", AccountType.CreditCard, takesPayments: true),
        Account(Equity, "Opening Balance Equity", AccountType.Equity),
        Account(Sales, "Sales", AccountType.Income),
        Account(Services, "Services", AccountType.Income),
        Account(Shipping, "Shipping", AccountType.Income),
        Account(Cost, "Cost of Goods Sold", AccountType.CostOfGoodsSold),
        Account(CurrencyGains, "Realized Currency Gains", AccountType.Expense),
        Account(Rounding, "Rounding", AccountType.Expense),
        Account(Fees, "Merchant fees", AccountType.Expense),
    ];

    public static IReadOnlyDictionary<AccountRole, long> Roles { get; } = new Dictionary<AccountRole, long>
    {
        [AccountRole.AccountsReceivable] = Receivable,
        [AccountRole.AccountsPayable] = Payable,
        [AccountRole.SalesTax] = SalesTax,
        [AccountRole.Sales] = Sales,
        [AccountRole.ShippingIncome] = Shipping,
        [AccountRole.Inventory] = Inventory,
        [AccountRole.CostOfGoodsSold] = Cost,
        [AccountRole.CustomerCredits] = CustomerCredits,
        [AccountRole.RealizedCurrencyGains] = CurrencyGains,
        [AccountRole.PaymentClearing] = Clearing,
        [AccountRole.GiftCardLiability] = GiftCards,
        [AccountRole.Rounding] = Rounding,
        [AccountRole.OpeningBalanceEquity] = Equity,
    };

    public static PostingBook Usd { get; } = new(Currency.Usd, Roles, new Dictionary<long, long> { [TaxRule] = SalesTax });

    /// <summary>Adds organisation, accounts, roles and the tax rule to an empty database.</summary>
    public static void AddTo(QboConnectDb db)
    {
        db.Organisations.Add(new Organisation { Name = "Test company", BaseCurrency = "USD", TimeZone = "America/New_York" });
        db.Accounts.AddRange(Accounts.Select(row => Account(row.Id, row.Name, row.Type, row.AcceptsPayments, row.Currency)));
        db.AccountRoles.AddRange(Roles.Select(row => new AccountRoleAssignment { Role = row.Key, AccountId = row.Value }));
        db.TaxRules.Add(new TaxRule { Id = TaxRule, Name = "Sales tax 8 %", Percent = 8m, AccountId = SalesTax });
    }

    private static Account Account(long code, string name, AccountType type, bool takesPayments = false, string currency = "USD") => new()
    {
        Id = code,
        Code = code.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Name = name,
        Type = type,
        Currency = currency,
        AcceptsPayments = takesPayments,
    };
}
