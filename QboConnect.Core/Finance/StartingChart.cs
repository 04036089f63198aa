using System.Collections.Frozen;

namespace QboConnect.Core.Finance;

/// <summary>
/// The accounts a company starts with: one for each role (seed: Setting up Accounts), a bank, and the usual running costs of trade. Names are those of a
/// fresh QuickBooks company where it has such an account, so that mapping finds them.
/// </summary>
public static class StartingChart
{
    /// <summary>An account of the chart.</summary>
    /// <param name="Code">Account number.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Type">Type.</param>
    /// <param name="DetailType">QuickBooks' detail type.</param>
    /// <param name="Role">The role it plays, or null.</param>
    public sealed record Row(string Code, string Name, AccountType Type, string DetailType, AccountRole? Role = null);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<Row> Rows { get; } =
    [
        new("1010", "Bank", AccountType.Bank, "Checking"),
        new("1090", "Payment Clearing", AccountType.Bank, "CashOnHand", AccountRole.PaymentClearing),
        new("1100", "Accounts Receivable (A/R)", AccountType.AccountsReceivable, "AccountsReceivable", AccountRole.AccountsReceivable),
        new("1200", "Inventory Asset", AccountType.OtherCurrentAsset, "Inventory", AccountRole.Inventory),
        new("1210", "Work in Progress", AccountType.OtherCurrentAsset, "Inventory", AccountRole.WorkInProgress),
        new("1220", "In-transit", AccountType.OtherCurrentAsset, "Inventory", AccountRole.InTransit),
        new("1230", "Inventory Accrual", AccountType.OtherCurrentAsset, "Inventory", AccountRole.InventoryAccrual),
        new("1240", "Stock in Transit", AccountType.OtherCurrentAsset, "Inventory", AccountRole.StockInTransit),
        new("1300", "Supplier Deposits", AccountType.OtherCurrentAsset, "PrepaidExpenses", AccountRole.SupplierDeposits),
        new("2000", "Accounts Payable (A/P)", AccountType.AccountsPayable, "AccountsPayable", AccountRole.AccountsPayable),
        new("2100", "Sales Tax Payable", AccountType.OtherCurrentLiability, "SalesTaxPayable", AccountRole.SalesTax),
        new("2200", "Customer Credits", AccountType.OtherCurrentLiability, "OtherCurrentLiabilities", AccountRole.CustomerCredits),
        new("2300", "Gift Card Liability", AccountType.CreditCard, "CreditCard", AccountRole.GiftCardLiability),
        new("3000", "Opening Balance Equity", AccountType.Equity, "OpeningBalanceEquity", AccountRole.OpeningBalanceEquity),
        new("3100", "Retained Earnings", AccountType.Equity, "RetainedEarnings", AccountRole.RetainedEarnings),
        new("4000", "Sales", AccountType.Income, "SalesOfProductIncome", AccountRole.Sales),
        new("4010", "Services", AccountType.Income, "ServiceFeeIncome"),
        new("4100", "Shipping Income", AccountType.Income, "OtherPrimaryIncome", AccountRole.ShippingIncome),
        new("5000", "Cost of Goods Sold", AccountType.CostOfGoodsSold, "SuppliesMaterialsCogs", AccountRole.CostOfGoodsSold),
        new("6000", "Inventory Discrepancy", AccountType.Expense, "SuppliesMaterials", AccountRole.InventoryDiscrepancy),
        new("6100", "Freight and Duty Clearing", AccountType.Expense, "ShippingFreightDelivery"),
        new("6200", "Production Overhead Absorbed", AccountType.Expense, "OtherMiscellaneousServiceCost"),
        new("7000", "Realized Currency Gains", AccountType.Expense, "FinanceCosts", AccountRole.RealizedCurrencyGains),
        new("7010", "Unrealized Currency Gains", AccountType.Expense, "FinanceCosts", AccountRole.UnrealizedCurrencyGains),
        new("7050", "Rounding", AccountType.Expense, "OtherMiscellaneousServiceCost", AccountRole.Rounding),
        new("7100", "Merchant Fees", AccountType.Expense, "BankCharges"),
    ];

    /// <summary>The code of the account that plays a role.</summary>
    public static FrozenDictionary<AccountRole, string> CodeOfRole { get; } =
        Rows.Where(row => row.Role is not null).ToFrozenDictionary(row => row.Role!.Value, row => row.Code);

    /// <summary>Payment terms QuickBooks starts with, spelt as it spells them.</summary>
    public static IReadOnlyList<(string Name, int DueDays)> Terms { get; } = [("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60)];

    /// <summary>One of them as an account of the books.</summary>
    public static Account Account(Row row, long id, string currency)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new Account
        {
            Id = id,
            Code = row.Code,
            Name = row.Name,
            Type = row.Type,
            DetailType = row.DetailType,
            Currency = currency,
            AcceptsPayments = row.Type is AccountType.Bank or AccountType.CreditCard,
        };
    }
}
