using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.Simulator;

/// <summary>One simulator in memory, on a free port, whose clock stands at 2026-06-15 12:00 UTC until a test moves it.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    private WebApplication _app = null!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _app = SimulatorHost.Build(new SimulatorOptions { Time = Time, Throttled = false });
        await _app.StartAsync();
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A company of its own for one test, with a client that is signed in to it.</summary>
    public Task<SimulatedCompany> CompanyAsync(string template = "US", object? settings = null) => CompanyAsync(Http, template, settings);

    /// <summary>The same in a simulator of the test's own.</summary>
    public static async Task<SimulatedCompany> CompanyAsync(HttpClient http, string template = "US", object? settings = null)
    {
        var request = settings is null ? [] : JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(settings))!.AsObject();
        request["template"] = template;
        var created = await ReadAsync(await http.PostAsJsonAsync("/simulator/companies", request));
        return await EnterAsync(http, created["realmId"]!.GetValue<string>());
    }

    /// <summary>A client that is signed in to a company that exists.</summary>
    public static async Task<SimulatedCompany> EnterAsync(HttpClient http, string realm)
    {
        var pair = await ReadAsync(await http.PostAsync($"/simulator/companies/{realm}/tokens", null));
        return new SimulatedCompany(http, realm, pair["access_token"]!.GetValue<string>());
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
}

/// <summary>A client's view of one company: raw JSON in and out.</summary>
public sealed class SimulatedCompany(HttpClient http, string realm, string token)
{
    public string Realm => realm;

    public async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var response = await RawAsync(method, path, json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        return ((int)response.StatusCode, await SimulatorFixture.ReadAsync(response));
    }

    /// <summary>A call whose answer need not be JSON.</summary>
    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, HttpContent? content = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, $"/v3/company/{realm}/{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }
        return await http.SendAsync(request);
    }

    /// <summary>Posts and answers the entity; fails the test on a fault.</summary>
    public async Task<JsonObject> SaveAsync(string path, string json)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, path, json);
        status.Should().Be(200, body.ToJsonString());
        body.ContainsKey("Fault").Should().BeFalse(body.ToJsonString());
        return body.First(p => p.Key != "time").Value!.AsObject();
    }

    /// <summary>Posts and answers the code of the fault; fails the test on success.</summary>
    public async Task<string> RefusalAsync(string path, string json) => (await FaultAsync(path, json))["code"]!.GetValue<string>();

    /// <summary>Posts and answers the error; fails the test on success.</summary>
    public async Task<JsonObject> FaultAsync(string path, string json)
    {
        var (_, body) = await SendAsync(HttpMethod.Post, path, json);
        body.ContainsKey("Fault").Should().BeTrue(body.ToJsonString());
        return body["Fault"]!["Error"]![0]!.AsObject();
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        status.Should().Be(200, body.ToJsonString());
        return body;
    }

    public async Task<JsonArray> QueryAsync(string statement)
    {
        var response = (await GetAsync("query?query=" + Uri.EscapeDataString(statement)))["QueryResponse"]!.AsObject();
        return response.FirstOrDefault(p => p.Value is JsonArray).Value as JsonArray ?? [];
    }

    /// <summary>Id of the first object of a list with this name.</summary>
    public async Task<string> IdAsync(string entity, string name) =>
        (await QueryAsync($"select * from {entity} where {(entity is "Customer" or "Vendor" ? "DisplayName" : "Name")} = '{name}'"))[0]!["Id"]!.GetValue<string>();

    /// <summary>The trial balance as account name and home amount, debit positive.</summary>
    public async Task<Dictionary<string, decimal>> TrialBalanceAsync(string parameters = "end_date=2026-12-31")
    {
        var rows = (await GetAsync("reports/TrialBalance?" + parameters))["Rows"]!["Row"]!.AsArray();
        return rows.Where(r => r!["ColData"] is not null).ToDictionary(
            r => r!["ColData"]![0]!["value"]!.GetValue<string>(),
            r => Amount(r!, 1) - Amount(r!, 2));
    }

    private static decimal Amount(JsonNode row, int column) =>
        row["ColData"]![column]!["value"]!.GetValue<string>() is { Length: > 0 } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0m;
}
