using System.Text;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Benchmarks;

/// <summary>
/// Creates and single reads of the simulator against a bare minimal API, both in this process and in turns: a round of one, a round of the other. What
/// counts is the median of the rounds' ratios.
/// </summary>
internal static class SimulatorSpeedBenchmark
{
    private const int Rounds = 11;
    private const int Creates = 2_000;
    private const int Reads = 6_000;

    public static IEnumerable<Figure> RunCreates()
    {
        var ratio = MeasureAsync((bench, round) => bench.RoundAsync(round * Creates, Creates, number => (bench.Api + "invoice", Invoice(number)), number => ("/rows", Invoice(number)))).GetAwaiter().GetResult();
        yield return new Figure("simulator-creates", ratio, 0.25, MoreIsBetter: true);
    }

    public static IEnumerable<Figure> RunReads()
    {
        var ratio = MeasureAsync((bench, round) => bench.RoundAsync(round * Reads, Reads, number => ($"{bench.Api}invoice/{bench.First + (number % Bench.Invoices)}", null), number => ($"/rows/{number}", null))).GetAwaiter().GetResult();
        yield return new Figure("simulator-reads", ratio, 0.5, MoreIsBetter: true);
    }

    /// <summary>An invoice of one service line.</summary>
    private static string Invoice(int number) =>
        FormattableString.Invariant($$"""
            {"DocNumber":"B-{{number}}","TxnDate":"2026-03-{{1 + (number % 28):00}}","CustomerRef":{"value":"1"},
             "Line":[{"Amount":{{100 + (number % 50)}}.00,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"} } }]}
            """);

    private static async Task<double> MeasureAsync(Func<Bench, int, Task<(double Simulator, double Bare)>> round)
    {
        var directory = Directory.CreateTempSubdirectory("qboconnect-benchmark-");
        try
        {
            await using var simulator = SimulatorHost.Build(new SimulatorOptions { DataPath = Path.Combine(directory.FullName, "simulator.db"), Throttled = false });
            await simulator.StartAsync();
            using var client = new Loopback(simulator.Urls.First());
            var api = await client.OpenCompanyAsync();
            await client.PostAsync(api + "customer", """{"DisplayName":"Ada Ltd"}""");
            var first = int.MaxValue;
            for (var number = 0; number < Bench.Invoices; number++)
            {
                var made = await client.PostAsync(api + "invoice", Invoice(number));
                first = Math.Min(first, int.Parse(made.GetProperty("Invoice").GetProperty("Id").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
            }
            var body = await client.GetAsync($"{api}invoice/{first}");
            await using var bare = new BareEndpoint(Path.Combine(directory.FullName, "bare.db"), body);
            await bare.StartAsync();
            using var bareClient = new Loopback(bare.Address);
            var bench = new Bench(client, bareClient, api, first);
            await round(bench, 1);
            await round(bench, 2);
            var ratios = new List<double>();
            for (var number = 3; number < 3 + Rounds; number++)
            {
                var (simulated, plain) = await round(bench, number);
                ratios.Add(plain / simulated);
            }
            Console.Error.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{body.Length} bytes; ratios {string.Join(' ', ratios.Select(r => r.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)))}"));
            return ratios.Order().ElementAt(Rounds / 2);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Both ends of the comparison.</summary>
    private sealed record Bench(Loopback Simulator, Loopback Bare, string Api, int First)
    {
        public const int Invoices = 500;

        public async Task<(double Simulator, double Bare)> RoundAsync(int first, int count, Func<int, (string, string?)> simulated, Func<int, (string, string?)> plain)
        {
            var seconds = await Simulator.SecondsAsync(first, count, simulated);
            return (seconds, await Bare.SecondsAsync(first, count, plain));
        }
    }
}
