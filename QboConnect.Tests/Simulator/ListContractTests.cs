using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Accounts, names, items and small lists: facts, sections 7.0, 7.4 to 7.9 and 8.2.</summary>
public sealed class ListContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("vendor")]
    [InlineData("employee")]
    public async Task S8_2_Customers_vendors_and_employees_share_one_name_space_whatever_the_case(string path)
    {
        var company = await simulator.CompanyAsync();
        await company.CustomerAsync("Ada Ltd");

        var fault = await company.FaultAsync(path, """{"DisplayName":"ADA ltd"}""");

        fault["code"]!.GetValue<string>().Should().Be("6240");
        fault["Detail"]!.GetValue<string>().Should().Contain("Another customer, vendor or employee is already using this");
    }

    [Theory]
    [InlineData("customer", """{"DisplayName":"a:b"}""", "2040")]
    [InlineData("item", """{"Name":"a:b","Type":"Service"}""", "2040")]
    [InlineData("account", """{"Name":"a\"b","AccountType":"Bank"}""", "2040")]
    [InlineData("customer", """{"Notes":"no name at all"}""", "6080")]
    [InlineData("term", """{"Name":"abcdefghijklmnopqrstuvwxyz012345","DueDays":1}""", "2050")]
    public async Task S7_0_Names_keep_to_their_characters_and_lengths(string path, string json, string code)
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync(path, json)).Should().Be(code);
    }

    [Fact]
    public async Task S8_2_A_deactivated_name_gets_a_suffix_and_frees_the_old_one()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.CustomerAsync();

        var gone = await company.SaveAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Active":false}""");
        await company.CustomerAsync();

        gone.Text("DisplayName").Should().Be("Ada Ltd (deleted)");
        (await company.QueryAsync("select * from Customer")).Count.Should().Be(1);
        (await company.QueryAsync("select * from Customer where Active in (true,false)")).Count.Should().Be(2);
    }

    [Fact]
    public async Task S10_8_An_inactive_or_unknown_reference_is_2500()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.CustomerAsync();
        await company.SaveAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Active":false}""");
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 10m);

        var inactive = await company.FaultAsync("invoice", $$"""{"CustomerRef":{"value":"{{id}}"},"Line":[{{line}}]}""");
        var unknown = await company.FaultAsync("invoice", $$"""{"CustomerRef":{"value":"777"},"Line":[{{line}}]}""");

        inactive["code"]!.GetValue<string>().Should().Be("2500");
        inactive["Detail"]!.GetValue<string>().Should().Contain("made inactive");
        unknown["Detail"]!.GetValue<string>().Should().Be("Invalid Reference Id : Customers element id 777 not found");
    }

    [Theory]
    [InlineData("""{"Name":"x","AccountSubType":"Checking"}""", "Bank", "Checking")]
    [InlineData("""{"Name":"x","AccountType":"Expense"}""", "Expense", "Travel")]
    public async Task S7_4_Type_and_detail_type_follow_from_each_other(string json, string type, string subType)
    {
        var company = await simulator.CompanyAsync();

        var account = await company.SaveAsync("account", json);

        account.Text("AccountType").Should().Be(type);
        account.Text("AccountSubType").Should().Be(subType);
    }

    [Theory]
    [InlineData("""{"Name":"x","AccountType":"Bank","AccountSubType":"Travel"}""", "6010")]
    [InlineData("""{"Name":"x","AccountType":"Nonsense"}""", "2170")]
    [InlineData("""{"Name":"x"}""", "2020")]
    [InlineData("""{"Name":"x","AccountType":"Equity","AccountSubType":"RetainedEarnings"}""", "6000")]
    [InlineData("""{"Name":"x","AccountType":"Bank","AcctNum":"12345678"}""", "2050")]
    [InlineData("""{"Name":"checking","AccountType":"Bank"}""", "6240")]
    [InlineData("""{"Name":"x","AccountType":"Bank","CurrencyRef":{"value":"EUR"}}""", "6000")]
    public async Task S7_4_Accounts_are_refused_by_their_rules(string json, string code)
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync("account", json)).Should().Be(code);
    }

    [Fact]
    public async Task S7_4_A_sub_account_has_its_parents_type_and_a_full_name()
    {
        var company = await simulator.CompanyAsync();
        var checking = await company.AccountAsync("Checking");

        var sub = await company.SaveAsync("account", $$"""{"Name":"Till","AccountType":"Bank","ParentRef":{"value":"{{checking}}"} }""");
        var other = await company.RefusalAsync("account", $$"""{"Name":"Odd","AccountType":"Expense","ParentRef":{"value":"{{checking}}"} }""");

        sub.Text("FullyQualifiedName").Should().Be("Checking:Till");
        other.Should().Be("6000");
    }

    [Fact]
    public async Task S7_4_A_deactivated_account_reads_with_suffix_and_no_balance()
    {
        var company = await simulator.CompanyAsync();
        var (checking, savings) = (await company.AccountAsync("Checking"), await company.AccountAsync("Savings"));
        await company.SaveAsync("transfer", $$"""{"FromAccountRef":{"value":"{{checking}}"},"ToAccountRef":{"value":"{{savings}}"},"Amount":5}""");

        (await company.ReadAsync("account", savings)).Money("CurrentBalance").Should().Be(5m);
        var gone = await company.SaveAsync("account", $$"""{"Id":"{{savings}}","SyncToken":"0","sparse":true,"Active":false}""");

        gone.Text("Name").Should().Be("Savings (deleted)");
        gone.Money("CurrentBalance").Should().Be(0m);
    }

    [Fact]
    public async Task S7_9_A_tracked_item_needs_its_accounts_quantity_and_start_date()
    {
        var company = await simulator.CompanyAsync();
        var asset = await company.AccountAsync("Inventory Asset");

        (await company.RefusalAsync("item", """{"Name":"x","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":1}""")).Should().Be("2020");
        (await company.RefusalAsync("item", """{"Name":"x","Type":"Inventory"}""")).Should().Be("6000");
        (await company.RefusalAsync("item", $$"""
            {"Name":"x","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":1,"InvStartDate":"2026-01-01","IncomeAccountRef":{"value":"{{asset}}"},
             "ExpenseAccountRef":{"value":"{{await company.AccountAsync("Cost of Goods Sold")}}"},"AssetAccountRef":{"value":"{{asset}}"} }
            """)).Should().Be("6430");
    }

    [Fact]
    public async Task S7_9_Tracking_cannot_be_switched_off()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 1m, 4m);

        (await company.RefusalAsync("item", $$"""{"Id":"{{item}}","SyncToken":"0","sparse":true,"Type":"NonInventory"}""")).Should().Be("6000");
        (await company.RefusalAsync("item", $$"""{"Id":"{{item}}","SyncToken":"0","sparse":true,"TrackQtyOnHand":false}""")).Should().Be("6000");
    }

    [Fact]
    public async Task S7_9_Service_and_non_inventory_may_change_into_each_other()
    {
        var company = await simulator.CompanyAsync();
        var service = await company.ServiceAsync();

        (await company.SaveAsync("item", $$"""{"Id":"{{service}}","SyncToken":"0","sparse":true,"Type":"NonInventory"}""")).Text("Type").Should().Be("NonInventory");
    }

    [Fact]
    public async Task S7_9_Inventory_items_need_the_preference()
    {
        var company = await simulator.CompanyAsync("US", new { inventoryTracking = false });

        var refused = () => company.StockItemAsync("Frame", 1m, 4m);

        (await refused.Should().ThrowAsync<Exception>()).Which.Message.Should().Contain("5030");
    }

    [Fact]
    public async Task S7_5_TAX_and_NON_are_rows_without_a_number_in_US_companies()
    {
        var company = await simulator.CompanyAsync();

        var codes = (await company.QueryAsync("select * from TaxCode")).Select(c => c!.AsObject()).ToList();

        codes.Select(c => c.Id()).Should().Contain(["TAX", "NON"]);
        codes.Single(c => c.Id() == "TAX").ContainsKey("SyncToken").Should().BeFalse();
    }

    [Fact]
    public async Task S7_5_The_tax_service_makes_a_code_with_its_rates_in_a_flat_answer()
    {
        var company = await simulator.CompanyAsync("UK");
        const string json = """{"TaxCode":"Half","TaxRateDetails":[{"TaxRateName":"Half rate","RateValue":"10","TaxAgencyId":"1","TaxApplicableOn":"Sales"}]}""";

        var (status, answer) = await company.SendAsync(HttpMethod.Post, "taxservice/taxcode", json);
        var again = await company.RefusalAsync("taxservice/taxcode", json.Replace("\"Half\"", "\"Other\"", StringComparison.Ordinal));

        status.Should().Be(200);
        answer["TaxCode"]!.GetValue<string>().Should().Be("Half");
        (await company.IdAsync("TaxCode", "Half")).Should().Be(answer["TaxCodeId"]!.GetValue<string>());
        again.Should().Be("6240", "another tax rate is already using this name");
    }

    [Theory]
    [InlineData("taxcode")]
    [InlineData("taxrate")]
    public async Task S7_5_Codes_and_rates_are_read_only(string path)
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync(path, """{"Name":"x"}""")).Should().Be("500");
    }

    [Fact]
    public async Task S7_6_Exchange_rates_are_kept_by_day_and_the_latest_before_answers_unconfirmed()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true });
        await company.SaveAsync("exchangerate", """{"SourceCurrencyCode":"EUR","Rate":1.1,"AsOfDate":"2026-01-31","SyncToken":"0"}""");

        var later = (await company.GetAsync("exchangerate?sourcecurrencycode=EUR&asofdate=2026-02-10"))["ExchangeRate"]!;
        var home = (await company.GetAsync("exchangerate?sourcecurrencycode=USD&asofdate=2026-02-10"))["ExchangeRate"]!;

        later["Rate"]!.GetValue<decimal>().Should().Be(1.1m);
        home["Rate"]!.GetValue<decimal>().Should().Be(1m);
        (await company.RefusalAsync("exchangerate", """{"SourceCurrencyCode":"USD","Rate":1,"AsOfDate":"2026-01-31"}""")).Should().Be("2220");
    }

    [Fact]
    public async Task S7_6_A_class_needs_class_tracking_and_a_location_location_tracking()
    {
        var off = await simulator.CompanyAsync();
        var on = await simulator.CompanyAsync("US", new { classTracking = true, locationTracking = true });

        (await off.RefusalAsync("class", """{"Name":"Retail"}""")).Should().Be("5030");
        (await off.RefusalAsync("department", """{"Name":"NYC"}""")).Should().Be("5030");
        (await on.SaveAsync("class", """{"Name":"Retail"}""")).Text("FullyQualifiedName").Should().Be("Retail");
        (await on.SaveAsync("department", """{"Name":"NYC"}""")).Text("FullyQualifiedName").Should().Be("NYC");
    }

    [Fact]
    public async Task S7_6_An_attachable_needs_a_note_or_a_file_and_an_entity_that_exists()
    {
        var company = await simulator.CompanyAsync();

        (await company.FaultAsync("attachable", "{}"))["Detail"]!.GetValue<string>().Should().Contain("You must have at least a note string or file attachment");
        (await company.FaultAsync("attachable", """{"Note":"n","AttachableRef":[{"EntityRef":{"type":"Estimate","value":"75"}}]}"""))["Detail"]!.GetValue<string>()
            .Should().Contain("The entity Estimate 75 that you are trying to link does not exist");
    }

    [Fact]
    public async Task S7_13_Time_activity_is_kept_and_posts_nothing()
    {
        var company = await simulator.CompanyAsync();
        var vendor = await company.VendorAsync();

        await company.SaveAsync("timeactivity", $$"""{"NameOf":"Vendor","VendorRef":{"value":"{{vendor}}"},"Hours":3,"Minutes":0}""");

        (await company.TrialBalanceAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task S7_3_Auto_numbering_follows_the_preference()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();

        (await company.SellAsync(customer, 1m)).Text("DocNumber").Should().Be("1001");
        (await company.SellAsync(customer, 1m, ""","DocNumber":"2000" """)).Text("DocNumber").Should().Be("2000");
        (await company.SellAsync(customer, 1m)).Text("DocNumber").Should().Be("2001");
        await company.SaveAsync("preferences", """{"Id":"1","SyncToken":"0","SalesFormsPrefs":{"CustomTxnNumbers":true}}""");
        (await company.SellAsync(customer, 1m)).Text("DocNumber").Should().BeNull();
        (await company.SellAsync(customer, 1m, ""","DocNumber":"AUTO_GENERATE" """)).Text("DocNumber").Should().Be("2002");
    }

    [Fact]
    public async Task S6_2_A_duplicate_number_is_6140_and_names_its_owner()
    {
        var company = await simulator.CompanyAsync();
        await company.SaveAsync("preferences", """{"Id":"1","SyncToken":"0","SalesFormsPrefs":{"CustomTxnNumbers":true}}""");
        var customer = await company.CustomerAsync();
        var first = await company.SellAsync(customer, 1m, ""","DocNumber":"7" """);
        var json = $$"""{"CustomerRef":{"value":"{{customer}}"},"DocNumber":"7","Line":[{{Books.ItemLine(await company.ServiceAsync(), 1, 1m)}}]}""";

        var fault = await company.FaultAsync("invoice", json);

        fault["code"]!.GetValue<string>().Should().Be("6140");
        fault["Detail"]!.GetValue<string>().Should().EndWith($"DocNumber=7 is assigned to TxnType=Invoice with TxnId={first.Id()}");
        (await company.SaveAsync("invoice?include=allowduplicatedocnum", json)).Text("DocNumber").Should().Be("7");
    }
}
