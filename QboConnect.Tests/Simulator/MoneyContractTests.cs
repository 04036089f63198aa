namespace QboConnect.Tests.Simulator;

/// <summary>Tax, currencies and settlement: facts, sections 7.1, 7.10, 7.11 and 8.</summary>
public sealed class MoneyContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S7_1_A_US_line_takes_only_TAX_or_NON()
    {
        var company = await simulator.CompanyAsync();
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 10m, ""","TaxCodeRef":{"value":"3"}""");

        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{line}}]}""")).Should().Be("6100");
    }

    [Fact]
    public async Task S7_1_The_automated_engine_overrides_the_code_and_honours_an_explicit_total()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 100m, ""","TaxCodeRef":{"value":"TAX"}""");
        var other = await company.IdAsync("TaxCode", "State 7.25%");

        var engine = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}],"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{other}}"} } }""");
        var explicitly = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}],"TxnTaxDetail":{"TotalTax":8.01} }""");

        engine.Money("TotalAmt").Should().Be(108.00m, "the first code with rates stands for the company's address");
        explicitly.Money("TotalAmt").Should().Be(108.01m);
    }

    [Fact]
    public async Task S7_1_Manual_tax_takes_an_override_with_named_lines()
    {
        var company = await simulator.CompanyAsync("US", new { automatedSalesTax = false });
        var code = await company.IdAsync("TaxCode", "State and city 10%");
        var rates = (await company.QueryAsync("select * from TaxRate")).ToDictionary(r => r!["Name"]!.GetValue<string>(), r => r!["Id"]!.GetValue<string>());
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 99.99m, ""","TaxCodeRef":{"value":"TAX"}""");

        var invoice = await company.SaveAsync("invoice", $$"""
            {"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{line}}],"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"},"TotalTax":10.01,"TaxLine":[
              {"Amount":8.01,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{rates["State 8%"]}}"},"PercentBased":true,"TaxPercent":8,"NetAmountTaxable":99.99} },
              {"Amount":2.00,"DetailType":"TaxLineDetail","TaxLineDetail":{"TaxRateRef":{"value":"{{rates["City 2%"]}}"},"PercentBased":true,"TaxPercent":2,"NetAmountTaxable":99.99} }]} }
            """);

        invoice.Money("TotalAmt").Should().Be(110.00m);
        var balances = await company.TrialBalanceAsync();
        balances["State Tax Board Payable"].Should().Be(-8.01m);
        balances["City Tax Office Payable"].Should().Be(-2.00m);
    }

    [Fact]
    public async Task S7_1_Discount_before_or_after_tax()
    {
        var company = await simulator.CompanyAsync("US", new { automatedSalesTax = false });
        var (customer, code) = (await company.CustomerAsync(), await company.IdAsync("TaxCode", "State 8%"));
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 100m, ""","TaxCodeRef":{"value":"TAX"}""");
        string Invoice(string after) => $$"""
            {"CustomerRef":{"value":"{{customer}}"},"ApplyTaxAfterDiscount":{{after}},"TxnTaxDetail":{"TxnTaxCodeRef":{"value":"{{code}}"} },
             "Line":[{{line}},{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10} }]}
            """;

        // 100 less 10 %: tax on 100 is 8.00, tax on 90 is 7.20.
        (await company.SaveAsync("invoice", Invoice("false"))).Money("TotalAmt").Should().Be(98.00m);
        (await company.SaveAsync("invoice", Invoice("true"))).Money("TotalAmt").Should().Be(97.20m);
        (await company.TrialBalanceAsync())["Discounts given"].Should().Be(20m);
    }

    [Fact]
    public async Task S7_1_British_lines_need_a_code_unless_tax_does_not_apply()
    {
        var company = await simulator.CompanyAsync("UK");
        var customer = await company.CustomerAsync();
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 10m);

        (await company.FaultAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}]}"""))["Detail"]!.GetValue<string>()
            .Should().Contain("Make sure all your transactions have a VAT rate before you save.");
        (await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"GlobalTaxCalculation":"NotApplicable","Line":[{{line}}]}""")).Money("TotalAmt").Should().Be(10m);
    }

    [Fact]
    public async Task S7_1_Exclusive_tax_is_rounded_on_the_sum_and_inclusive_on_the_line()
    {
        var company = await simulator.CompanyAsync("UK");
        var (customer, code, item) = (await company.CustomerAsync(), await company.IdAsync("TaxCode", "20.0% S"), await company.ServiceAsync());
        var three = string.Join(',', Enumerable.Repeat(Books.ItemLine(item, 1, 0.33m, $$""","TaxCodeRef":{"value":"{{code}}"}"""), 3));

        // Excluded: 0.99 x 20 % = 0.198, so 0.20. Inclusive: each 0.33 is 0.28 (0.275) and 0.05.
        var excluded = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"GlobalTaxCalculation":"TaxExcluded","Line":[{{three}}]}""");
        var inclusive = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"GlobalTaxCalculation":"TaxInclusive","Line":[{{three.Replace("\"Qty\":1,\"UnitPrice\":0.33,", "", StringComparison.Ordinal)}}]}""");

        excluded.Money("TotalAmt").Should().Be(1.19m);
        inclusive.Money("TotalAmt").Should().Be(0.99m);
        inclusive["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>().Should().Be(0.15m);
        inclusive["Line"]![0]!["Amount"]!.GetValue<decimal>().Should().Be(0.28m);
        inclusive["Line"]![0]!["SalesItemLineDetail"]!["TaxInclusiveAmt"]!.GetValue<decimal>().Should().Be(0.33m);
    }

    [Fact]
    public async Task S7_1_Purchase_tax_is_recovered_from_the_agency()
    {
        var company = await simulator.CompanyAsync("AU");
        var code = await company.IdAsync("TaxCode", "GST");

        await company.SaveAsync("bill", $$"""
            {"VendorRef":{"value":"{{await company.VendorAsync()}}"},"GlobalTaxCalculation":"TaxExcluded","Line":[{"Amount":100,"DetailType":"AccountBasedExpenseLineDetail",
             "AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Utilities")}}"},"TaxCodeRef":{"value":"{{code}}"} } }]}
            """);

        (await company.TrialBalanceAsync("end_date=2026-06-30")).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Utilities"] = 100m, ["ATO Payable"] = 10m, ["Accounts Payable (A/P)"] = -110m });
    }

    [Theory]
    [InlineData(1.08, 20.00)]
    [InlineData(1.12, -20.00)]
    public async Task S8_3_Settling_at_another_rate_books_the_difference_to_exchange_gain_or_loss(double rate, double expected)
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var customer = await company.CustomerAsync("Euro customer", "EUR");
        var euros = await company.NewAsync("account", """{"Name":"Euro bank","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""");
        var invoice = await company.SellAsync(customer, 1000m, ""","CurrencyRef":{"value":"EUR"},"ExchangeRate":1.10""");

        await company.SaveAsync("payment", Books.Pay(customer, 1000m, $$""","ExchangeRate":{{Books.Text((decimal)rate)}},"DepositToAccountRef":{"value":"{{euros}}"}""", Books.Linked(1000m, invoice.Id())));

        // 1,000 EUR: receivables 1,100.00 USD relieved; bank 1,000 x rate.
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal>
        {
            ["Euro bank"] = 1000m * (decimal)rate,
            ["Services"] = -1100m,
            ["Exchange Gain or Loss"] = (decimal)expected,
        });
    }

    [Fact]
    public async Task S8_3_A_bill_paid_at_a_higher_rate_is_a_loss()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var vendor = await company.VendorAsync("Euro vendor", "EUR");
        var bill = await company.BillAsync(vendor, 100m, ""","ExchangeRate":1.10""");

        await company.SaveAsync("billpayment", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"ExchangeRate":1.15,"PayType":"Check","CheckPayment":{"BankAccountRef":{"value":"{{await company.AccountAsync("Checking")}}"} },"TotalAmt":100,"Line":[{{Books.Linked(100m, bill.Id(), "Bill")}}]}
            """);

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Rent or Lease"] = 110m, ["Checking"] = -115m, ["Exchange Gain or Loss"] = 5m });
    }

    [Fact]
    public async Task S8_3_Part_payments_relieve_the_home_amount_without_a_cent_left()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var customer = await company.CustomerAsync("Euro customer", "EUR");
        var invoice = await company.SellAsync(customer, 100m, ""","ExchangeRate":1.2345""");

        foreach (var part in new[] { 33.33m, 33.33m, 33.34m })
        {
            await company.SaveAsync("payment", Books.Pay(customer, part, ""","ExchangeRate":1.2345""", Books.Linked(part, invoice.Id())));
        }

        (await company.TrialBalanceAsync()).Keys.Should().NotContain(k => k.StartsWith("Accounts Receivable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S8_3_The_home_balance_is_what_part_payments_left_of_the_home_total()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var customer = await company.CustomerAsync("Euro customer", "EUR");
        var invoice = await company.SellAsync(customer, 100m, ""","ExchangeRate":1.115""");

        foreach (var part in new[] { 33.33m, 33.33m })
        {
            await company.SaveAsync("payment", Books.Pay(customer, part, ""","ExchangeRate":1.2""", Books.Linked(part, invoice.Id())));
        }

        // 111.50 less 37.16 twice; 33.34 at 1.115 would be 37.17.
        (await company.ReadAsync("invoice", invoice.Id())).Money("HomeBalance").Should().Be(37.18m);
    }

    [Fact]
    public async Task S8_2_A_foreign_document_without_a_rate_is_2410()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var vendor = await company.VendorAsync("Euro vendor", "EUR");

        (await company.RefusalAsync("bill", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"Line":[{"Amount":1,"DetailType":"AccountBasedExpenseLineDetail","AccountBasedExpenseLineDetail":{"AccountRef":{"value":"{{await company.AccountAsync("Utilities")}}"} } }]}
            """)).Should().Be("2410");
    }

    [Fact]
    public async Task S8_2_A_document_has_the_currency_of_its_name_and_multicurrency_must_be_on()
    {
        var on = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var off = await simulator.CompanyAsync();
        var json = (string customer, string item) => $$"""{"CustomerRef":{"value":"{{customer}}"},"CurrencyRef":{"value":"EUR"},"ExchangeRate":1.1,"Line":[{{Books.ItemLine(item, 1, 1m)}}]}""";

        (await on.RefusalAsync("invoice", json(await on.CustomerAsync(), await on.ServiceAsync()))).Should().Be("6000");
        (await off.FaultAsync("invoice", json(await off.CustomerAsync(), await off.ServiceAsync())))["Detail"]!.GetValue<string>().Should().Contain("Multi Currency should be enabled");
    }

    [Fact]
    public async Task S7_7_The_currency_of_a_name_is_written_once()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var id = await company.CustomerAsync("Euro customer", "EUR");

        (await company.RefusalAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"CurrencyRef":{"value":"GBP"} }""")).Should().Be("6000");
    }

    [Fact]
    public async Task S7_11_A_payment_cannot_apply_more_than_is_open_nor_more_than_it_has()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 100m);

        (await company.RefusalAsync("payment", Books.Pay(customer, 200m, "", Books.Linked(101m, invoice.Id())))).Should().Be("6000");
        (await company.RefusalAsync("payment", Books.Pay(customer, 50m, "", Books.Linked(60m, invoice.Id())))).Should().Be("6000");
        (await company.RefusalAsync("payment", Books.Pay(await company.CustomerAsync("Other"), 50m, "", Books.Linked(50m, invoice.Id())))).Should().Be("620");
    }

    [Fact]
    public async Task S7_11_Updating_a_payment_without_a_line_drops_that_link()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var (a, b) = (await company.SellAsync(customer, 100m), await company.SellAsync(customer, 100m));
        var payment = await company.SaveAsync("payment", Books.Pay(customer, 150m, "", Books.Linked(100m, a.Id()), Books.Linked(50m, b.Id())));

        var updated = await company.SaveAsync("payment", $$"""{"Id":"{{payment.Id()}}","SyncToken":"0","sparse":true,"Line":[{{Books.Linked(100m, a.Id())}}]}""");

        updated.Money("UnappliedAmt").Should().Be(50m);
        (await company.ReadAsync("invoice", b.Id())).Money("Balance").Should().Be(100m);
        (await company.ReadAsync("invoice", b.Id()))["LinkedTxn"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("6070", """{"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"Qty":3,"UnitPrice":3.34}}""")]
    [InlineData("2020", """{"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"Qty":3,"UnitPrice":3.34}}""")]
    [InlineData("6090", """{"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true}}""")]
    public async Task S7_0_Line_amounts_are_checked(string code, string line)
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{line}}]}""")).Should().Be(code);
    }

    [Fact]
    public async Task S7_10_An_invoice_without_terms_is_due_in_thirty_days_and_terms_of_the_customer_apply()
    {
        var company = await simulator.CompanyAsync();
        var net15 = await company.IdAsync("Term", "Net 15");
        var customer = await company.NewAsync("customer", $$"""{"DisplayName":"Termed","SalesTermRef":{"value":"{{net15}}"} }""");

        (await company.SellAsync(await company.CustomerAsync(), 1m, ""","TxnDate":"2026-06-01" """)).Text("DueDate").Should().Be("2026-07-01");
        (await company.SellAsync(customer, 1m, ""","TxnDate":"2026-06-01" """)).Text("DueDate").Should().Be("2026-06-16");
    }

    [Fact]
    public async Task S7_10_An_estimate_posts_nothing_and_closes_when_it_is_invoiced()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var estimate = await company.SellAsync(customer, 40m, "", "estimate");
        (await company.TrialBalanceAsync()).Should().BeEmpty();

        var invoice = await company.SellAsync(customer, 40m, $$""","LinkedTxn":[{"TxnId":"{{estimate.Id()}}","TxnType":"Estimate"}]""");

        var after = await company.ReadAsync("estimate", estimate.Id());
        after.Text("TxnStatus").Should().Be("Closed");
        after["LinkedTxn"]![0]!["TxnId"]!.GetValue<string>().Should().Be(invoice.Id());
    }

    [Fact]
    public async Task S7_10_A_deposit_on_an_invoice_is_money_received()
    {
        var company = await simulator.CompanyAsync();

        var invoice = await company.SellAsync(await company.CustomerAsync(), 100m, $$""","Deposit":30,"DepositToAccountRef":{"value":"{{await company.AccountAsync("Checking")}}"}""");

        invoice.Money("Balance").Should().Be(70m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 70m, ["Checking"] = 30m, ["Services"] = -100m });
    }
}
