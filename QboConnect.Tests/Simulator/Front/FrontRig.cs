using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.Simulator.Front;

/// <summary>One simulator of its own for every test, because its rules, limits and clock are turned.</summary>
public sealed class FrontRig : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FrontRig(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public string Realm { get; private set; } = "";

    public string AccessToken { get; set; } = "";

    public string RefreshToken { get; set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FrontRig> StartAsync(bool throttled = false, string template = "US")
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));
        var app = SimulatorHost.Build(new SimulatorOptions { Time = time, Throttled = throttled });
        await app.StartAsync(Cancellation);
        var rig = new FrontRig(app, time);
        rig.Realm = (await rig.ControlAsync(HttpMethod.Post, "companies", new { template }))!["realmId"]!.GetValue<string>();
        await rig.SignInAsync();
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public async Task SignInAsync()
    {
        var pair = await ControlAsync(HttpMethod.Post, $"companies/{Realm}/tokens");
        (AccessToken, RefreshToken) = (pair!["access_token"]!.GetValue<string>(), pair["refresh_token"]!.GetValue<string>());
    }

    /// <summary>Calls the control surface; fails the test when it refuses.</summary>
    public async Task<JsonNode?> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "/simulator/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        response.IsSuccessStatusCode.Should().BeTrue(text);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, $"/v3/company/{Realm}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        if (json is not null)
        {
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        }
        return await Http.SendAsync(request, Cancellation);
    }

    /// <summary>The status of a call, or null when the connection broke.</summary>
    public async Task<int?> StatusAsync(HttpMethod method, string path, string? json = null)
    {
        try
        {
            using var response = await CallAsync(method, path, json);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task<int?> ReadAsync() => StatusAsync(HttpMethod.Get, $"companyinfo/{Realm}");

    public Task<int?> BatchAsync() => StatusAsync(HttpMethod.Post, "batch", """{"BatchItemRequest":[{"bId":"1","Query":"select * from Term"}]}""");

    public Task<int?> NewCustomerAsync(string name) => StatusAsync(HttpMethod.Post, "customer", $$"""{"DisplayName":"{{name}}"}""");

    public async Task<int> CustomersAsync()
    {
        using var response = await CallAsync(HttpMethod.Get, "query?query=select%20count(*)%20from%20Customer");
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        return body["QueryResponse"]!["totalCount"]!.GetValue<int>();
    }
}
