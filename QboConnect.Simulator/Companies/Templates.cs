using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>What a company has on its first day: accounts, terms, payment methods, tax codes, preferences.</summary>
internal static class Templates
{
    private static readonly (string Type, string SubType, string Name)[] Accounts =
    [
        ("Bank", "Checking", "Checking"),
        ("Bank", "Savings", "Savings"),
        ("Accounts Receivable", "AccountsReceivable", "Accounts Receivable (A/R)"),
        ("Other Current Asset", "UndepositedFunds", "Undeposited Funds"),
        ("Other Current Asset", "Inventory", "Inventory Asset"),
        ("Other Current Asset", "OtherCurrentAssets", "Uncategorized Asset"),
        ("Fixed Asset", "OtherFixedAssets", "Furniture and Equipment"),
        ("Accounts Payable", "AccountsPayable", "Accounts Payable (A/P)"),
        ("Credit Card", "CreditCard", "Business Credit Card"),
        ("Equity", "OpeningBalanceEquity", "Opening Balance Equity"),
        ("Equity", "RetainedEarnings", "Retained Earnings"),
        ("Equity", "OwnersEquity", "Owner's Equity"),
        ("Income", "SalesOfProductIncome", "Sales of Product Income"),
        ("Income", "ServiceFeeIncome", "Services"),
        ("Income", "OtherPrimaryIncome", "Shipping Income"),
        ("Income", "DiscountsRefundsGiven", "Discounts given"),
        ("Income", "UnappliedCashPaymentIncome", "Unapplied Cash Payment Income"),
        ("Income", "OtherPrimaryIncome", "Uncategorized Income"),
        ("Cost of Goods Sold", "SuppliesMaterialsCogs", "Cost of Goods Sold"),
        ("Cost of Goods Sold", "SuppliesMaterialsCogs", "Inventory Shrinkage"),
        ("Expense", "AdvertisingPromotional", "Advertising"),
        ("Expense", "BankCharges", "Bank Charges"),
        ("Expense", "OfficeGeneralAdministrativeExpenses", "Office Supplies"),
        ("Expense", "RentOrLeaseOfBuildings", "Rent or Lease"),
        ("Expense", "ShippingFreightDelivery", "Shipping and Delivery"),
        ("Expense", "Utilities", "Utilities"),
        ("Expense", "OtherMiscellaneousServiceCost", "Uncategorized Expense"),
        ("Other Income", "InterestEarned", "Interest Earned"),
        ("Other Expense", "OtherMiscellaneousExpense", "Miscellaneous"),
    ];

    private static readonly string[] Countries = ["US", "UK", "AU", "CA", "Demo"];

    public static bool IsKnown(string template) => Countries.Contains(template);

    public static CompanySettings Settings(string template) => template switch
    {
        "UK" => new CompanySettings { Name = "Sandbox Company UK", Country = "GB", HomeCurrency = "GBP" },
        "AU" => new CompanySettings { Name = "Sandbox Company AU", Country = "AU", HomeCurrency = "AUD", FiscalYearStartMonth = 7 },
        "CA" => new CompanySettings { Name = "Sandbox Company CA", Country = "CA", HomeCurrency = "CAD" },
        _ => new CompanySettings { Name = "Sandbox Company US", Country = "US", HomeCurrency = "USD", AutomatedSalesTax = true },
    };

    /// <summary>Fills a new company.</summary>
    public static void Fill(Company company, Clock clock)
    {
        var work = new Work(company, clock.Now);
        work.Put(Catalogue.CompanyInfo, 1, new JsonObject
        {
            ["CompanyName"] = company.Settings.Name,
            ["LegalName"] = company.Settings.Name,
            ["CompanyStartDate"] = Journal.Text(clock.Today.AddYears(-2)),
            ["CompanyAddr"] = Address(company.Settings.Country),
            ["Email"] = new JsonObject { ["Address"] = "books@example.com" },
        });
        work.Put(Catalogue.Preferences, 1, Preferences(company.Settings));
        foreach (var (type, subType, name) in Accounts)
        {
            SystemAccounts.Create(work, type, subType, name);
        }
        if (company.Settings.MultiCurrency)
        {
            SystemAccounts.ExchangeGainOrLoss(work);
        }
        AddTerms(work);
        foreach (var (name, type) in new[] { ("Cash", "NON_CREDIT_CARD"), ("Check", "NON_CREDIT_CARD"), ("Visa", "CREDIT_CARD"), ("MasterCard", "CREDIT_CARD") })
        {
            work.Put(Catalogue.PaymentMethod, work.NewId(Catalogue.PaymentMethod), new JsonObject { ["Name"] = name, ["Active"] = true, ["Type"] = type });
        }
        AddServices(work);
        TaxTemplates.Fill(work);
        work.Commit();
    }

