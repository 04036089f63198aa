using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;
using QboConnect.Core.Sync.Shell;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Benchmarks;

/// <summary>
/// The engine's own export of journal entries, intents and links in SQLite, through the simulator's throttle with every window scaled down and the client's
/// with it. QuickBooks allows 500 requests a minute of which 40 may be batches of 30: 460 + 40 × 30 = 1,660 documents a minute.
/// </summary>
internal static class ThrottleBenchmark
{
    private const double Scale = 0.5;
    private const int Minutes = 2;
    private const int DocumentsAMinute = (500 - 40) + (40 * 30);
    private const int Allowed = Minutes * DocumentsAMinute;

    public static IEnumerable<Figure> Run()
    {
        var (documents, refusals) = MeasureAsync().GetAwaiter().GetResult();
        Console.Error.WriteLine($"{documents} documents of {Allowed} that the limits allow, {refusals} answers 429");
        yield return new Figure("throttle", documents / (double)Allowed, 0.95, MoreIsBetter: true);
        yield return new Figure("throttle-429", refusals, 0);
    }

    private static async Task<(int Documents, int Refusals)> MeasureAsync()
    {
        var directory = Directory.CreateTempSubdirectory("qboconnect-benchmark-");
        await using var simulator = SimulatorHost.Build(new SimulatorOptions { DataPath = Path.Combine(directory.FullName, "simulator.db") });
        await simulator.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(simulator.Urls.First()) };
        var realm = (await PostAsync(http, "/simulator/companies", new { template = "US", plan = "Plus" })).GetProperty("realmId").GetString()!;
        var pair = await PostAsync(http, $"/simulator/companies/{realm}/tokens", new { });
        (await http.PutAsJsonAsync("/simulator/throttle", new { enabled = true, scale = Scale })).EnsureSuccessStatusCode();

        await using var services = Services(directory, http.BaseAddress, realm, pair);
        var databases = services.GetRequiredService<IDbContextFactory<QboConnectDb>>();
        await using (var db = await databases.CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
        }

        var client = services.GetRequiredService<QboClientFactory>().For(realm, readOnly: false);
        var known = new QboIds { ByLocalKey = new Dictionary<string, string>(), Accounts = await AccountsAsync(client), IsUs = true };
        var refusals = 0;
        using var listener = CountingRefusals(() => Interlocked.Increment(ref refusals));
        // The windows are to be empty at the start.
        await Task.Delay(TimeSpan.FromMinutes(1) * Scale);

        var ids = services.GetRequiredService<IdSource>();
        var run = new SyncRun { Id = ids.Next(), RealmId = realm, Trigger = SyncTrigger.Manual, StartedBy = "benchmark", StartedAt = TimeProvider.System.GetUtcNow() };
        using var settle = new SettleIntents(databases, ids, TimeProvider.System);
        using var apply = new ApplyPlan(databases, client, settle, ids, TimeProvider.System, run, known, Currency.Usd);
        var time = TimeSpan.FromMinutes(Minutes) * Scale;
        using var end = new CancellationTokenSource();
        var inTime = 0;
        var watch = Stopwatch.StartNew();
        end.CancelAfter(time);
        try
        {
            await apply.RunAsync(Plan(), (_, _) => _ = watch.Elapsed <= time ? Interlocked.Increment(ref inTime) : 0, end.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is up.
        }

        var done = inTime;
        await services.DisposeAsync();
        await simulator.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        directory.Delete(recursive: true);
        return (done, refusals);
    }

    private static SyncPlan Plan() => new()
    {
        Items = [.. Enumerable.Range(1, Allowed + 500).Select(Item)],
        NothingToSend = [],
    };

    private static PlannedItem Item(int number)
    {
        var day = new DateOnly(2026, 1, 1).AddDays(number % 300);
        var document = new ExportDocument
        {
            LocalKey = LocalKeys.Of("journal", number),
            Kind = ExportKind.JournalEntry,
            Number = FormattableString.Invariant($"J-{number}"),
            Date = day,
            Currency = "USD",
            Lines = [new ExportLine { Minor = 100 + number, AccountId = 1 }, new ExportLine { Minor = -100 - number, AccountId = 2 }],
            Effect = new Dictionary<long, long> { [1] = 100 + number, [2] = -100 - number },
        };
        return new PlannedItem
        {
            LocalKey = document.LocalKey,
            Outcome = PlanOutcome.Create,
            Phase = PlanPhase.Documents,
            QboEntity = nameof(ExportKind.JournalEntry),
            Number = document.Number,
            Date = day,
            AmountMinor = 100 + number,
            Document = document,
        };
    }

    private static ServiceProvider Services(DirectoryInfo directory, Uri simulator, string realm, JsonElement pair) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddPersistence(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(directory.FullName, "qboconnect.db")};Default Timeout=5")
        .AddSingleton<IQboTokenStore>(new OneCompany(realm, new QboTokens(
            pair.GetProperty("access_token").GetString()!, TimeProvider.System.GetUtcNow().AddHours(1), pair.GetProperty("refresh_token").GetString()!, TimeProvider.System.GetUtcNow().AddDays(100), null)))
        .AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["QuickBooks:Environment"] = "Simulator",
            ["QuickBooks:ClientId"] = "simulator-client",
            ["QuickBooks:ClientSecret"] = "simulator-secret",
            ["Simulator:Url"] = simulator.ToString(),
        }).Build())
        .Configure<QboOptions>(options => options.Limits = new QboLimits { WindowScale = Scale })
        .BuildServiceProvider();

    private static async Task<Dictionary<long, string>> AccountsAsync(QboClient client)
    {
        var answer = await client.QueryAllAsync<QboAccount>(null, CancellationToken.None);
        var accounts = answer.IsOk(out var rows) ? rows : throw new InvalidOperationException("The simulator's accounts could not be read.");
        return new() { [1] = accounts.First(row => row.AccountType == "Expense").Id!, [2] = accounts.First(row => row.AccountType == "Income").Id! };
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static MeterListener CountingRefusals(Action count)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Name == "qbo.throttled") { self.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => count());
        listener.Start();
        return listener;
    }

    private sealed class OneCompany(string realm, QboTokens tokens) : IQboTokenStore
    {
        private QboTokens? _tokens = tokens;

        public Task<QboTokens?> ReadAsync(string realmId, CancellationToken cancellation) => Task.FromResult(realmId == realm ? _tokens : null);

        public Task SaveAsync(string realmId, QboTokens tokens, CancellationToken cancellation)
        {
            _tokens = tokens;
            return Task.CompletedTask;
        }

        public Task ClearAsync(string realmId, CancellationToken cancellation)
        {
            _tokens = null;
            return Task.CompletedTask;
        }
    }
}
