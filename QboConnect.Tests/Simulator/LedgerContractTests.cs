namespace QboConnect.Tests.Simulator;

/// <summary>What each document posts: facts, section 8.3. Amounts are worked out by hand.</summary>
public sealed class LedgerContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S8_3_Invoice_debits_receivables_and_credits_income_and_tax()
    {
        var company = await simulator.CompanyAsync("US", new { automatedSalesTax = false });
        var code = await company.IdAsync("TaxCode", "State and city 10%");
        var line = Books.ItemLine(await company.ServiceAsync(), 3, 33.35m, ""","TaxCodeRef":{"value":"TAX"}""");

        // 3 x 33.35 = 100.05; 8 % = 8.00, 2 % = 2.00.
        var invoice = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"} },"Line":[{{line}}]}""");
        var balances = await company.TrialBalanceAsync();

        invoice.Money("TotalAmt").Should().Be(110.05m);
        balances.Should().BeEquivalentTo(new Dictionary<string, decimal>
        {
            ["Accounts Receivable (A/R)"] = 110.05m,
            ["Services"] = -100.05m,
            ["State Tax Board Payable"] = -8.00m,
            ["City Tax Office Payable"] = -2.00m,
        });
    }

    [Fact]
    public async Task S8_3_Payment_moves_receivables_to_the_deposit_account_applied_or_not()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 100m);

        var payment = await company.SaveAsync("payment", Books.Pay(customer, 120m, "", Books.Linked(100m, invoice.Id())));
        var after = await company.ReadAsync("invoice", invoice.Id());
        var balances = await company.TrialBalanceAsync();

        payment.Money("UnappliedAmt").Should().Be(20m);
        after.Money("Balance").Should().Be(0m);
        after.Sync().Should().Be("1", "an applied payment touches its invoice");
        after["LinkedTxn"]![0]!["TxnId"]!.GetValue<string>().Should().Be(payment.Id());
        balances["Undeposited Funds"].Should().Be(120m);
        balances["Accounts Receivable (A/R)"].Should().Be(-20m);
    }

    [Fact]
    public async Task S8_3_Credit_memo_reverses_income_and_is_applied_by_a_payment_of_nothing()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 100m);
        var credit = await company.SellAsync(customer, 40m, "", "creditmemo");

        await company.SaveAsync("payment", Books.Pay(customer, 0m, "", Books.Linked(40m, invoice.Id()), Books.Linked(40m, credit.Id(), "CreditMemo")));

        (await company.ReadAsync("invoice", invoice.Id())).Money("Balance").Should().Be(60m);
        (await company.ReadAsync("creditmemo", credit.Id())).Money("RemainingCredit").Should().Be(0m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 60m, ["Services"] = -60m });
    }

    [Fact]
    public async Task S8_3_Refund_receipt_takes_the_money_from_the_account_named()
    {
        var company = await simulator.CompanyAsync();

        await company.SellAsync(await company.CustomerAsync(), 30m, $$""","DepositToAccountRef":{"value":"{{await company.AccountAsync("Checking")}}"}""", "refundreceipt");

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Checking"] = -30m, ["Services"] = 30m });
    }

    [Fact]
    public async Task S8_3_Sales_receipt_goes_to_undeposited_funds_and_a_deposit_takes_it_to_the_bank()
    {
        var company = await simulator.CompanyAsync();
        var receipt = await company.SellAsync(await company.CustomerAsync(), 30m, "", "salesreceipt");

        await company.SaveAsync("deposit", $$"""{"DepositToAccountRef":{"value":"{{await company.AccountAsync("Checking")}}"},"Line":[{"Amount":30,"LinkedTxn":[{"TxnId":"{{receipt.Id()}}","TxnType":"SalesReceipt","TxnLineId":"0"}]}]}""");
        var change = await company.RefusalAsync("salesreceipt", $$"""{"Id":"{{receipt.Id()}}","SyncToken":"1","sparse":true,"PrivateNote":"x"}""");

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Checking"] = 30m, ["Services"] = -30m });
        change.Should().Be("6540");
    }

    [Fact]
    public async Task S8_3_Bill_and_its_payment()
    {
        var company = await simulator.CompanyAsync();
        var vendor = await company.VendorAsync();
        var bill = await company.BillAsync(vendor, 200m);

        var payment = await company.SaveAsync("billpayment", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"PayType":"Check","CheckPayment":{"BankAccountRef":{"value":"{{await company.AccountAsync("Checking")}}"} },"TotalAmt":150,"Line":[{{Books.Linked(150m, bill.Id(), "Bill")}}]}
            """);
        var after = await company.ReadAsync("bill", bill.Id());

        after.Money("Balance").Should().Be(50m);
        after["LinkedTxn"]![0]!["TxnType"]!.GetValue<string>().Should().Be("BillPaymentCheck");
        payment.ContainsKey("APAccountRef").Should().BeFalse("it is derived, not echoed");
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Rent or Lease"] = 200m, ["Checking"] = -150m, ["Accounts Payable (A/P)"] = -50m });
    }

    [Fact]
    public async Task S8_3_Vendor_credit_is_applied_by_a_bill_payment_of_nothing()
    {
        var company = await simulator.CompanyAsync();
        var vendor = await company.VendorAsync();
        var bill = await company.BillAsync(vendor, 200m);
        var credit = await company.SaveAsync("vendorcredit", $$"""{"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":50,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Rent or Lease")}}"} } }]}""");

        await company.SaveAsync("billpayment", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"PayType":"Check","TotalAmt":0,"Line":[{{Books.Linked(50m, bill.Id(), "Bill")}},{{Books.Linked(50m, credit.Id(), "VendorCredit")}}]}
            """);

        (await company.ReadAsync("bill", bill.Id())).Money("Balance").Should().Be(150m);
        (await company.TrialBalanceAsync())["Accounts Payable (A/P)"].Should().Be(-150m);
    }

    [Theory]
    [InlineData("CreditCard", "Business Credit Card", false, -25)]
    [InlineData("CreditCard", "Business Credit Card", true, 25)]
    [InlineData("Check", "Checking", false, -25)]
    public async Task S8_3_Purchase_credits_its_account_and_a_card_credit_swaps_the_sides(string type, string account, bool credit, decimal expected)
    {
        var company = await simulator.CompanyAsync();

        await company.SaveAsync("purchase", $$"""
            {"PaymentType":"{{type}}","Credit":{{(credit ? "true" : "false")}},"AccountRef":{"value":"{{await company.AccountAsync(account)}}"},
             "Line":[{"Amount":25,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Utilities")}}"} } }]}
            """);

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { [account] = expected, ["Utilities"] = -expected });
    }

    [Fact]
    public async Task S8_3_Transfer_and_credit_card_payment()
    {
        var company = await simulator.CompanyAsync();
        var (checking, savings, card) = (await company.AccountAsync("Checking"), await company.AccountAsync("Savings"), await company.AccountAsync("Business Credit Card"));

        await company.SaveAsync("transfer", $$"""{"FromAccountRef":{"value":"{{checking}}"},"ToAccountRef":{"value":"{{savings}}"},"Amount":50}""");
        await company.SaveAsync("creditcardpayment", $$"""{"BankAccountRef":{"value":"{{checking}}"},"CreditCardAccountRef":{"value":"{{card}}"},"Amount":20}""");

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Checking"] = -70m, ["Savings"] = 50m, ["Business Credit Card"] = 20m });
    }

    [Fact]
    public async Task S2_5_A_voided_invoice_stays_empty_and_posts_nothing()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 100m, ""","PrivateNote":"first" """);
        await company.SaveAsync("payment", Books.Pay(customer, 100m, "", Books.Linked(100m, invoice.Id())));

        var voided = await company.SaveAsync("invoice?operation=void", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"1"}""");

        voided.Money("TotalAmt").Should().Be(0m);
        voided.Money("Balance").Should().Be(0m);
        voided.Text("PrivateNote").Should().StartWith("Voided");
        voided.Text("DocNumber").Should().Be(invoice.Text("DocNumber"));
        voided["LinkedTxn"]!.AsArray().Should().BeEmpty();
        (await company.QueryAsync("select * from Payment"))[0]!.AsObject().Money("UnappliedAmt").Should().Be(100m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Undeposited Funds"] = 100m, ["Accounts Receivable (A/R)"] = -100m });
    }

    [Theory]
    [InlineData("payment", "update&include=void")]
    [InlineData("salesreceipt", "update&include=void")]
    public async Task S2_5_Payment_and_sales_receipt_are_voided_by_an_update(string path, string operation)
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var document = path == "payment" ? await company.SaveAsync(path, Books.Pay(customer, 10m)) : await company.SellAsync(customer, 10m, "", path);

        var voided = await company.SaveAsync($"{path}?operation={operation}", $$"""{"Id":"{{document.Id()}}","SyncToken":"0","sparse":true}""");

        voided.Money("TotalAmt").Should().Be(0m);
        (await company.TrialBalanceAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task S2_5_Voiding_a_bill_answers_200_with_a_system_fault()
    {
        var company = await simulator.CompanyAsync();
        var bill = await company.BillAsync(await company.VendorAsync(), 10m);

        var (status, body) = await company.SendAsync(HttpMethod.Post, "bill?operation=void", $$"""{"Id":"{{bill.Id()}}","SyncToken":"0"}""");

        status.Should().Be(200);
        body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("10000");
        (await company.TrialBalanceAsync())["Rent or Lease"].Should().Be(10m);
    }

    [Fact]
    public async Task S2_5_Voiding_a_journal_entry_answers_200_and_does_nothing()
    {
        var company = await simulator.CompanyAsync();
        var (a, b) = (await company.AccountAsync("Checking"), await company.AccountAsync("Savings"));
        var entry = await company.SaveAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", a, 10m)}},{{Books.JournalLine("Credit", b, 10m)}}]}""");

        var (status, body) = await company.SendAsync(HttpMethod.Post, "journalentry?operation=void", $$"""{"Id":"{{entry.Id()}}","SyncToken":"0"}""");

        status.Should().Be(200);
        body["BatchItemResponse"]!.AsArray().Should().BeEmpty();
        (await company.TrialBalanceAsync())["Checking"].Should().Be(10m);
    }

    [Theory]
    [InlineData("purchase")]
    [InlineData("creditmemo")]
    [InlineData("deposit")]
    public async Task S2_5_Everything_else_cannot_be_voided(string path)
    {
        var company = await simulator.CompanyAsync();
        var checking = await company.AccountAsync("Checking");
        var document = path switch
        {
            "creditmemo" => await company.SellAsync(await company.CustomerAsync(), 5m, "", path),
            "deposit" => await company.SaveAsync(path, $$"""{"DepositToAccountRef":{"value":"{{checking}}"},"Line":[{"Amount":5,"DetailType":"DepositLineDetail","DepositLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Services")}}"} } }]}"""),
            _ => await company.SaveAsync(path, $$"""{"PaymentType":"Cash","AccountRef":{"value":"{{checking}}"},"Line":[{"Amount":5,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Utilities")}}"} } }]}"""),
        };

        (await company.RefusalAsync(path + "?operation=void", $$"""{"Id":"{{document.Id()}}","SyncToken":"0"}""")).Should().Be("500");
    }

    [Fact]
    public async Task S8_2_A_deleted_invoice_leaves_its_payment_unapplied()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 100m);
        await company.SaveAsync("payment", Books.Pay(customer, 60m, "", Books.Linked(60m, invoice.Id())));

        await company.SaveAsync("invoice?operation=delete", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"1"}""");

        var payment = (await company.QueryAsync("select * from Payment"))[0]!.AsObject();
        payment.Money("UnappliedAmt").Should().Be(60m);
        payment["Line"]!.AsArray().Should().BeEmpty();
        (await company.TrialBalanceAsync())["Accounts Receivable (A/R)"].Should().Be(-60m);
    }

    [Fact]
    public async Task S8_3_Year_end_rolls_income_into_retained_earnings()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        await company.SellAsync(customer, 100m, ""","TxnDate":"2025-12-31" """);
        await company.SellAsync(customer, 30m, ""","TxnDate":"2026-01-01" """);

        (await company.TrialBalanceAsync("end_date=2025-12-31"))["Services"].Should().Be(-100m);
        (await company.TrialBalanceAsync("end_date=2026-01-31")).Should().BeEquivalentTo(new Dictionary<string, decimal>
        {
            ["Accounts Receivable (A/R)"] = 130m,
            ["Retained Earnings"] = -100m,
            ["Services"] = -30m,
        });
    }

    [Fact]
    public async Task S8_2_Payments_find_open_invoices_by_themselves_when_the_preference_is_on()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var newer = await company.SellAsync(customer, 50m, ""","TxnDate":"2026-05-02" """);
        var older = await company.SellAsync(customer, 50m, ""","TxnDate":"2026-05-01" """);

        var payment = await company.SaveAsync("payment", $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":70}""");

        payment["Line"]!.AsArray().Count.Should().Be(2);
        (await company.ReadAsync("invoice", older.Id())).Money("Balance").Should().Be(0m);
        (await company.ReadAsync("invoice", newer.Id())).Money("Balance").Should().Be(30m);
    }

    [Fact]
    public async Task S8_2_A_new_invoice_takes_pending_payments_when_the_preference_is_on()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        await company.SaveAsync("payment", $$"""{"CustomerRef":{"value":"{{customer}}"},"TotalAmt":70}""");

        var invoice = await company.SellAsync(customer, 50m);

        invoice.Money("Balance").Should().Be(0m);
        (await company.QueryAsync("select * from Payment"))[0]!.AsObject().Money("UnappliedAmt").Should().Be(20m);
    }
}
