using System.Globalization;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Facts, section 9.</summary>
public sealed class ReportContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S9_3_General_ledger_has_a_section_for_each_account_with_opening_lines_and_total()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        await company.SellAsync(customer, 100m, ""","TxnDate":"2026-01-10" """);
        var second = await company.SellAsync(customer, 30m, ""","TxnDate":"2026-02-10" """);

        var report = await company.GetAsync("reports/GeneralLedger?start_date=2026-02-01&end_date=2026-02-28");

        var section = Sections(report).Single(s => Title(s) == "Accounts Receivable (A/R)");
        var rows = section["Rows"]!["Row"]!.AsArray().Select(Cells).ToList();
        rows[0].Should().Equal("Beginning Balance", "", "", "", "", "", "", "100.00");
        rows[1].Should().Equal("2026-02-10", "Invoice", second.Text("DocNumber"), "Ada Ltd", "", "Services", "30.00", "130.00");
        Cells(section["Summary"]!)[0].Should().Be("Total for Accounts Receivable (A/R)");
        Cells(section["Summary"]!)[6].Should().Be("30.00");
        section["Rows"]!["Row"]![1]!["ColData"]![1]!["id"]!.GetValue<string>().Should().Be(second.Id());
        Cells(Sections(report).Single(s => Title(s) == "Services")["Rows"]!["Row"]![1]!)[6].Should().Be("30.00", "income is positive for credits");
    }

    [Fact]
    public async Task S9_3_Earlier_years_stand_in_retained_earnings_in_the_general_ledger_too()
    {
        var company = await simulator.CompanyAsync();
        await company.SellAsync(await company.CustomerAsync(), 100m, ""","TxnDate":"2025-06-10" """);

        var report = await company.GetAsync("reports/GeneralLedger?start_date=2026-01-01&end_date=2026-12-31");

        Cells(Sections(report).Single(s => Title(s) == "Retained Earnings")["Rows"]!["Row"]![0]!)[7].Should().Be("100.00");
        Sections(report).Select(Title).Should().NotContain("Services");
    }

    [Fact]
    public async Task S9_5_Ageing_counts_from_the_due_date_and_shows_unapplied_money_as_negative()
    {
        var company = await simulator.CompanyAsync();
        await company.SaveAsync("preferences", """{"Id":"1","SyncToken":"0","SalesFormsPrefs":{"AutoApplyPayments":false}}""");
        var customer = await company.CustomerAsync();
        await company.SellAsync(customer, 100m, ""","TxnDate":"2026-01-01","DueDate":"2026-01-31" """);
        await company.SellAsync(customer, 50m, ""","TxnDate":"2026-03-01","DueDate":"2026-03-31" """);
        await company.SaveAsync("payment", Books.Pay(customer, 20m, ""","TxnDate":"2026-03-05" """));

        var row = (await company.GetAsync("reports/AgedReceivables?report_date=2026-03-15"))["Rows"]!["Row"]![0]!;

        // On 15 March: 50.00 not due; 100.00 is 43 days late; the payment of 20.00 is 10 days old.
        Cells(row).Should().Equal("Ada Ltd", "50.00", "-20.00", "100.00", "", "", "130.00");
    }

    [Fact]
    public async Task S9_1_Transactions_are_called_as_reports_call_them_unconfirmed()
    {
        var company = await simulator.CompanyAsync();
        var (customer, vendor) = (await company.CustomerAsync(), await company.VendorAsync());
        var (bank, card, rent) = (await company.AccountAsync("Checking"), await company.AccountAsync("Business Credit Card"), await company.AccountAsync("Rent or Lease"));
        var bill = (await company.BillAsync(vendor, 5m)).Id();
        await company.SaveAsync("billpayment", $$"""{"VendorRef":{"value":"{{vendor}}"},"PayType":"CreditCard","CreditCardPayment":{"CCAccountRef":{"value":"{{card}}"} },"TotalAmt":5,"Line":[{{Books.Linked(5m, bill, "Bill")}}]}""");
        foreach (var (type, account, credit) in new[] { ("Check", bank, "false"), ("Cash", bank, "false"), ("CreditCard", card, "false"), ("CreditCard", card, "true") })
        {
            await company.SaveAsync("purchase", $$"""{"PaymentType":"{{type}}","Credit":{{credit}},"AccountRef":{"value":"{{account}}"},"Line":[{"Amount":5,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{rent}}"} } }]}""");
        }
        await company.SaveAsync("creditcardpayment", $$"""{"CreditCardAccountRef":{"value":"{{card}}"},"BankAccountRef":{"value":"{{bank}}"},"Amount":5}""");
        await company.SellAsync(customer, 5m, path: "salesreceipt");

        var rows = (await company.GetAsync("reports/JournalReport?date_macro=All"))["Rows"]!["Row"]!.AsArray().Where(r => r!["ColData"] is not null).Select(r => Cells(r!)[1]);

        rows.Where(t => t.Length > 0).Should().Equal("Bill", "Bill Payment (Credit Card)", "Check", "Expense", "Credit Card Expense", "Credit Card Credit", "Credit Card Payment", "Sales Receipt");
    }

    [Theory]
    [InlineData("This Month", "2026-06-01", "2026-06-30")]
    [InlineData("Last Month-to-date", "2026-05-01", "2026-05-15")]
    [InlineData("This Week", "2026-06-14", "2026-06-20")]
    [InlineData("Next 4 Weeks", "2026-06-16", "2026-07-13")]
    [InlineData("Last Fiscal Year", "2024-07-01", "2025-06-30")]
    [InlineData("this fiscal year-to-date", "2025-07-01", "2026-06-15")]
    [InlineData("Last Calendar Quarter", "2026-01-01", "2026-03-31")]
    [InlineData("Next Fiscal Quarter", "2026-07-01", "2026-09-30")]
    [InlineData("This Calendar Year", "2026-01-01", "2026-12-31")]
    [InlineData("Yesterday", "2026-06-14", "2026-06-14")]
    public async Task S9_1_A_date_macro_names_a_period(string macro, string start, string end)
    {
        // Monday 15 June 2026; Australia's fiscal year begins in July.
        var company = await simulator.CompanyAsync("AU");

        var header = (await company.GetAsync("reports/ProfitAndLoss?date_macro=" + Uri.EscapeDataString(macro)))["Header"]!;

        (header["StartPeriod"]!.GetValue<string>(), header["EndPeriod"]!.GetValue<string>()).Should().Be((start, end));
        header["DateMacro"]!.GetValue<string>().Should().Be(macro.ToLowerInvariant());
        (await company.SendAsync(HttpMethod.Get, "reports/ProfitAndLoss?date_macro=Some%20Day")).Body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("2170");
    }

    [Fact]
    public async Task S9_6_Balance_sheet_and_profit_and_loss_agree_on_the_net_income()
    {
        var demo = await simulator.CompanyAsync("Demo");

        var sheet = (await demo.GetAsync("reports/BalanceSheet?end_date=2026-06-15")).ToJsonString();
        var income = (await demo.GetAsync("reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-06-15"))["Rows"]!["Row"]!.AsArray()
            .Single(r => r!["group"]?.GetValue<string>() == "NetIncome")!["Summary"]!["ColData"]![1]!["value"]!.GetValue<string>();
        var balance = JsonNode.Parse(sheet)!["Rows"]!["Row"]!.AsArray();

        sheet.Should().Contain($$"""{"ColData":[{"value":"Net Income"},{"value":"{{income}}"}]""");
        Total(balance[0]!).Should().Be(Total(balance[1]!));
    }

    [Fact]
    public async Task S9_4_The_journal_shows_every_transaction_balanced()
    {
        var demo = await simulator.CompanyAsync("Demo");

        var rows = (await demo.GetAsync("reports/JournalReport?start_date=2025-01-01&end_date=2026-12-31"))["Rows"]!["Row"]!.AsArray();

        var totals = rows.Where(r => r!["Summary"] is not null && r["group"] is null).Select(r => Cells(r!["Summary"]!)).ToList();
        totals.Should().NotBeEmpty().And.OnlyContain(t => t[6] == t[7]);
        Cells(rows[^1]!["Summary"]!)[6].Should().Be(totals.Sum(t => decimal.Parse(t[6], CultureInfo.InvariantCulture)).ToString("0.00", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task S9_1_An_empty_report_says_so()
    {
        var company = await simulator.CompanyAsync();

        var report = await company.GetAsync("reports/TrialBalance");

        report["Header"]!["Option"]!.AsArray().Single(o => o!["Name"]!.GetValue<string>() == "NoReportData")!["Value"]!.GetValue<string>().Should().Be("true");
    }

    private static IEnumerable<JsonNode> Sections(JsonObject report) => report["Rows"]!["Row"]!.AsArray().Select(r => r!);

    private static string Title(JsonNode section) => section["Header"]!["ColData"]![0]!["value"]!.GetValue<string>();

    private static List<string> Cells(JsonNode? row) => [.. row!["ColData"]!.AsArray().Select(c => c!["value"]!.GetValue<string>())];

    private static string Total(JsonNode section) => section["Summary"]!["ColData"]![1]!["value"]!.GetValue<string>();
}