    public static void AddTerms(Work work)
    {
        foreach (var (name, days) in new[] { ("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60) })
        {
            work.Put(Catalogue.Term, work.NewId(Catalogue.Term), new JsonObject { ["Name"] = name, ["Active"] = true, ["Type"] = "STANDARD", ["DiscountPercent"] = 0, ["DueDays"] = days, ["DiscountDays"] = 0 });
        }
    }

    private static void AddServices(Work work)
    {
        var income = SystemAccounts.Services(work);
        foreach (var name in new[] { "Services", "Hours" })
        {
            work.Put(Catalogue.Item, work.NewId(Catalogue.Item), new JsonObject
            {
                ["Name"] = name,
                ["FullyQualifiedName"] = name,
                ["Active"] = true,
                ["Taxable"] = false,
                ["UnitPrice"] = 0,
                ["PurchaseCost"] = 0,
                ["Type"] = "Service",
                ["TrackQtyOnHand"] = false,
                ["SubItem"] = false,
                ["Level"] = 0,
                ["IncomeAccountRef"] = income.AsReference(),
            });
        }
    }

    private static JsonObject Address(string country) => new()
    {
        ["Id"] = "1",
        ["Line1"] = "1 Harbour Road",
        ["City"] = country switch { "GB" => "Bristol", "AU" => "Fremantle", "CA" => "Halifax", _ => "San Pablo" },
        ["Country"] = country switch { "GB" => "GBR", "AU" => "AUS", "CA" => "CAN", _ => "USA" },
        ["CountrySubDivisionCode"] = country switch { "GB" => "", "AU" => "WA", "CA" => "NS", _ => "CA" },
        ["PostalCode"] = country switch { "GB" => "BS1 4QA", "AU" => "6160", "CA" => "B3H 1A1", _ => "94806" },
    };

    private static JsonObject Preferences(CompanySettings settings) => new()
    {
        ["AccountingInfoPrefs"] = new JsonObject { ["UseAccountNumbers"] = false, ["TaxYearMonth"] = "January", ["CustomerTerminology"] = "Customers", ["DepartmentTerminology"] = "Location" },
        ["ProductAndServicesPrefs"] = new JsonObject { ["ForSales"] = true, ["ForPurchase"] = true, ["QuantityWithPriceAndRate"] = true },
        ["SalesFormsPrefs"] = new JsonObject
        {
            ["CustomTxnNumbers"] = false,
            ["AllowDeposit"] = true,
            ["AllowDiscount"] = true,
            ["AllowEstimates"] = true,
            ["AllowServiceDate"] = false,
            ["AllowShipping"] = true,
            ["AutoApplyPayments"] = true,
            ["AutoApplyCredit"] = false,
            ["IPNSupportEnabled"] = false,
            ["UsingPriceLevels"] = false,
            ["UsingProgressInvoicing"] = false,
            ["ETransactionEnabledStatus"] = "NotApplicable",
            ["ETransactionAttachPDF"] = false,
            ["ETransactionPaymentEnabled"] = false,
            ["EmailCopyToCompany"] = false,
        },
        ["VendorAndPurchasesPrefs"] = new JsonObject { ["TrackingByCustomer"] = true, ["BillableExpenseTracking"] = false },
        ["TaxPrefs"] = new JsonObject { ["UsingSalesTax"] = true },
        ["ReportPrefs"] = new JsonObject { ["ReportBasis"] = "Accrual", ["CalcAgingReportFromTxnDate"] = false },
        ["TimeTrackingPrefs"] = new JsonObject { ["UseServices"] = true, ["BillCustomers"] = true, ["ShowBillRateToAll"] = false, ["WorkWeekStartDate"] = "Monday", ["MarkTimeEntriesBillable"] = true },
        ["EmailMessagesPrefs"] = new JsonObject { ["InvoiceMessage"] = new JsonObject { ["Subject"] = $"Invoice from {settings.Name}", ["Message"] = "Your invoice is attached." } },
        ["OtherPrefs"] = new JsonObject
        {
            ["NameValue"] = new JsonArray([.. new[]
            {
                ("SalesFormsPrefs.DefaultCustomerMessage", ""), ("WarnDuplicateCheckNumber", "true"), ("WarnDuplicateBillNumber", "false"), ("WarnDuplicateJournalNumber", "false"),
                ("VendorAndPurchasesPrefs.UseCustomTxnNumbers", "false"), ("ProjectsEnabled", "false"), ("DateFormat", "Month Date Year separated by a slash"),
            }.Select(p => (JsonNode)new JsonObject { ["Name"] = p.Item1, ["Value"] = p.Item2 })]),
        },
    };
}
