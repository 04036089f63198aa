using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>Queries, batches and change data capture: facts, sections 3 and 4.</summary>
public sealed class QueryContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("select * from Custmoer", "4001", "invalid context declaration: Custmoer")]
    [InlineData("select * from Invoice where PrivateNote = 'x'", "4001", "property 'PrivateNote' is not queryable")]
    [InlineData("select * from Invoice where Nonsense = 'x'", "4001", "not found for Entity Invoice")]
    [InlineData("select * from Invoice startposition 0", "4001", "value 0 is too small. Min allowed value is 1")]
    [InlineData("select * from Invoice maxresults 1001", "4001", "too large")]
    [InlineData("select * from Invoice where Id = '1' or Id = '2'", "4000", "or")]
    [InlineData("select * from Invoice where Id != '1'", "4000", "!")]
    [InlineData("select * from Invoice where Id = 'open", "4000", "UNTERMINATED")]
    [InlineData("", "4000", "EOF")]
    public async Task S3_What_cannot_be_asked_is_refused(string statement, string code, string detail)
    {
        var company = await simulator.CompanyAsync();

        var (status, body) = await company.SendAsync(HttpMethod.Get, "query?query=" + Uri.EscapeDataString(statement));

        status.Should().Be(400);
        body["Fault"]!["Error"]![0]!["code"]!.GetValue<string>().Should().Be(code);
        body["Fault"]!["Error"]![0]!["Detail"]!.GetValue<string>().Should().Contain(detail);
    }

    [Fact]
    public async Task S3_Conditions_order_and_paging()
    {
        var company = await simulator.CompanyAsync();
        foreach (var name in new[] { "Amy's Bird Sanctuary", "Bill", "Cass", "Dukes" })
        {
            await company.CustomerAsync(name);
        }

        (await NamesAsync(@"select * from Customer where DisplayName = 'Amy\'s Bird Sanctuary'")).Should().Equal("Amy's Bird Sanctuary");
        (await NamesAsync("SELECT DisplayName FROM Customer WHERE DisplayName LIKE '%s%' ORDERBY DisplayName DESC")).Should().Equal("Dukes", "Cass", "Amy's Bird Sanctuary");
        (await NamesAsync("select * from Customer where Id in ('2','4') order by Id")).Should().Equal("Bill", "Dukes");
        (await NamesAsync("select * from Customer where Id > '1' and Id <= '3'")).Should().Equal("Bill", "Cass");
        (await NamesAsync("select * from Customer orderby DisplayName startposition 2 maxresults 2")).Should().Equal("Bill", "Cass");

        async Task<IEnumerable<string>> NamesAsync(string statement) => (await company.QueryAsync(statement)).Select(c => c!["DisplayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task S3_Envelopes_of_rows_counts_and_nothing()
    {
        var company = await simulator.CompanyAsync();
        await company.CustomerAsync();

        var rows = (await company.GetAsync("query?query=select%20*%20from%20Customer"))["QueryResponse"]!.AsObject();
        var count = (await company.GetAsync("query?query=select%20count(*)%20from%20Customer"))["QueryResponse"]!.AsObject();
        var nothing = (await company.GetAsync("query?query=select%20*%20from%20Invoice"))["QueryResponse"]!.AsObject();

        rows["maxResults"]!.GetValue<int>().Should().Be(1, "it is the number returned");
        rows["startPosition"]!.GetValue<int>().Should().Be(1);
        count["totalCount"]!.GetValue<int>().Should().Be(1);
        nothing.Should().BeEmpty();
    }

    [Fact]
    public async Task S3_Transactions_come_newest_first_and_a_hundred_at_most_unless_asked()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var line = Books.ItemLine(await company.ServiceAsync(), 1, 1m);
        for (var batch = 0; batch < 4; batch++)
        {
            var items = Enumerable.Range(0, 30).Select(i => $$"""{"bId":"{{i}}","operation":"create","Invoice":{"CustomerRef":{"value":"{{customer}}"},"Line":[{{line}}]} }""");
            await company.SendAsync(HttpMethod.Post, "batch", $$"""{"BatchItemRequest":[{{string.Join(',', items)}}]}""");
        }

        var page = await company.QueryAsync("select * from Invoice");

        page.Count.Should().Be(100);
        page[0]!.AsObject().Id().Should().Be("120");
        (await company.QueryAsync("select * from Invoice orderby Id startposition 101 maxresults 1000")).Count.Should().Be(20);
        (await company.QueryAsync("select * from Invoice where DocNumber = '1005'")).Count.Should().Be(1);
    }

    [Fact]
    public async Task S4_1_Batch_items_stand_for_themselves()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 5m);

        var (status, body) = await company.SendAsync(HttpMethod.Post, "batch", $$"""
            {"BatchItemRequest":[
             {"bId":"a","operation":"create","Vendor":{"DisplayName":"V"} },
             {"bId":"b","operation":"create","Vendor":{"DisplayName":"V"} },
             {"bId":"c","operation":"delete","Invoice":{"Id":"999","SyncToken":"0"} },
             {"bId":"d","operation":"update","optionsData":"void","Invoice":{"Id":"{{invoice.Id()}}","SyncToken":"0","sparse":true} },
             {"bId":"e","Query":"select * from Vendor"}]}
            """);

        status.Should().Be(200);
        var items = body["BatchItemResponse"]!.AsArray().ToDictionary(i => i!["bId"]!.GetValue<string>(), i => i!.AsObject());
        items["a"]["Vendor"]!["DisplayName"]!.GetValue<string>().Should().Be("V");
        Code(items["b"]).Should().Be("6240");
        Code(items["c"]).Should().Be("610");
        items["d"]["Invoice"]!["PrivateNote"]!.GetValue<string>().Should().Be("Voided");
        items["e"]["QueryResponse"]!["Vendor"]!.AsArray().Count.Should().Be(1);

        static string Code(JsonObject item) => item["Fault"]!["Error"]![0]!["code"]!.GetValue<string>();
    }

    [Fact]
    public async Task S4_1_More_than_thirty_items_are_1040()
    {
        var company = await simulator.CompanyAsync();
        var items = string.Join(',', Enumerable.Range(0, 31).Select(i => $$"""{"bId":"{{i}}","Query":"select * from Vendor"}"""));

        (await company.RefusalAsync("batch", $$"""{"BatchItemRequest":[{{items}}]}""")).Should().Be("1040");
    }

    [Fact]
    public async Task S2_3_One_requestid_covers_the_batch()
    {
        var company = await simulator.CompanyAsync();
        const string json = """{"BatchItemRequest":[{"bId":"1","operation":"create","Vendor":{"DisplayName":"Once"}}]}""";

        var (_, first) = await company.SendAsync(HttpMethod.Post, "batch?requestid=r1", json);
        var (_, second) = await company.SendAsync(HttpMethod.Post, "batch?requestid=r1", json);

        second.ToJsonString().Should().Be(first.ToJsonString());
    }

    [Fact]
    public async Task S4_2_Change_data_capture_shows_changes_and_tombstones()
    {
        var company = await simulator.CompanyAsync();
        var customer = await company.CustomerAsync();
        var invoice = await company.SellAsync(customer, 5m);
        await company.SaveAsync("invoice?operation=delete", $$"""{"Id":"{{invoice.Id()}}","SyncToken":"0"}""");

        var answer = (await company.GetAsync("cdc?entities=Invoice,Customer,Bill&changedSince=2026-06-15T00:00:00-07:00"))["CDCResponse"]![0]!["QueryResponse"]!.AsArray();

        answer[0]!["Invoice"]![0]!["status"]!.GetValue<string>().Should().Be("Deleted");
        answer[1]!["Customer"]![0]!["DisplayName"]!.GetValue<string>().Should().Be("Ada Ltd");
        answer[2]!.AsObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData("cdc?entities=Invoice&changedSince=2026-05-01T00:00:00Z")]
    [InlineData("cdc?entities=TaxCode&changedSince=2026-06-15T00:00:00Z")]
    [InlineData("cdc?entities=Invoice&changedSince=yesterday")]
    public async Task S4_2_Too_long_ago_not_served_or_no_date_is_refused(string path)
    {
        var company = await simulator.CompanyAsync();

        var (status, _) = await company.SendAsync(HttpMethod.Get, path);

        status.Should().Be(400);
    }
}
