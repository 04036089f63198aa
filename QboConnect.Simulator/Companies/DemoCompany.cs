using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>Harbour Goods Ltd: a trading company with books to connect to. Its transactions go through the same rules as any
/// client's; dates count back from the simulator's day, everything else is always the same.</summary>
internal sealed class DemoCompany
{
    private readonly Company _company;
    private readonly Operations _operations;
    private readonly DateOnly _today;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    private DemoCompany(Company company, Operations operations, Clock clock) => (_company, _operations, _today) = (company, operations, clock.Today);

    public static Company Create(CompanyDirectory companies, Operations operations, Clock clock, string? realm)
    {
        var company = companies.Create(new CompanySettings
        {
            Name = "Harbour Goods Ltd",
            Country = "US",
            Plan = Plan.Plus,
            HomeCurrency = "USD",
            MultiCurrency = true,
            InventoryTracking = true,
        }, realm);
        lock (company.Gate)
        {
            Templates.Fill(company, clock);
            var demo = new DemoCompany(company, operations, clock);
            demo.SetPreferences();
            demo.AddAccounts();
            demo.AddNames();
            demo.AddItems();
            demo.AddPurchases();
            demo.AddSales();
        }
        return company;
    }

    private void SetPreferences()
    {
        var preferences = _company.Find(Catalogue.Preferences, 1)!;
        Save("Preferences", new JsonObject
        {
            ["Id"] = "1",
            ["SyncToken"] = Json.Digits(preferences.SyncToken),
            ["SalesFormsPrefs"] = new JsonObject { ["CustomTxnNumbers"] = true, ["AutoApplyPayments"] = false, ["AutoApplyCredit"] = false },
        });
    }

    private void AddAccounts()
    {
        foreach (var (name, type, detail, currency) in new[]
        {
            ("Bank USD", "Bank", "Checking", "USD"),
            ("Bank EUR", "Bank", "Checking", "EUR"),
            ("Stripe USD", "Bank", "CashOnHand", "USD"),
            ("PayPal USD", "Bank", "CashOnHand", "USD"),
            ("Stripe EUR", "Bank", "CashOnHand", "EUR"),
            ("Stripe GBP", "Bank", "CashOnHand", "GBP"),
            ("Payment Clearing", "Bank", "CashOnHand", "USD"),
            ("Work in Progress", "Other Current Asset", "Inventory", "USD"),
            ("In-transit", "Other Current Asset", "Inventory", "USD"),
            ("Inventory Accrual", "Other Current Asset", "Inventory", "USD"),
            ("Stock in Transit", "Other Current Asset", "Inventory", "USD"),
            ("Supplier Deposits", "Other Current Asset", "PrepaidExpenses", "USD"),
            ("Gift Card Liability", "Credit Card", "CreditCard", "USD"),
            ("Customer Credits", "Other Current Liability", "OtherCurrentLiabilities", "USD"),
            ("Current Year Profits", "Equity", "OwnersEquity", "USD"),
            ("Sales", "Income", "SalesOfProductIncome", "USD"),
            ("Inventory Discrepancy", "Expense", "SuppliesMaterials", "USD"),
            ("Freight and Duty Clearing", "Expense", "ShippingFreightDelivery", "USD"),
            ("Production Overhead Absorbed", "Expense", "OtherMiscellaneousServiceCost", "USD"),
            ("Merchant Fees", "Expense", "BankCharges", "USD"),
            ("Realized Currency Gains", "Expense", "FinanceCosts", "USD"),
            ("Unrealized Currency Gains", "Expense", "FinanceCosts", "USD"),
            ("Rounding", "Expense", "OtherMiscellaneousServiceCost", "USD"),
        })
        {
            _ids[name] = Save("Account", new JsonObject { ["Name"] = name, ["AccountType"] = type, ["AccountSubType"] = detail, ["CurrencyRef"] = Ref(currency) });
        }
        foreach (var name in new[] { "Inventory Asset", "Cost of Goods Sold", "Services", "Opening Balance Equity", "Rent or Lease", "Utilities", "Office Supplies" })
        {
            _ids[name] = Json.Digits(_company.FindByName(Catalogue.Account, name)!.Id);
        }
        Journal(_today.AddDays(-200), ("Debit", "Bank USD", 50_000.00m), ("Credit", "Opening Balance Equity", 50_000.00m));
    }

