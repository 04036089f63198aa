using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Rules that join documents: orders, links on the control accounts, numbers, opening balances (facts, sections 2.4, 6.3, 7 and 8).</summary>
public sealed class DocumentContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S7_12_A_bill_closes_the_lines_of_its_purchase_order_and_a_deleted_bill_opens_them_again()
    {
        var company = await simulator.CompanyAsync("US", new { plan = "Plus" });
        var vendor = await company.VendorAsync();
        var rent = await company.AccountAsync("Rent or Lease");
        var order = await company.NewAsync("purchaseorder", $$"""{"VendorRef":{"value":"{{vendor}}"},"APAccountRef":{"value":"{{await company.AccountAsync("Accounts Payable (A/P)")}}"},"Line":[{{Cost(rent, 10m)}},{{Cost(rent, 20m)}}]}""");

        var first = await company.SaveAsync("bill", Bill(vendor, rent, order, "1"));
        (await company.ReadAsync("purchaseorder", order)).Text("POStatus").Should().Be("Open");
        await company.SaveAsync("bill", Bill(vendor, rent, order, "2"));

        var closed = await company.ReadAsync("purchaseorder", order);
        closed.Text("POStatus").Should().Be("Closed");
        closed["LinkedTxn"]!.AsArray().Select(l => l!["TxnType"]!.GetValue<string>()).Should().Equal("Bill", "Bill");
        await company.SaveAsync("bill?operation=delete", $$"""{"Id":"{{first.Id()}}","SyncToken":"{{first.Sync()}}"}""");
        (await company.ReadAsync("purchaseorder", order)).Text("POStatus").Should().Be("Open");
        (await company.RefusalAsync("bill", Bill(await company.VendorAsync("Another Co"), rent, order, "1"))).Should().Be("620");
    }

    [Theory]
    [InlineData("Accounts Receivable (A/R)", "Customer")]
    [InlineData("Accounts Payable (A/P)", "Vendor")]
    public async Task S6_3_What_posts_to_a_control_account_needs_its_name(string control, string kind)
    {
        var company = await simulator.CompanyAsync();
        var (customer, vendor) = (await company.CustomerAsync(), await company.VendorAsync());
        var account = await company.AccountAsync(control);
        var bank = await company.AccountAsync("Checking");
        string Expense(string payee) => $$"""{"PaymentType":"Check","AccountRef":{"value":"{{bank}}"},"Line":[{{Cost(account, 5m)}}]{{payee}} }""";
        string Deposit(string entity) => $$"""{"DepositToAccountRef":{"value":"{{bank}}"},"Line":[{"Amount":5,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"{{account}}"}{{entity}} } }]}""";
        var (right, wrong) = kind == "Customer" ? (customer, vendor) : (vendor, customer);

        (await company.FaultAsync("purchase", Expense(""))).Text("Detail").Should().Contain($"you must choose a {kind.ToLowerInvariant()} in the Name field");
        (await company.RefusalAsync("purchase", Expense($$""","EntityRef":{"value":"{{wrong}}","type":"{{(kind == "Customer" ? "Vendor" : "Customer")}}"}"""))).Should().Be("6000");
        (await company.RefusalAsync("deposit", Deposit(""))).Should().Be("6000");
        await company.SaveAsync("purchase", Expense($$""","EntityRef":{"value":"{{right}}","type":"{{kind}}"}"""));
        await company.SaveAsync("deposit", Deposit($$""","Entity":{"value":"{{right}}","type":"{{kind.ToUpperInvariant()}}"}"""));
    }

    [Fact]
    public async Task S7_11_A_cheque_to_a_customer_takes_up_what_they_overpaid()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var payment = await company.SaveAsync("payment", Books.Pay(customer, 30m));
        var cheque = await company.NewAsync("purchase", $$"""{"PaymentType":"Check","AccountRef":{"value":"{{await company.AccountAsync("Checking")}}"},"EntityRef":{"value":"{{customer}}","type":"Customer"},"Line":[{{Cost(await company.AccountAsync("Accounts Receivable (A/R)"), 30m)}}]}""");

        var linked = await company.SaveAsync("payment", $$"""{"Id":"{{payment.Id()}}","SyncToken":"0","sparse":true,"Line":[{{Books.Linked(30m, cheque, "Check")}}]}""");

        linked.Money("UnappliedAmt").Should().Be(0m);
        (await company.ReadAsync("customer", customer)).Money("Balance").Should().Be(0m);
        (await company.RefusalAsync("payment", Books.Pay(customer, 1m, "", Books.Linked(1m, cheque, "Check")))).Should().Be("6000", "nothing of it is open any more");
        var stored = await company.ReadAsync("purchase", cheque);
        await company.SaveAsync("purchase?operation=delete", $$"""{"Id":"{{cheque}}","SyncToken":"{{stored.Sync()}}"}""");
        (await company.ReadAsync("payment", payment.Id())).Money("UnappliedAmt").Should().Be(30m);
    }

    [Fact]
    public async Task S7_12_A_bill_payment_takes_up_a_vendors_refund_and_drops_links_to_expenses()
    {
        var company = await simulator.CompanyAsync();
        var vendor = await company.VendorAsync();
        var bank = await company.AccountAsync("Checking");
        var payable = await company.AccountAsync("Accounts Payable (A/P)");
        var credit = await company.NewAsync("vendorcredit", $$"""{"VendorRef":{"value":"{{vendor}}"},"Line":[{{Cost(await company.AccountAsync("Rent or Lease"), 40m)}}]}""");
        var refund = await company.NewAsync("deposit", $$"""{"DepositToAccountRef":{"value":"{{bank}}"},"Line":[{"Amount":40,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"{{payable}}"},"Entity":{"value":"{{vendor}}","type":"VENDOR"} } }]}""");

        var payment = await company.SaveAsync("billpayment", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"PayType":"Check","CheckPayment":{},"TotalAmt":0,
             "Line":[{{Books.Linked(40m, refund, "Deposit")}},{{Books.Linked(40m, credit, "VendorCredit")}},{{Books.Linked(7m, "999", "Purchase")}}]}
            """);

        payment["Line"]!.AsArray().Should().HaveCount(2);
        (await company.ReadAsync("vendorcredit", credit)).Money("Balance").Should().Be(0m);
        (await company.ReadAsync("vendor", vendor)).Money("Balance").Should().Be(0m);
    }

    [Fact]
    public async Task S2_4_A_sparse_update_of_a_bill_or_an_expense_still_needs_its_vendor_or_payment_type()
    {
        var company = await simulator.CompanyAsync();
        var bill = await company.BillAsync(await company.VendorAsync(), 5m);
        var expense = await company.SaveAsync("purchase", $$"""{"PaymentType":"Cash","AccountRef":{"value":"{{await company.AccountAsync("Checking")}}"},"Line":[{{Cost(await company.AccountAsync("Rent or Lease"), 5m)}}]}""");

        (await company.FaultAsync("bill", $$"""{"Id":"{{bill.Id()}}","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")).Text("element").Should().Be("VendorRef");
        (await company.FaultAsync("purchase", $$"""{"Id":"{{expense.Id()}}","SyncToken":"0","sparse":true,"PrivateNote":"x"}""")).Text("element").Should().Be("PaymentType");
    }

    [Fact]
    public async Task S7_12_Cheques_of_expenses_and_of_bill_payments_share_one_number_space()
    {
        var company = await simulator.CompanyAsync();
        var vendor = await company.VendorAsync();
        var bank = await company.AccountAsync("Checking");
        var bill = await company.BillAsync(vendor, 5m);
        await company.SaveAsync("purchase", $$"""{"PaymentType":"Check","AccountRef":{"value":"{{bank}}"},"DocNumber":"901","Line":[{{Cost(await company.AccountAsync("Rent or Lease"), 5m)}}]}""");

        var fault = await company.FaultAsync("billpayment", $$"""{"VendorRef":{"value":"{{vendor}}"},"DocNumber":"901","PayType":"Check","CheckPayment":{"BankAccountRef":{"value":"{{bank}}"} },"TotalAmt":5,"Line":[{{Books.Linked(5m, bill.Id(), "Bill")}}]}""");

        fault.Text("code").Should().Be("6140");
        fault.Text("Detail").Should().Contain("DocNumber=901 is assigned to TxnType=Purchase");
    }

    [Theory]
    [InlineData("Bank", "Checking", "Deposit", 1)]
    [InlineData("Other Current Asset", "PrepaidExpenses", "JournalEntry", 1)]
    [InlineData("Long Term Liability", "NotesPayable", "JournalEntry", -1)]
    public async Task S8_3_An_opening_balance_stands_against_opening_balance_equity_unconfirmed(string type, string subType, string document, int side)
    {
        var company = await simulator.CompanyAsync();

        await company.SaveAsync("account", $$"""{"Name":"Begun","AccountType":"{{type}}","AccountSubType":"{{subType}}","OpeningBalance":100,"OpeningBalanceDate":"2026-01-01"}""");

        var balances = await company.TrialBalanceAsync();
        balances["Begun"].Should().Be(side * 100m);
        balances["Opening Balance Equity"].Should().Be(side * -100m);
        (await company.QueryAsync($"select * from {document}")).Should().ContainSingle();
        (await company.RefusalAsync("account", """{"Name":"Undated","AccountType":"Bank","OpeningBalance":100}""")).Should().Be("6060");
        (await company.RefusalAsync("account", """{"Name":"Sold","AccountType":"Income","OpeningBalance":100,"OpeningBalanceDate":"2026-01-01"}""")).Should().Be("6000");
    }

    [Theory]
    [InlineData("account", """{"Name":"Part","AccountType":"Bank","SubAccount":true}""")]
    [InlineData("item", """{"Name":"Part","Type":"Service","SubItem":true,"IncomeAccountRef":{"value":"1"}}""")]
    [InlineData("customer", """{"DisplayName":"Part","Job":true}""")]
    public async Task S6_2_A_sub_flag_without_a_parent_is_6150(string path, string json) =>
        (await (await simulator.CompanyAsync()).RefusalAsync(path, json)).Should().Be("6150");

    [Fact]
    public async Task S7_9_A_category_has_no_price_and_no_accounts_and_stays()
    {
        var company = await simulator.CompanyAsync();
        var category = await company.SaveAsync("item", """{"Name":"Bicycles","Type":"Category"}""");
        var income = await company.AccountAsync("Services");

        var inside = await company.SaveAsync("item", $$"""{"Name":"Bell","Type":"Service","SubItem":true,"ParentRef":{"value":"{{category.Id()}}"},"IncomeAccountRef":{"value":"{{income}}"} }""");

        inside.Text("FullyQualifiedName").Should().Be("Bicycles:Bell");
        (await company.RefusalAsync("item", """{"Name":"Dear","Type":"Category","UnitPrice":5}""")).Should().Be("6000");
        (await company.RefusalAsync("item", $$"""{"Id":"{{category.Id()}}","SyncToken":"0","sparse":true,"Active":false}""")).Should().Be("6000");
        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{Books.ItemLine(category.Id(), 1, 5m)}}]}""")).Should().Be("2500");
    }

    [Fact]
    public async Task S7_1_US_documents_do_not_return_GlobalTaxCalculation_and_bills_no_tax()
    {
        var company = await simulator.CompanyAsync();

        var invoice = await company.SellAsync(await company.CustomerAsync(), 5m, ""","GlobalTaxCalculation":"TaxExcluded" """);
        var bill = await company.BillAsync(await company.VendorAsync(), 5m, ""","TxnTaxDetail":{"TotalTax":1}""");

        invoice.ContainsKey("GlobalTaxCalculation").Should().BeFalse();
        bill.ContainsKey("TxnTaxDetail").Should().BeFalse();
        bill.Money("TotalAmt").Should().Be(5m);
    }

    private static string Cost(string account, decimal amount) =>
        $$"""{"Amount":{{Books.Text(amount)}},"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{account}}"} } }""";

    private static string Bill(string vendor, string account, string order, string line) => $$"""
        {"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":10,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{account}}"} },
         "LinkedTxn":[{"TxnId":"{{order}}","TxnType":"PurchaseOrder","TxnLineId":"{{line}}"}]}]}
        """;
}
