using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

public sealed class CompanyImportTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly string[] Lists = ["Account", "TaxCode", "TaxRate", "Term", "Class", "Department", "Customer", "Vendor", "Item"];

    [Fact]
    public async Task A_copy_has_the_original_s_lists_ids_open_balances_stock_and_trial_balance()
    {
        var original = await simulator.CompanyAsync("Demo");
        var copy = await CopyAsync(original, "9341450000900001");

        (await copy.TrialBalanceAsync()).Should().BeEquivalentTo(await original.TrialBalanceAsync()).And.NotBeEmpty();
        foreach (var list in Lists.Except(["Customer", "Vendor"]))
        {
            Text(await All(copy, list)).Should().BeEquivalentTo(Text(await All(original, list)), list);
        }

        foreach (var document in new[] { "Invoice", "Bill" })
        {
            Text(await copy.QueryAsync($"select * from {document}")).Should().BeEquivalentTo(Text(await original.QueryAsync($"select * from {document} where Balance > '0'")), document).And.NotBeEmpty();
        }
    }

    [Fact]
    public async Task A_trial_balance_that_does_not_balance_makes_no_company()
    {
        var original = await simulator.CompanyAsync("UK");
        var request = await RequestAsync(original, "9341450000900002");
        request["trialBalance"] = new JsonArray(new JsonObject { ["accountId"] = "1", ["balance"] = 0.01m });

        using var refused = await simulator.Http.PostAsJsonAsync("/simulator/companies/import", request, TestContext.Current.CancellationToken);
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await simulator.Http.GetStringAsync("/simulator/companies", TestContext.Current.CancellationToken)).Should().NotContain("9341450000900002");
    }

    private async Task<SimulatedCompany> CopyAsync(SimulatedCompany original, string realm)
    {
        var made = await simulator.Http.PostAsJsonAsync("/simulator/companies/import", await RequestAsync(original, realm), TestContext.Current.CancellationToken);
        made.StatusCode.Should().Be(HttpStatusCode.OK, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var pair = await SimulatorFixture.ReadAsync(await simulator.Http.PostAsync($"/simulator/companies/{realm}/tokens", null));
        return new SimulatedCompany(simulator.Http, realm, pair["access_token"]!.GetValue<string>());
    }

    private static async Task<JsonObject> RequestAsync(SimulatedCompany original, string realm)
    {
        var objects = new JsonObject
        {
            ["CompanyInfo"] = new JsonArray((await original.SendAsync(HttpMethod.Get, $"companyinfo/{original.Realm}")).Body["CompanyInfo"]!.DeepClone()),
            ["Preferences"] = new JsonArray((await original.SendAsync(HttpMethod.Get, "preferences")).Body["Preferences"]!.DeepClone()),
        };
        foreach (var list in Lists)
        {
            objects[list] = Clone(await All(original, list));
        }

        foreach (var document in new[] { "Invoice", "Bill" })
        {
            objects[document] = Clone(await original.QueryAsync($"select * from {document} where Balance > '0'"));
        }

        var accounts = (await All(original, "Account")).ToDictionary(a => a!["FullyQualifiedName"]!.GetValue<string>(), a => a!["Id"]!.GetValue<string>());
        return new JsonObject
        {
            ["realmId"] = realm,
            ["asOf"] = "2026-06-15",
            ["objects"] = objects,
            ["trialBalance"] = new JsonArray([.. (await original.TrialBalanceAsync()).Select(row => (JsonNode)new JsonObject { ["accountId"] = accounts[row.Key], ["balance"] = row.Value })]),
        };
    }

    private static Task<JsonArray> All(SimulatedCompany company, string list) =>
        company.QueryAsync($"select * from {list}{(list is "Department" or "Class" or "Account" or "Item" ? " where Active in (true, false)" : "")} maxresults 1000");

    private static JsonArray Clone(JsonArray rows) => new([.. rows.Select(row => row!.DeepClone())]);

    private static IEnumerable<string> Text(JsonArray rows) => rows.Select(row => row!.ToJsonString());
}
