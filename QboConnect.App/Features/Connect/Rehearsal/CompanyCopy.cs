using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.QuickBooks;
using QboConnect.Simulator.Hosting;

namespace QboConnect.App.Features.Connect.Rehearsal;

/// <summary>A company of QuickBooks' rebuilt in a simulator of its own, in memory. Nothing of it is left when it is disposed.</summary>
internal sealed class CompanyCopy : IAsyncDisposable
{
    private readonly WebApplication _simulator;
    private readonly HttpClient _control;

    private CompanyCopy(WebApplication simulator) =>
        (_simulator, _control) = (simulator, new HttpClient { BaseAddress = new Uri(simulator.Urls.First()) });

    /// <summary>Where it answers.</summary>
    public Uri Address => _control.BaseAddress!;

    /// <summary>Rebuilds the company.</summary>
    /// <exception cref="InvalidOperationException">It cannot be rebuilt; the message says why.</exception>
    public static async Task<CompanyCopy> MakeAsync(WholeCompany company, TimeProvider clock, CancellationToken cancellation)
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { Time = clock, Throttled = false });
        await simulator.StartAsync(cancellation);
        var copy = new CompanyCopy(simulator);
        try
        {
            using var made = await copy._control.PostAsJsonAsync(new Uri("/simulator/companies/import", UriKind.Relative), Request(company), cancellation);
            return made.IsSuccessStatusCode ? copy : throw new InvalidOperationException(
                $"The company cannot be copied: {JsonNode.Parse(await made.Content.ReadAsStringAsync(cancellation))?["detail"]}");
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>A sign-in to it.</summary>
    public async Task<QboTokens> SignInAsync(string realmId, DateTimeOffset now, CancellationToken cancellation)
    {
        using var answer = await _control.PostAsync(new Uri($"/simulator/companies/{Uri.EscapeDataString(realmId)}/tokens", UriKind.Relative), null, cancellation);
        var pair = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;
        return new QboTokens(pair["access_token"]!.GetValue<string>(), now.AddHours(1), pair["refresh_token"]!.GetValue<string>(), now.AddDays(100), null);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _simulator.DisposeAsync();
    }

    private static JsonObject Request(WholeCompany company) => new()
    {
        ["realmId"] = company.RealmId,
        ["asOf"] = company.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["objects"] = new JsonObject(company.Objects.Select(part => KeyValuePair.Create(part.Key.Name, (JsonNode?)JsonSerializer.SerializeToNode(part.Value)))),
        ["stockValues"] = company.StockValues is { Count: > 0 } values ? new JsonObject(values.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))) : null,
        ["trialBalance"] = new JsonArray([.. company.TrialBalance.Rows.Select(row => (JsonNode)new JsonObject { ["accountId"] = row.AccountId, ["balance"] = row.Debit - row.Credit })]),
    };
}
