namespace QboConnect.Core.Finance;

/// <summary>Which accounts may play which role (seed: Required accounts, Optional accounts).</summary>
public static class RoleFit
{
    /// <summary>Whether an account may play a role.</summary>
    public static bool Fits(AccountRole role, Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return !account.IsArchived && Types(role).Contains(account.Type);
    }

    /// <summary>A role as a merchant reads it: "Realized currency gains".</summary>
    public static string Name(AccountRole role) =>
        string.Concat(role.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>What a role is for, in a sentence.</summary>
    public static string Words(AccountRole role) => role switch
    {
        AccountRole.AccountsReceivable => "What customers owe",
        AccountRole.AccountsPayable => "What is owed to suppliers",
        AccountRole.SalesTax => "Tax collected",
        AccountRole.Sales => "Revenue where neither line nor product names an account",
        AccountRole.ShippingIncome => "Shipping charged to customers",
        AccountRole.Inventory => "Goods on stock",
        AccountRole.CostOfGoodsSold => "Cost of what was sold",
        AccountRole.InventoryDiscrepancy => "Stock found or lost",
        AccountRole.WorkInProgress => "Goods in production",
        AccountRole.InTransit => "Goods between two locations",
        AccountRole.SupplierDeposits => "Paid to suppliers in advance",
        AccountRole.CustomerCredits => "Received from customers in advance",
        AccountRole.InventoryAccrual => "Goods received, not invoiced (optional)",
        AccountRole.StockInTransit => "Goods invoiced, not received (optional)",
        AccountRole.RealizedCurrencyGains => "Exchange gains and losses; needed for consolidation and several currencies",
        AccountRole.UnrealizedCurrencyGains => "Unrealised exchange differences (optional)",
        AccountRole.PaymentClearing => "Where consolidated payments go; needed for consolidation",
        AccountRole.GiftCardLiability => "Gift cards sold and not redeemed (optional)",
        AccountRole.Rounding => "Cents left over where a document has no line to take them",
        AccountRole.OpeningBalanceEquity => "The other side of what was open before Core took over",
        AccountRole.RetainedEarnings => "Profits of earlier years",
    };

    /// <summary>The types an account may have to play a role.</summary>
    public static IReadOnlyList<AccountType> Types(AccountRole role) => role switch
    {
        AccountRole.AccountsReceivable => [AccountType.AccountsReceivable],
        AccountRole.AccountsPayable => [AccountType.AccountsPayable],
        AccountRole.SalesTax or AccountRole.CustomerCredits => [AccountType.OtherCurrentLiability],
        AccountRole.Sales or AccountRole.ShippingIncome => [AccountType.Income, AccountType.OtherIncome],
        AccountRole.CostOfGoodsSold => [AccountType.CostOfGoodsSold],
        AccountRole.Inventory or AccountRole.WorkInProgress or AccountRole.InTransit or AccountRole.SupplierDeposits
            or AccountRole.InventoryAccrual or AccountRole.StockInTransit => [AccountType.OtherCurrentAsset],
        AccountRole.InventoryDiscrepancy => [AccountType.Expense, AccountType.CostOfGoodsSold],
        AccountRole.RealizedCurrencyGains or AccountRole.UnrealizedCurrencyGains or AccountRole.Rounding =>
            [AccountType.Expense, AccountType.OtherExpense, AccountType.OtherIncome, AccountType.Income],
        AccountRole.PaymentClearing => [AccountType.Bank],
        AccountRole.GiftCardLiability => [AccountType.CreditCard, AccountType.OtherCurrentLiability],
        AccountRole.OpeningBalanceEquity or AccountRole.RetainedEarnings => [AccountType.Equity],
    };
}