    private void AddNames()
    {
        foreach (var (name, currency, term) in new[]
        {
            ("Consolidated Sales", "USD", "Due on receipt"), ("Anchor Cafe", "USD", "Net 30"), ("Bayside Outfitters", "USD", "Net 15"), ("Cove Hotel Group", "USD", "Net 60"),
            ("Dockyard Diner", "USD", "Net 30"), ("Estuary Gifts", "USD", "Net 30"), ("Fjord Interiors", "EUR", "Net 30"), ("Grand Quay Stores", "GBP", "Net 30"), ("Lighthouse Books", "USD", "Due on receipt"),
        })
        {
            _ids[name] = Save("Customer", new JsonObject
            {
                ["DisplayName"] = name,
                ["CompanyName"] = name,
                ["CurrencyRef"] = Ref(currency),
                ["SalesTermRef"] = Ref(Term(term)),
                ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = $"orders@{name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}.example" },
                ["BillAddr"] = new JsonObject { ["Line1"] = "12 Pier Street", ["City"] = "San Pablo", ["CountrySubDivisionCode"] = "CA", ["PostalCode"] = "94806" },
            });
        }
        foreach (var (name, currency) in new[] { ("Atlantic Ceramics", "USD"), ("Brightwater Textiles", "USD"), ("Cooperage Woodworks", "USD"), ("Delft Pottery", "EUR"), ("Harbour Power and Light", "USD"), ("Quayside Properties", "USD") })
        {
            _ids[name] = Save("Vendor", new JsonObject { ["DisplayName"] = name, ["CompanyName"] = name, ["CurrencyRef"] = Ref(currency), ["TermRef"] = Ref(Term("Net 30")) });
        }
    }

    private void AddItems()
    {
        foreach (var (sku, name, cost, price, quantity) in new[]
        {
            ("MUG-BLU", "Mug, blue", 3.20m, 9.00m, 240), ("MUG-WHT", "Mug, white", 3.00m, 8.50m, 180), ("BWL-LRG", "Bowl, large", 7.50m, 19.90m, 60), ("PLT-DIN", "Dinner plate", 5.25m, 14.00m, 150),
            ("TWL-BTH", "Bath towel", 6.40m, 17.50m, 90), ("TWL-HND", "Hand towel", 2.80m, 7.90m, 120), ("BLK-WOL", "Wool blanket", 28.00m, 69.00m, 35), ("BRD-OAK", "Oak board", 11.75m, 29.50m, 48),
            ("STL-OAK", "Oak stool", 34.00m, 89.00m, 20), ("LMP-TBL", "Table lamp", 22.50m, 59.00m, 26), ("CND-SEA", "Candle, sea salt", 4.10m, 12.00m, 200), ("TOT-CVS", "Canvas tote", 3.85m, 15.00m, 75),
        })
        {
            _ids[sku] = Save("Item", new JsonObject
            {
                ["Name"] = name,
                ["Sku"] = sku,
                ["Type"] = "Inventory",
                ["TrackQtyOnHand"] = true,
                ["QtyOnHand"] = quantity,
                ["InvStartDate"] = Day(180),
                ["PurchaseCost"] = cost,
                ["UnitPrice"] = price,
                ["Taxable"] = true,
                ["IncomeAccountRef"] = Ref(_ids["Sales"]),
                ["ExpenseAccountRef"] = Ref(_ids["Cost of Goods Sold"]),
                ["AssetAccountRef"] = Ref(_ids["Inventory Asset"]),
            });
        }
        foreach (var (sku, name, price) in new[] { ("SRV-DEL", "Delivery", 12.00m), ("SRV-GFT", "Gift wrapping", 4.50m), ("SRV-FIT", "Fitting", 65.00m) })
        {
            _ids[sku] = Save("Item", new JsonObject { ["Name"] = name, ["Sku"] = sku, ["Type"] = "Service", ["UnitPrice"] = price, ["IncomeAccountRef"] = Ref(_ids["Services"]) });
        }
    }

    private void AddPurchases()
    {
        Bill("Atlantic Ceramics", "AC-2041", 75, null, ("MUG-BLU", 100, 3.25m), ("PLT-DIN", 40, 5.30m));
        Bill("Brightwater Textiles", "7719", 48, null, ("TWL-BTH", 30, 6.55m), ("BLK-WOL", 10, 28.50m));
        Bill("Cooperage Woodworks", "CW-118", 33, null, ("STL-OAK", 8, 33.25m));
        Bill("Delft Pottery", "DP-2209", 21, 1.0850m, ("BWL-LRG", 20, 7.10m));
        var power = Save("Bill", new JsonObject
        {
            ["VendorRef"] = Ref(_ids["Harbour Power and Light"]),
            ["DocNumber"] = "HPL-0934",
            ["TxnDate"] = Day(40),
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = 318.42m,
                ["DetailType"] = "AccountBasedExpenseLineDetail",
                ["Description"] = "Electricity",
                ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = Ref(_ids["Utilities"]) },
            }),
        });
        Save("BillPayment", new JsonObject
        {
            ["VendorRef"] = Ref(_ids["Harbour Power and Light"]),
            ["TxnDate"] = Day(12),
            ["PayType"] = "Check",
            ["TotalAmt"] = 118.42m,
            ["CheckPayment"] = new JsonObject { ["BankAccountRef"] = Ref(_ids["Bank USD"]) },
            ["Line"] = new JsonArray(Linked(118.42m, power, "Bill")),
        });
        Journal(_today.AddDays(-30), ("Debit", "Rent or Lease", 2_400.00m), ("Credit", "Bank USD", 2_400.00m));
    }

    private void AddSales()
    {
        Invoice("1001", "Anchor Cafe", 85, null, 0m, ("MUG-BLU", 48, 9.00m), ("PLT-DIN", 36, 14.00m));
        Invoice("1002", "Bayside Outfitters", 62, null, 250.00m, ("TOT-CVS", 30, 15.00m), ("CND-SEA", 24, 12.00m));
        Invoice("1003", "Cove Hotel Group", 55, null, 0m, ("TWL-BTH", 40, 17.50m), ("TWL-HND", 40, 7.90m), ("SRV-DEL", 1, 12.00m));
        Invoice("1004", "Dockyard Diner", 34, null, 100.00m, ("PLT-DIN", 24, 14.00m));
        Invoice("1005", "Estuary Gifts", 26, null, 0m, ("CND-SEA", 36, 12.00m), ("SRV-GFT", 10, 4.50m));
        Invoice("1006", "Fjord Interiors", 24, 1.0900m, 200.00m, ("STL-OAK", 6, 82.00m));
        Invoice("1007", "Grand Quay Stores", 18, 1.2700m, 0m, ("LMP-TBL", 8, 47.00m));
        Invoice("1008", "Anchor Cafe", 9, null, 0m, ("MUG-WHT", 24, 8.50m));
        Invoice("1009", "Lighthouse Books", 5, null, 0m, ("LMP-TBL", 2, 59.00m), ("BRD-OAK", 4, 29.50m));
    }

    private void Bill(string vendor, string number, int daysAgo, decimal? rate, params (string Sku, int Quantity, decimal Cost)[] lines) => Save("Bill", WithRate(new JsonObject
    {
        ["VendorRef"] = Ref(_ids[vendor]),
        ["DocNumber"] = number,
        ["TxnDate"] = Day(daysAgo),
        ["Line"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
        {
            ["Amount"] = l.Quantity * l.Cost, ["DetailType"] = "ItemBasedExpenseLineDetail",
            ["ItemBasedExpenseLineDetail"] = new JsonObject { ["ItemRef"] = Ref(_ids[l.Sku]), ["Qty"] = l.Quantity, ["UnitPrice"] = l.Cost },
        })]),
    }, rate));

    private void Invoice(string number, string customer, int daysAgo, decimal? rate, decimal paid, params (string Sku, int Quantity, decimal Price)[] lines)
    {
        var taxed = rate is null;
        var invoice = WithRate(new JsonObject
        {
            ["CustomerRef"] = Ref(_ids[customer]),
            ["DocNumber"] = number,
            ["TxnDate"] = Day(daysAgo),
            ["Line"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
            {
                ["Amount"] = l.Quantity * l.Price, ["DetailType"] = "SalesItemLineDetail",
                ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Ref(_ids[l.Sku]), ["Qty"] = l.Quantity, ["UnitPrice"] = l.Price, ["TaxCodeRef"] = Ref(taxed && !l.Sku.StartsWith("SRV", StringComparison.Ordinal) ? "TAX" : "NON") },
            })]),
        }, rate);
        if (taxed)
        {
            invoice["TxnTaxDetail"] = new JsonObject { ["TxnTaxCodeRef"] = Ref(Json.Digits(_company.FindByName(Catalogue.TaxCode, "State 8%")!.Id)) };
        }
        var id = Save("Invoice", invoice);
        if (paid > 0)
        {
            Save("Payment", WithRate(new JsonObject
            {
                ["CustomerRef"] = Ref(_ids[customer]),
                ["TxnDate"] = Day(daysAgo - 4),
                ["TotalAmt"] = paid,
                ["DepositToAccountRef"] = Ref(_ids[rate is null ? "Stripe USD" : "Stripe EUR"]),
                ["Line"] = new JsonArray(Linked(paid, id, "Invoice")),
            }, rate is null ? null : rate + 0.0150m));
        }
    }

    private void Journal(DateOnly date, params (string Side, string Account, decimal Amount)[] lines) => Save("JournalEntry", new JsonObject
    {
        ["TxnDate"] = Ledger.Journal.Text(date),
        ["Line"] = new JsonArray([.. lines.Select(l => (JsonNode)new JsonObject
        {
            ["Amount"] = l.Amount, ["DetailType"] = "JournalEntryLineDetail",
            ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = l.Side, ["AccountRef"] = Ref(_ids[l.Account]) },
        })]),
    });

    private string Save(string entity, JsonObject body)
    {
        using var document = JsonDocument.Parse(body.Bytes());
        var prepared = _operations.Prepare(_company, new WriteRequest(Catalogue.ByName(entity)!, document.RootElement));
        prepared.Work.Commit();
        return Json.Digits(prepared.Id);
    }

    private static JsonObject WithRate(JsonObject body, decimal? rate)
    {
        if (rate is not null)
        {
            body["ExchangeRate"] = rate;
        }
        return body;
    }

    private static JsonObject Linked(decimal amount, string id, string type) =>
        new() { ["Amount"] = amount, ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = type }) };

    private static JsonObject Ref(string value) => new() { ["value"] = value };

    private string Term(string name) => Json.Digits(_company.FindByName(Catalogue.Term, name)!.Id);

    private string Day(int daysAgo) => Ledger.Journal.Text(_today.AddDays(-daysAgo));
}
