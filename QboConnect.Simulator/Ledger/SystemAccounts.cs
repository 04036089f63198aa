using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Ledger;

/// <summary>The accounts QuickBooks finds by their kind, and makes the first time it needs them (facts, 7.4).</summary>
internal static class SystemAccounts
{
    public static Record Receivable(Work work, string currency) => ByCurrency(work, "Accounts Receivable", "AccountsReceivable", "Accounts Receivable (A/R)", currency);

    public static Record Payable(Work work, string currency) => ByCurrency(work, "Accounts Payable", "AccountsPayable", "Accounts Payable (A/P)", currency);

    public static Record UndepositedFunds(Work work) => BySubType(work, "Other Current Asset", "UndepositedFunds", "Undeposited Funds");

    public static Record OpeningBalanceEquity(Work work) => BySubType(work, "Equity", "OpeningBalanceEquity", "Opening Balance Equity");

    public static Record RetainedEarnings(Work work) => BySubType(work, "Equity", "RetainedEarnings", "Retained Earnings");

    public static Record ExchangeGainOrLoss(Work work) => BySubType(work, "Other Expense", "ExchangeGainOrLoss", "Exchange Gain or Loss");

    public static Record InventoryShrinkage(Work work) => ByName(work, "Cost of Goods Sold", "SuppliesMaterialsCogs", "Inventory Shrinkage");

    public static Record Discounts(Work work) => BySubType(work, "Income", "DiscountsRefundsGiven", "Discounts given");

    public static Record Shipping(Work work) => ByName(work, "Income", "OtherPrimaryIncome", "Shipping Income");

    public static Record Services(Work work) => ByName(work, "Income", "ServiceFeeIncome", "Services");

    public static Record UncategorizedExpense(Work work) => ByName(work, "Expense", "OtherMiscellaneousServiceCost", "Uncategorized Expense");

    public static Record TaxPayable(Work work, string agency) => ByName(work, "Other Current Liability",
        work.Company.Settings.IsUs ? "SalesTaxPayable" : "GlobalTaxPayable", agency + " Payable");

    public static Record Create(Work work, string type, string subType, string name, string? currency = null, string? number = null)
    {
        var home = work.Company.Home;
        var body = new JsonObject
        {
            ["Name"] = name,
            ["SubAccount"] = false,
            ["FullyQualifiedName"] = name,
            ["Active"] = true,
            ["Classification"] = AccountTypes.Classification(type),
            ["AccountType"] = type,
            ["AccountSubType"] = subType,
            ["CurrentBalance"] = 0.00m,
            ["CurrentBalanceWithSubAccounts"] = 0.00m,
            ["CurrencyRef"] = Currencies.Reference(currency ?? home),
        };
        if (number is not null)
        {
            body["AcctNum"] = number;
        }
        return work.Put(Catalogue.Account, work.NewId(Catalogue.Account), body);
    }

    private static Record ByCurrency(Work work, string type, string subType, string name, string currency) => Found(work, type + currency,
        a => a.Body.Text("AccountType") == type && a.Currency == currency,
        () => Create(work, type, subType, currency == work.Company.Home ? name : $"{name} - {currency}", currency));

    private static Record BySubType(Work work, string type, string subType, string name) => Found(work, subType,
        a => a.Body.Text("AccountSubType") == subType, () => Create(work, type, subType, name));

    private static Record ByName(Work work, string type, string subType, string name) => Found(work, "name " + name,
        a => string.Equals(a.Body.Text("Name"), name, StringComparison.OrdinalIgnoreCase), () => Create(work, type, subType, name));

    private static Record Found(Work work, string use, Func<Record, bool> matches, Func<Record> create)
    {
        if (work.Company.Remembered(use) is { } id)
        {
            return work.Find(Catalogue.Account, id)!;
        }
        if (work.List(Catalogue.Account).FirstOrDefault(a => a.IsLive && matches(a)) is not { } account)
        {
            return create();
        }
        if (work.Company.HasGiven(Catalogue.Account, account.Id))
        {
            work.Company.Remember(use, account.Id);
        }
        return account;
    }
}
