using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using QboConnect.Simulator.Storage;

namespace QboConnect.Tests.Simulator.Front;

public sealed class ControlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_brings_back_lists_documents_and_ledger_and_keeps_tokens_valid()
    {
        await using var rig = await FrontRig.StartAsync(template: "Demo");
        var before = (await rig.ControlAsync(HttpMethod.Get, $"companies/{rig.Realm}/ledger"))!.ToJsonString();
        await rig.ControlAsync(HttpMethod.Put, $"companies/{rig.Realm}/snapshots/start");
        (await rig.NewCustomerAsync("Later")).Should().Be(200);
        var customers = await rig.CustomersAsync();

        await rig.ControlAsync(HttpMethod.Post, $"companies/{rig.Realm}/snapshots/start/restore");

        (await rig.CustomersAsync()).Should().Be(customers - 1);
        (await rig.ControlAsync(HttpMethod.Get, $"companies/{rig.Realm}/ledger"))!.ToJsonString().Should().Be(before);
        (await rig.NewCustomerAsync("Later")).Should().Be(200);
        (await rig.ControlAsync(HttpMethod.Get, $"companies/{rig.Realm}/snapshots"))!.AsArray().Select(n => n!.GetValue<string>()).Should().Equal("start", "created");
    }

    [Fact]
    public async Task Reset_puts_a_company_back_to_its_template()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.NewCustomerAsync("One");

        await rig.ControlAsync(HttpMethod.Post, $"companies/{rig.Realm}/reset");

        (await rig.CustomersAsync()).Should().Be(0);
        (await rig.ReadAsync()).Should().Be(200);
    }

    [Fact]
    public async Task Deleted_company_is_gone_with_its_tokens_and_its_id_is_not_given_again()
    {
        await using var rig = await FrontRig.StartAsync();

        await rig.ControlAsync(HttpMethod.Delete, $"companies/{rig.Realm}");

        (await rig.ReadAsync()).Should().Be(401);
        (await rig.ControlAsync(HttpMethod.Get, "companies"))!.AsArray().Should().BeEmpty();
        (await rig.ControlAsync(HttpMethod.Post, "companies", new { template = "UK" }))!["realmId"]!.GetValue<string>().Should().NotBe(rig.Realm);
    }

    [Fact]
    public void Every_table_of_a_company_is_part_of_a_snapshot()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Tables.Definition;
        command.ExecuteNonQuery();
        command.CommandText = "SELECT t.name, (SELECT count(*) FROM pragma_table_info(t.name)) FROM sqlite_master t WHERE t.type = 'table'";
        var tables = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            tables.Add($"{reader.GetString(0)} {reader.GetInt32(1)}");
        }

        tables.Except(["company 3", "token 9", "setting 2", "webhook 10", "event 7", "sqlite_sequence 2"]).Should().BeEquivalentTo(CompanyRows.Shapes);
    }

    [Fact]
    public async Task Clock_dates_documents_and_expires_tokens()
    {
        await using var rig = await FrontRig.StartAsync();

        await rig.ControlAsync(HttpMethod.Put, "clock", new { now = "2031-02-03T20:00:00Z" });

        (await rig.ReadAsync()).Should().Be(401);
        await rig.SignInAsync();
        using var response = await rig.CallAsync(HttpMethod.Post, "customer", """{"DisplayName":"One"}""");
        (await response.Content.ReadAsStringAsync(Cancellation)).Should().Contain("2031-02-03T12:00:00-08:00");
        (await rig.ControlAsync(HttpMethod.Delete, "clock"))!["offsetSeconds"]!.GetValue<double>().Should().Be(0);
    }

    [Fact]
    public async Task Request_log_shows_what_came_and_what_was_done_to_it()
    {
        await using var rig = await FrontRig.StartAsync(throttled: true);
        for (var i = 0; i < 11; i++)
        {
            await rig.ReadAsync();
        }

        var newest = (await rig.ControlAsync(HttpMethod.Get, "requests"))!.AsArray();

        newest.Should().HaveCount(11);
        newest[0]!["status"]!.GetValue<int>().Should().Be(429);
        newest[0]!["note"]!.GetValue<string>().Should().Be("throttled: 10 requests per second of company and app");
        newest[1]!["path"]!.GetValue<string>().Should().Be($"/v3/company/{rig.Realm}/companyinfo/{rig.Realm}");
        (await rig.ControlAsync(HttpMethod.Get, "requests?status=429"))!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("faults", """{"kind":"Explode"}""", "kind")]
    [InlineData("faults", """{"kind":"Fault"}""", "needs a code")]
    [InlineData("faults", """{"kind":"Unavailable","nht":2}""", "nht")]
    [InlineData("companies", """{"template":"Mars"}""", "Mars")]
    [InlineData("companies", """{"template":""", "JSON")]
    public async Task Request_that_is_not_understood_is_told_why(string path, string body, string reason)
    {
        await using var rig = await FrontRig.StartAsync();

        using var response = await rig.Http.PostAsync($"/simulator/{path}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancellation);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["detail"]!.GetValue<string>().Should().Contain(reason);
    }

    [Fact]
    public async Task Every_control_is_described_by_OpenAPI()
    {
        await using var rig = await FrontRig.StartAsync();

        var document = (await rig.ControlAsync(HttpMethod.Get, "openapi.json"))!;

        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject(), (p, o) => (p.Key, o.Key, Summary: o.Value!["summary"]?.GetValue<string>())).ToList();
        operations.Select(o => o.Item1).Distinct().Should().OnlyContain(p => p.StartsWith("/simulator/", StringComparison.Ordinal));
        operations.Should().HaveCountGreaterThan(20).And.OnlyContain(o => !string.IsNullOrEmpty(o.Summary));
    }

    [Fact]
    public async Task Name_of_another_site_pointed_at_this_machine_does_not_reach_the_controls()
    {
        await using var rig = await FrontRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/simulator/companies");
        request.Headers.Host = "evil.example";

        using var response = await rig.Http.SendAsync(request, Cancellation);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }
}
