namespace QboConnect.Tests.Simulator;

/// <summary>Facts, section 8.1.</summary>
public sealed class JournalEntryContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S8_1_4_Several_lines_on_one_receivables_account_with_one_customer_are_accepted()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var (receivable, services) = (await company.AccountAsync("Accounts Receivable (A/R)"), await company.AccountAsync("Services"));

        var entry = await company.SaveAsync("journalentry", $$"""
            {"DocNumber":"INV-20260318","Line":[
             {{Books.JournalLine("Debit", receivable, 453.59m, Customer(customer))}},{{Books.JournalLine("Credit", services, 453.59m)}},
             {{Books.JournalLine("Credit", receivable, 43.20m, Customer(customer))}},{{Books.JournalLine("Debit", services, 43.20m)}}]}
            """);

        entry["Line"]!.AsArray().Select(l => l!["Id"]!.GetValue<string>()).Should().Equal("0", "1", "2", "3");
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Accounts Receivable (A/R)"] = 410.39m, ["Services"] = -410.39m });
        (await company.ReadAsync("customer", customer)).Money("Balance").Should().Be(410.39m);
    }

    [Fact]
    public async Task S8_1_1_Debits_must_equal_credits()
    {
        var company = await simulator.CompanyAsync();
        var (a, b) = (await company.AccountAsync("Checking"), await company.AccountAsync("Savings"));

        (await company.RefusalAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", a, 10m)}},{{Books.JournalLine("Credit", b, 9.99m)}}]}""")).Should().Be("2300");
        (await company.RefusalAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", a, 0m)}},{{Books.JournalLine("Credit", b, 0m)}}]}""")).Should().Be("6000");
        (await company.RefusalAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", a, -10m)}},{{Books.JournalLine("Credit", b, -10m)}}]}""")).Should().Be("2290");
    }

    [Fact]
    public async Task S8_1_2_Each_line_says_its_side()
    {
        var company = await simulator.CompanyAsync();
        var a = await company.AccountAsync("Checking");

        (await company.RefusalAsync("journalentry", $$"""{"Line":[{"Amount":1,"DetailType":"JournalEntryLineDetail","JournalEntryLineDetail":{"AccountRef":{"value":"{{a}}"} } }]}""")).Should().Be("2260");
    }

    [Fact]
    public async Task S8_1_3_Receivables_need_a_customer_and_payables_a_vendor()
    {
        var company = await simulator.CompanyAsync();
        var (ar, ap, bank) = (await company.AccountAsync("Accounts Receivable (A/R)"), await company.AccountAsync("Accounts Payable (A/P)"), await company.AccountAsync("Checking"));
        var vendor = await company.VendorAsync();

        var receivable = await company.FaultAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", ar, 1m)}},{{Books.JournalLine("Credit", bank, 1m)}}]}""");
        var payable = await company.FaultAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", ap, 1m)}},{{Books.JournalLine("Credit", bank, 1m)}}]}""");
        var wrong = await company.RefusalAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", ar, 1m, Vendor(vendor))}},{{Books.JournalLine("Credit", bank, 1m)}}]}""");

        receivable["Detail"]!.GetValue<string>().Should().Be("Business Validation Error: When you use Accounts Receivable, you must choose a customer in the Name field.");
        payable["Detail"]!.GetValue<string>().Should().Be("Business Validation Error: When you use Accounts Payable, you must choose a vendor in the Name field.");
        wrong.Should().Be("6000");
    }

    [Fact]
    public async Task S8_1_4_Receivables_and_payables_do_not_mix()
    {
        var company = await simulator.CompanyAsync();
        var (ar, ap) = (await company.AccountAsync("Accounts Receivable (A/R)"), await company.AccountAsync("Accounts Payable (A/P)"));

        var fault = await company.FaultAsync("journalentry",
            $$"""{"Line":[{{Books.JournalLine("Debit", ar, 1m, Customer(await company.CustomerAsync()))}},{{Books.JournalLine("Credit", ap, 1m, Vendor(await company.VendorAsync()))}}]}""");

        fault["Detail"]!.GetValue<string>().Should().Contain("more than one A/R or A/P account");
    }

    [Fact]
    public async Task S8_1_5_A_home_entry_cannot_touch_a_foreign_bank_or_a_foreign_customer()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var euros = await company.NewAsync("account", """{"Name":"Euro bank","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""");
        var (bank, ar) = (await company.AccountAsync("Checking"), await company.AccountAsync("Accounts Receivable (A/R)"));
        var foreigner = await company.CustomerAsync("Euro customer", "EUR");

        (await company.FaultAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", euros, 1m)}},{{Books.JournalLine("Credit", bank, 1m)}}]}"""))["Detail"]!
            .GetValue<string>().Should().Contain("You can only use one foreign currency per transaction.");
        (await company.FaultAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", ar, 1m, Customer(foreigner))}},{{Books.JournalLine("Credit", bank, 1m)}}]}"""))["Detail"]!
            .GetValue<string>().Should().Contain("same currency as the A/R and A/P accounts");
    }

    [Fact]
    public async Task S8_1_6_A_foreign_entry_converts_each_line_and_leaves_the_odd_cent_on_exchange_gain_or_loss_unconfirmed()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        var euros = await company.NewAsync("account", """{"Name":"Euro bank","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""");
        var (rent, utilities) = (await company.AccountAsync("Rent or Lease"), await company.AccountAsync("Utilities"));

        // 0.05 + 0.05 EUR at 1.10 = 0.06 + 0.06 USD (0.055 rounds up), 0.10 EUR = 0.11 USD: one cent is left over.
        await company.SaveAsync("journalentry", $$"""
            {"CurrencyRef":{"value":"EUR"},"ExchangeRate":1.10,"Line":[{{Books.JournalLine("Debit", rent, 0.05m)}},{{Books.JournalLine("Debit", utilities, 0.05m)}},{{Books.JournalLine("Credit", euros, 0.10m)}}]}
            """);

        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Euro bank"] = -0.11m, ["Rent or Lease"] = 0.06m, ["Utilities"] = 0.06m, ["Exchange Gain or Loss"] = -0.01m });
        (await company.ReadAsync("account", euros)).Money("CurrentBalance").Should().Be(-0.10m, "an account shows its own currency");
    }

    [Fact]
    public async Task S8_1_7_A_US_entry_carries_no_tax_and_a_British_one_posts_it_beside_the_lines()
    {
        var british = await simulator.CompanyAsync("UK");
        var code = await british.IdAsync("TaxCode", "20.0% S");
        var (bank, rent) = (await british.AccountAsync("Checking"), await british.AccountAsync("Rent or Lease"));
        var taxed = $$""","TaxCodeRef":{"value":"{{code}}"},"TaxApplicableOn":"Purchase","TaxAmount":20""";

        await british.SaveAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", rent, 100m, taxed)}},{{Books.JournalLine("Credit", bank, 120m)}}]}""");

        (await british.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Rent or Lease"] = 100m, ["HMRC VAT Payable"] = 20m, ["Checking"] = -120m });
        (await british.RefusalAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", rent, 100m, $$""","TaxCodeRef":{"value":"{{code}}"}""")}},{{Books.JournalLine("Credit", bank, 100m)}}]}""")).Should().Be("2270");
    }

    [Fact]
    public async Task S8_1_10_A_receivables_line_is_an_open_item_that_a_payment_can_settle()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var (ar, services) = (await company.AccountAsync("Accounts Receivable (A/R)"), await company.AccountAsync("Services"));
        var entry = await company.NewAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", ar, 50m, Customer(customer))}},{{Books.JournalLine("Credit", services, 50m)}}]}""");

        var payment = await company.SaveAsync("payment", Books.Pay(customer, 50m, "", Books.Linked(50m, entry, "JournalEntry")));
        var again = await company.RefusalAsync("payment", Books.Pay(customer, 50m, "", Books.Linked(50m, entry, "JournalEntry")));

        payment.Money("UnappliedAmt").Should().Be(0m);
        again.Should().Be("620");
    }

    [Fact]
    public async Task S8_1_11_Class_and_location_stand_on_the_line()
    {
        var company = await simulator.CompanyAsync("US", new { classTracking = true, locationTracking = true });
        var (a, b) = (await company.AccountAsync("Checking"), await company.AccountAsync("Savings"));
        var retail = await company.NewAsync("class", """{"Name":"Retail"}""");
        var nyc = await company.NewAsync("department", """{"Name":"NYC"}""");
        var more = $$""","ClassRef":{"value":"{{retail}}"},"DepartmentRef":{"value":"{{nyc}}"}""";

        var entry = await company.SaveAsync("journalentry", $$"""{"Line":[{{Books.JournalLine("Debit", a, 10m, more)}},{{Books.JournalLine("Credit", b, 10m)}}]}""");
        var ledger = (await company.GetAsync("reports/GeneralLedger?columns=account_name,klass_name,dept_name,subt_nat_amount&class=" + retail)).ToJsonString();

        entry["Line"]![0]!["JournalEntryLineDetail"]!["ClassRef"]!["name"]!.GetValue<string>().Should().Be("Retail");
        ledger.Should().Contain("Checking").And.Contain("NYC").And.NotContain("Savings");
    }

    private static string Customer(string id) => $$""","Entity":{"Type":"Customer","EntityRef":{"value":"{{id}}"} }""";

    private static string Vendor(string id) => $$""","Entity":{"Type":"Vendor","EntityRef":{"value":"{{id}}"} }""";
}
