using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Facts, sections 1, 2 and 6.</summary>
public sealed class RestContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S6_1_A_call_without_a_valid_token_is_401_3200_in_camel_case()
    {
        var company = await simulator.CompanyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/company/{company.Realm}/companyinfo/{company.Realm}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "AB01nonsense");

        using var response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(401);
        response.Headers.WwwAuthenticate.ToString().Should().Contain("invalid_token");
        var error = (await SimulatorFixture.ReadAsync(response))["fault"]!["error"]![0]!;
        error["code"]!.GetValue<string>().Should().Be("3200");
        error["message"]!.GetValue<string>().Should().Be("message=AuthenticationFailed; errorCode=003200; statusCode=401");
    }

    [Fact]
    public async Task S6_1_A_token_of_another_company_is_403_3100()
    {
        var mine = await simulator.CompanyAsync();
        var other = await simulator.CompanyAsync();
        var pair = await SimulatorFixture.ReadAsync(await simulator.Http.PostAsync($"/simulator/companies/{mine.Realm}/tokens", null, TestContext.Current.CancellationToken));
        var stranger = new SimulatedCompany(simulator.Http, other.Realm, pair["access_token"]!.GetValue<string>());

        var (status, body) = await stranger.SendAsync(HttpMethod.Get, "preferences");

        status.Should().Be(403);
        body["fault"]!["error"]![0]!["code"]!.GetValue<string>().Should().Be("3100");
    }

    [Fact]
    public async Task S2_1_Every_answer_carries_an_intuit_tid()
    {
        using var response = await simulator.Http.GetAsync("/v3/company/1/preferences", TestContext.Current.CancellationToken);

        response.Headers.GetValues("intuit_tid").Single().Should().NotBeEmpty();
    }

    [Fact]
    public async Task S2_1_An_unknown_property_is_2010_and_the_detail_lists_the_known_ones()
    {
        var company = await simulator.CompanyAsync();

        var fault = await company.FaultAsync("invoice", """{"BadJson":1}""");

        fault["code"]!.GetValue<string>().Should().Be("2010");
        fault["Detail"]!.GetValue<string>().Should().Contain("Unrecognized field \"BadJson\"").And.Contain("CustomerRef");
    }

    [Fact]
    public async Task S2_1_A_read_only_property_is_ignored()
    {
        var company = await simulator.CompanyAsync();

        var invoice = await company.SellAsync(await company.CustomerAsync(), 100m, ""","TotalAmt":7,"HomeBalance":3,"MetaData":{"CreateTime":"2001-01-01T00:00:00Z"}""");

        invoice.Money("TotalAmt").Should().Be(100m);
        invoice["MetaData"]!["CreateTime"]!.GetValue<string>().Should().StartWith("2026-06-15T05:00:00-07:00");
    }

    [Theory]
    [InlineData("invoice/1.5", "2030")]
    [InlineData("invoice/999999", "610")]
    [InlineData("invoices/1", "500")]
    public async Task S6_2_A_read_of_what_is_not_there_names_why(string path, string code)
    {
        var company = await simulator.CompanyAsync();

        var (status, body) = await company.SendAsync(HttpMethod.Get, path);

        status.Should().Be(400);
        body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be(code);
    }

    [Fact]
    public async Task S2_4_A_stale_SyncToken_is_5010_and_is_checked_before_anything_else()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.CustomerAsync();
        await company.SaveAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Notes":"a"}""");

        (await company.RefusalAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"DisplayName":"a:b"}""")).Should().Be("5010");
    }

    [Fact]
    public async Task S2_4_A_sparse_update_keeps_what_it_leaves_out_and_a_full_one_clears_it()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.NewAsync("customer", """{"DisplayName":"Ada","Notes":"keep","CompanyName":"Ada Ltd"}""");

        var sparse = await company.SaveAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"CompanyName":"Ada plc"}""");
        var full = await company.SaveAsync("customer", $$"""{"Id":"{{id}}","SyncToken":"1","DisplayName":"Ada"}""");

        sparse.Text("Notes").Should().Be("keep");
        full.ContainsKey("Notes").Should().BeFalse();
        full.ContainsKey("CompanyName").Should().BeFalse();
        full.Sync().Should().Be("2");
    }

    [Fact]
    public async Task S2_4_A_sparse_update_that_supplies_lines_replaces_all_of_them()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var service = await company.ServiceAsync();
        var invoice = await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"PrivateNote":"n","Line":[{{Books.ItemLine(service, 1, 10m)}},{{Books.ItemLine(service, 2, 20m)}}]}""");

        var updated = await company.SaveAsync("invoice", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"0","sparse":true,"Line":[{{Books.ItemLine(service, 1, 5m)}}]}""");

        updated.Money("TotalAmt").Should().Be(5m);
        updated.Text("PrivateNote").Should().Be("n");
        updated["Line"]!.AsArray().Count.Should().Be(2, "one item line and the subtotal");
        updated["Line"]![0]!["Id"]!.GetValue<string>().Should().Be("3", "a line without Id is a new line");
    }

    [Fact]
    public async Task S2_4_An_update_that_changes_nothing_leaves_the_SyncToken()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.NewAsync("term", """{"Name":"Net 7","DueDays":7}""");
        await company.SaveAsync("term", $$"""{"Id":"{{id}}","SyncToken":"0","sparse":true,"Active":false}""");

        var again = await company.SaveAsync("term", $$"""{"Id":"{{id}}","SyncToken":"1","sparse":true,"Active":false}""");

        again.Sync().Should().Be("1");
    }

    [Fact]
    public async Task S2_4_A_deleted_transaction_answers_its_status_and_reads_as_610()
    {
        var company = await simulator.CompanyAsync();
        var invoice = await company.SellAsync(await company.CustomerAsync(), 10m);

        var deleted = await company.SaveAsync("invoice?operation=delete", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"0"}""");
        var (_, read) = await company.SendAsync(HttpMethod.Get, "invoice/" + invoice.Id());

        deleted.Text("status").Should().Be("Deleted");
        read["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be("610");
    }

    [Fact]
    public async Task S2_4_A_list_cannot_be_deleted()
    {
        var company = await simulator.CompanyAsync();
        var id = await company.CustomerAsync();

        (await company.RefusalAsync("customer?operation=delete", $$"""{"Id":"{{id}}","SyncToken":"0"}""")).Should().Be("500");
    }

    [Fact]
    public async Task S2_3_A_replayed_requestid_answers_the_same_bytes_and_does_nothing()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var first = await company.SellAsync(customer, 10m, "", "invoice?requestid=abc");

        var second = await company.SellAsync(customer, 99m, "", "invoice?requestid=abc");

        second.ToJsonString().Should().Be(first.ToJsonString());
        (await company.QueryAsync("select * from Invoice")).Count.Should().Be(1);
    }

    [Fact]
    public async Task S2_3_A_requestid_of_more_than_50_characters_is_2130()
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync("customer?requestid=" + new string('a', 51), """{"DisplayName":"x"}""")).Should().Be("2130");
    }

    [Fact]
    public async Task S6_2_Another_content_type_is_415()
    {
        var company = await simulator.CompanyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/company/{company.Realm}/customer") { Content = new StringContent("DisplayName=Ada", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") };
        var pair = await SimulatorFixture.ReadAsync(await simulator.Http.PostAsync($"/simulator/companies/{company.Realm}/tokens", null, TestContext.Current.CancellationToken));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pair["access_token"]!.GetValue<string>());

        using var response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(415);
    }

    [Theory]
    [InlineData("{", "2010")]
    [InlineData("[]", "2010")]
    [InlineData("""{"CustomerRef":"7","Line":[]}""", "2010")]
    [InlineData("""{"TxnDate":"13/12/2026","Line":[]}""", "2060")]
    [InlineData("""{"TxnDate":"1492-10-12","Line":[]}""", "2070")]
    [InlineData("""{"ExchangeRate":"abc"}""", "2090")]
    [InlineData("""{"DocNumber":"1234567890123456789012"}""", "2050")]
    [InlineData("""{"EmailStatus":"Maybe"}""", "2170")]
    [InlineData("""{"ApplyTaxAfterDiscount":"perhaps"}""", "2230")]
    [InlineData("""{"Line":[{"Amount":1}]}""", "2020")]
    public async Task S6_2_A_malformed_value_has_its_own_code(string json, string code)
    {
        var company = await simulator.CompanyAsync();

        (await company.RefusalAsync("invoice", json)).Should().Be(code);
    }

    [Fact]
    public async Task S7_2_Subscription_tier_is_read_from_OfferingSku()
    {
        var company = await simulator.CompanyAsync("UK", new { plan = "Essentials" });

        var info = (await company.GetAsync("companyinfo/" + company.Realm))["CompanyInfo"]!;

        info["Country"]!.GetValue<string>().Should().Be("GB");
        info["NameValue"]!.AsArray().Single(n => n!["Name"]!.GetValue<string>() == "OfferingSku")!["Value"]!.GetValue<string>().Should().Be("QuickBooks Online Essentials");
    }

    [Fact]
    public async Task S7_2_An_ended_subscription_reads_but_does_not_write()
    {
        var company = await simulator.CompanyAsync("US", new { subscriptionStatus = "EXPIRED" });

        (await company.QueryAsync("select * from Account")).Should().NotBeEmpty();
        (await company.RefusalAsync("customer", """{"DisplayName":"x"}""")).Should().Be("6190");
    }

    [Theory]
    [InlineData("SimpleStart", "bill", """{"VendorRef":{"value":"1"},"Line":[]}""")]
    [InlineData("Essentials", "purchaseorder", """{"VendorRef":{"value":"1"},"Line":[]}""")]
    [InlineData("Essentials", "class", """{"Name":"x"}""")]
    [InlineData("Essentials", "inventoryadjustment", """{"Line":[]}""")]
    public async Task S7_2_A_feature_of_a_higher_plan_is_refused(string plan, string path, string json)
    {
        var company = await simulator.CompanyAsync("US", new { plan, classTracking = true });

        (await company.RefusalAsync(path, json)).Should().Be("5030");
    }

    [Fact]
    public async Task S7_3_Preferences_show_what_the_company_switched_on()
    {
        var company = await simulator.CompanyAsync("US", new { multiCurrency = true, classTracking = true, inventoryTracking = false, closingDate = "2025-12-31" });

        var preferences = (await company.GetAsync("preferences"))["Preferences"]!;

        preferences["CurrencyPrefs"]!["MultiCurrencyEnabled"]!.GetValue<bool>().Should().BeTrue();
        preferences["AccountingInfoPrefs"]!["ClassTrackingPerTxnLine"]!.GetValue<bool>().Should().BeTrue();
        preferences["AccountingInfoPrefs"]!["TrackDepartments"]!.GetValue<bool>().Should().BeFalse();
        preferences["AccountingInfoPrefs"]!["BookCloseDate"]!.GetValue<string>().Should().Be("2025-12-31");
        preferences["ProductAndServicesPrefs"]!["QuantityOnHand"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public async Task S8_2_Closed_books_refuse_create_update_delete_and_void()
    {
        var company = await simulator.CompanyAsync("US", new { closingDate = "2026-03-31" });
        var customer = await company.CustomerAsync();
        var open = await company.SellAsync(customer, 10m, ""","TxnDate":"2026-04-01" """);
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 10m);

        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"TxnDate":"2026-03-31","Line":[{{line}}]}""")).Should().Be("6210");
        (await company.RefusalAsync("invoice", $$"""{"Id":"{{open.Id()}}","SyncToken":"0","sparse":true,"TxnDate":"2026-03-31"}""")).Should().Be("6210");
    }
}
