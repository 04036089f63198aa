using System.Globalization;

namespace QboConnect.Benchmarks;

/// <summary>
/// Cost of a write and memory as a company grows, in processes of their own: the last 10,000 of 200,000 documents against the first 10,000 of a fresh
/// simulator that is written to in turns with it, 200 at a time. What counts is the median of the turns' ratios. Documents are invoices of services and of
/// stock, with numbers of the client's own, and payments, which QuickBooks applies by itself to the oldest open invoice of their customer.
/// </summary>
internal static class SimulatorGrowthBenchmark
{
    private const int Documents = 200_000;
    private const int Compared = 10_000;
    private const int Turn = 200;
    private const int Customers = 200;

    public static IEnumerable<Figure> Run()
    {
        var (ratio, megabytes) = MeasureAsync().GetAwaiter().GetResult();
        yield return new Figure("simulator-growth", ratio, 1.2);
        yield return new Figure("simulator-memory-mb", megabytes, 400);
    }

    private static async Task<(double Ratio, double Megabytes)> MeasureAsync()
    {
        var directory = Directory.CreateTempSubdirectory("qboconnect-benchmark-");
        try
        {
            using var large = await Company.OpenAsync(Path.Combine(directory.FullName, "large.db"));
            using var small = await Company.OpenAsync(Path.Combine(directory.FullName, "small.db"));
            // So that the small one is as warm as the large one: documents of another company do not make this one larger.
            using (var other = await small.SisterAsync())
            {
                await other.WriteAsync(Compared / 2);
            }
            await large.WriteAsync(Documents - Compared);
            var ratios = new List<double>();
            for (var turn = 0; turn < Compared / Turn; turn++)
            {
                var first = await small.WriteAsync(Turn);
                ratios.Add(await large.WriteAsync(Turn) / first);
            }
            Console.Error.WriteLine($"ratios {string.Join(' ', ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}");
            return (ratios.Order().ElementAt(ratios.Count / 2), large.PeakMegabytes);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>A company that documents are written to.</summary>
    private sealed class Company : IDisposable
    {
        private readonly SimulatorProcess _simulator;
        private readonly bool _ownsSimulator;
        private readonly Loopback _client;
        private string _api = "";
        private string _stock = "";
        private int _written;

        private Company(SimulatorProcess simulator, bool ownsSimulator) => (_simulator, _ownsSimulator, _client) = (simulator, ownsSimulator, new Loopback(simulator.Address));

        public double PeakMegabytes => _simulator.PeakMegabytes;

        public static async Task<Company> OpenAsync(string dataPath) => await FilledAsync(new Company(await SimulatorProcess.StartAsync(dataPath), ownsSimulator: true));

        /// <summary>Another company of the same simulator.</summary>
        public Task<Company> SisterAsync() => FilledAsync(new Company(_simulator, ownsSimulator: false));

        /// <summary>Seconds that the next documents take.</summary>
        public async Task<double> WriteAsync(int count)
        {
            var seconds = await _client.SecondsAsync(_written, count, Document);
            _written += count;
            return seconds;
        }

        public void Dispose()
        {
            _client.Dispose();
            if (_ownsSimulator)
            {
                _simulator.Dispose();
            }
        }

        private static async Task<Company> FilledAsync(Company company)
        {
            var client = company._client;
            var api = company._api = await client.OpenCompanyAsync();
            for (var number = 1; number <= Customers; number++)
            {
                await client.PostAsync(api + "customer", $$"""{"DisplayName":"Customer {{number}}"}""");
            }
            var item = await client.PostAsync(api + "item", $$"""
                {"Name":"Frame","Type":"Inventory","TrackQtyOnHand":true,"QtyOnHand":1000000,"InvStartDate":"2026-01-01","PurchaseCost":4.5,
                 "IncomeAccountRef":{"value":"{{await company.AccountAsync("Sales of Product Income")}}"},"ExpenseAccountRef":{"value":"{{await company.AccountAsync("Cost of Goods Sold")}}"},
                 "AssetAccountRef":{"value":"{{await company.AccountAsync("Inventory Asset")}}"} }
                """);
            company._stock = item.GetProperty("Item").GetProperty("Id").GetString()!;
            return company;
        }

        private async Task<string> AccountAsync(string name)
        {
            var answer = System.Text.Json.JsonDocument.Parse(await _client.GetAsync($"{_api}query?query={Uri.EscapeDataString($"select * from Account where Name = '{name}'")}"));
            return answer.RootElement.GetProperty("QueryResponse").GetProperty("Account")[0].GetProperty("Id").GetString()!;
        }

        private (string Path, string? Json) Document(int number) => number % 5 == 4 ? (_api + "payment", Payment(number)) : (_api + "invoice", Invoice(number));

        private string Invoice(int number) => FormattableString.Invariant($$"""
            {"DocNumber":"G-{{number}}","TxnDate":"{{Day(number)}}","CustomerRef":{"value":"{{1 + (number % Customers)}}"},
             "Line":[{"Amount":{{100 + (number % 50)}}.00,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{(number % 4 == 0 ? _stock : "1")}}"},"Qty":1} }]}
            """);

        private static string Payment(int number) => FormattableString.Invariant(
            $$"""{"TxnDate":"{{Day(number)}}","CustomerRef":{"value":"{{1 + (number % Customers)}}"},"TotalAmt":{{50 + (number % 20)}}.00}""");

        /// <summary>Days go on as documents do: one day for every thousand.</summary>
        private static string Day(int number) => new DateOnly(2026, 2, 1).AddDays(number / 1000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
