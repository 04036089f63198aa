using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace QboConnect.Tests.Simulator;

/// <summary>The simulator as a program of its own, killed (SIGKILL) in the midst of writes on eight connections, and started again on the same file.</summary>
public sealed class KilledSimulatorTests : IAsyncLifetime
{
    private const int Connections = 8;
    private const int WritesBeforeTheEnd = 200;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("qboconnect-simulator-killed-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_loses_no_answered_write_and_a_repeated_request_is_done_once()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var answered = new ConcurrentDictionary<string, string>();
        Shop shop;
        using (var first = await RunningSimulator.StartAsync(_data.FullName, limit.Token))
        {
            shop = await Shop.OpenAsync(await SimulatorFixture.CompanyAsync(first.Http));
            await KillAmidWritesAsync(first.Process, shop, answered);
            await first.Process.WaitForExitAsync(limit.Token);
        }

        using var second = await RunningSimulator.StartAsync(_data.FullName, limit.Token);
        shop = shop with { Company = await SimulatorFixture.EnterAsync(second.Http, shop.Company.Realm) };
        answered.Count.Should().BeGreaterThanOrEqualTo(WritesBeforeTheEnd);
        // What was answered is answered again with the same id; what was not is done now, once.
        for (var number = 0; number < WritesBeforeTheEnd + (2 * Connections); number++)
        {
            var id = await shop.SellAsync(number);
            answered.GetOrAdd(Shop.Number(number), id).Should().Be(id, "invoice {0} was answered already", number);
        }

        var invoices = await shop.Company.QueryAsync("select * from Invoice maxresults 1000");
        invoices.Select(row => (row!["DocNumber"]!.GetValue<string>(), row["Id"]!.GetValue<string>())).Should().BeEquivalentTo(answered.Select(one => (one.Key, one.Value)));
        var ledger = JsonNode.Parse(await second.Http.GetStringAsync(new Uri($"/simulator/companies/{shop.Company.Realm}/ledger", UriKind.Relative), limit.Token))!.AsArray();
        ledger.Sum(line => line!["home"]!.GetValue<decimal>()).Should().Be(0m);
        ledger.Where(line => line!["account"]!.GetValue<string>() == "Accounts Receivable (A/R)").Sum(line => line!["home"]!.GetValue<decimal>()).Should().Be(10m * answered.Count);
    }

    private static async Task KillAmidWritesAsync(Process simulator, Shop shop, ConcurrentDictionary<string, string> answered)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            try
            {
                while (!simulator.HasExited)
                {
                    var number = Interlocked.Increment(ref next);
                    answered[Shop.Number(number)] = await shop.SellAsync(number);
                    if (answered.Count == WritesBeforeTheEnd)
                    {
                        simulator.Kill();
                    }
                }
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                // The answer did not come; whether the write was done is what the second start tells.
            }
        }));
    }

    /// <summary>A company that sells one thing to one customer for 10.00.</summary>
    private sealed record Shop(SimulatedCompany Company, string Customer, string Item)
    {
        public static async Task<Shop> OpenAsync(SimulatedCompany company) =>
            new(company, (await company.SaveAsync("customer", """{"DisplayName":"Quay Street"}"""))["Id"]!.GetValue<string>(), await company.IdAsync("Item", "Services"));

        public static string Number(int number) => FormattableString.Invariant($"K-{number}");

        public async Task<string> SellAsync(int number)
        {
            var line = $$"""{"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{Item}}"} } }""";
            var body = $$"""{"DocNumber":"{{Number(number)}}","CustomerRef":{"value":"{{Customer}}"},"Line":[{{line}}]}""";
            return (await Company.SaveAsync(FormattableString.Invariant($"invoice?requestid=r-{number}"), body))["Id"]!.GetValue<string>();
        }
    }

    private sealed class RunningSimulator : IDisposable
    {
        private RunningSimulator(Process process, Uri url) => (Process, Http) = (process, new HttpClient { BaseAddress = url });

        public Process Process { get; }

        public HttpClient Http { get; }

        public static async Task<RunningSimulator> StartAsync(string directory, CancellationToken cancellation)
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = directory };
            string[] arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "QboConnect.Simulator.dll"), "--urls", "http://127.0.0.1:0",
                "--Simulator:Data", Path.Combine(directory, "simulator.db"), "--Simulator:Demo", "false",
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            var process = Process.Start(start)!;
            // Its first line says where it serves: "QuickBooks Online simulator at http://127.0.0.1:40123, data in ...".
            var line = await process.StandardOutput.ReadLineAsync(cancellation) ?? "";
            var simulator = new RunningSimulator(process, new Uri(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)).TrimEnd(',')));
            (await simulator.Http.PutAsJsonAsync("/simulator/throttle", new { enabled = false, scale = 1 }, cancellation)).EnsureSuccessStatusCode();
            return simulator;
        }

        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
                Process.WaitForExit();
            }

            Process.Dispose();
            Http.Dispose();
        }
    }
}
