using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace QboConnect.Benchmarks;

/// <summary>One client on this machine with eight connections, as the figures of the simulator are asked for.</summary>
internal sealed class Loopback : IDisposable
{
    private const int Connections = 8;
    private readonly HttpClient _http;

    public Loopback(string address)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = new Uri(address) };
    }

    /// <summary>Makes a company, signs in to it, and answers the path of its API.</summary>
    public async Task<string> OpenCompanyAsync(string plan = "Plus")
    {
        (await _http.PutAsJsonAsync("/simulator/throttle", new { enabled = false })).EnsureSuccessStatusCode();
        var realm = (await PostAsync("/simulator/companies", $$"""{"template":"US","plan":"{{plan}}"}""")).GetProperty("realmId").GetString()!;
        var pair = await PostAsync($"/simulator/companies/{realm}/tokens", "{}");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", pair.GetProperty("access_token").GetString());
        return $"/v3/company/{realm}/";
    }

    public async Task<JsonElement> PostAsync(string path, string json)
    {
        using var answer = await _http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    public Task<byte[]> GetAsync(string path) => _http.GetByteArrayAsync(path);

    /// <summary>Seconds that <paramref name="count"/> calls take, eight at a time. Calls are numbered from <paramref name="first"/>.</summary>
    public async Task<double> SecondsAsync(int first, int count, Func<int, (string Path, string? Json)> call)
    {
        var next = first - 1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < first + count; number = Interlocked.Increment(ref next))
            {
                var (path, json) = call(number);
                using var answer = json is null ? await _http.GetAsync(path) : await _http.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                }
            }
        }));
        return watch.Elapsed.TotalSeconds;
    }

    public void Dispose() => _http.Dispose();
}
