using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Benchmarks;

/// <summary>
/// Every step of the Connect Wizard, as its page runs it, and of the migration, with 5,000 accounts, products, customers and open invoices on both sides
/// and the simulator's throttle on: how long it takes against what its calls need within QuickBooks' limits. A step of the wizard that calls nothing is held
/// against the reading it stands on. The worst ratio counts.
/// </summary>
internal static class WizardBenchmark
{
    /// <summary>
    /// The replacing of the items is 10,000 writes, six minutes at QuickBooks' pace; there the windows are shortened on both sides, and with them what the
    /// calls need. What the machine itself does for a write stays as long as it is, so it weighs five times as much as in earnest: the ratio is the worse for it.
    /// </summary>
    private const double ShortScale = 0.2;

    private static readonly Uri Callback = new("http://localhost/integration/quickbooks/callback");

    public static IEnumerable<Figure> Run()
    {
        yield return new Figure("wizard", MeasureAsync().GetAwaiter().GetResult(), 1.2);
    }

    private static async Task<double> MeasureAsync()
    {
        var directory = Directory.CreateTempSubdirectory("qboconnect-benchmark-");
        try
        {
            using var simulator = await SimulatorProcess.StartAsync(Path.Combine(directory.FullName, "simulator.db"));
            var realm = await LargeCompany.MakeAsync(simulator.Address);
            var keys = new EphemeralDataProtectionProvider();
            using var steps = new Steps();
            await using (var services = Services(directory, simulator.Address, keys, scale: 1))
            {
                await LargeCompany.FillCoreAsync(services.GetRequiredService<IDbContextFactory<QboConnectDb>>(), services.GetRequiredService<IdSource>());
                await ThrottleAsync(simulator.Address, 1);
                await ConnectAsync(services, simulator.Address, realm);
                await WizardAsync(services.GetRequiredService<WizardDesk>(), steps);
                // So that the migration finds the limit of ten requests a second unused, as after the time a person needs. That of a minute still holds the wizard's reading.
                await Task.Delay(TimeSpan.FromSeconds(2));
                await MigrateAsync(services, step => step < MigrationStep.ReplaceItems, steps, scale: 1);
            }

            await ThrottleAsync(simulator.Address, ShortScale);
            await using (var services = Services(directory, simulator.Address, keys, ShortScale))
            {
                await MigrateAsync(services, step => step >= MigrationStep.ReplaceItems, steps, ShortScale);
                await using var db = await services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync();
                var migration = await db.Migrations.SingleAsync();
                return migration.State == MigrationState.Done ? steps.Worst : throw new InvalidOperationException(migration.Message ?? $"The migration stands in {migration.Step}.");
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    private static async Task WizardAsync(WizardDesk desk, Steps steps)
    {
        QuickBooksLists? lists = null;
        WizardView view = null!;
        await steps.TakeAsync("read QuickBooks", 1, async () => (lists, _) = await desk.ReadQuickBooksAsync(CancellationToken.None));
        var need = steps.LastNeed;
        await StepAsync("show it", () => Task.CompletedTask);
        await StepAsync("choose the mode", () => desk.SaveAsync(row => (row.Mode, row.Step) = (IntegrationMode.BothWays, WizardStep.Accounts), CancellationToken.None));
        var open = view.Accounts!.Rows.First(row => row.Choice is null);
        await StepAsync("search for an account", () => Task.FromResult(open.Candidates.Count));
        await StepAsync("map an account", () => desk.ChooseAsync(MappingKind.Account, open.LocalId, Free(view, open), CancellationToken.None));
        foreach (var (row, candidate) in FreeForAll(view))
        {
            await desk.ChooseAsync(MappingKind.Account, row.LocalId, candidate, CancellationToken.None);
        }

        await StepAsync("choose opening balances", () => desk.SaveAsync(row => row.ImportOpeningBalances = true, CancellationToken.None));
        await StepAsync("choose stock", () => desk.SaveAsync(row => (row.ImportStock, row.StockLocationId) = (true, view.Locations[0].Id), CancellationToken.None));
        string? refused = null;
        await StepAsync("confirm", async () => refused = await desk.ConfirmAsync(view, WizardView.Phrase, "benchmark", CancellationToken.None));
        if (refused is not null)
        {
            throw new InvalidOperationException(refused);
        }

        // After each choice the page loads the wizard anew.
        Task StepAsync(string name, Func<Task> choose) => steps.TakeAsync(name, need, async () =>
        {
            await choose();
            view = await desk.LoadAsync(lists, CancellationToken.None);
        });
    }

    private static MappingCandidate Free(WizardView view, MappingRow row) => row.Candidates.First(candidate => view.Accounts!.HolderOf(candidate.QboId) is null);

    private static IEnumerable<(MappingRow Row, MappingCandidate Candidate)> FreeForAll(WizardView view)
    {
        var taken = view.Accounts!.Rows.Select(row => row.Choice?.QboId).OfType<string>().ToHashSet();
        foreach (var row in view.Accounts.Rows.Where(row => row.Choice is null))
        {
            yield return (row, row.Candidates.First(candidate => taken.Add(candidate.QboId)));
        }
    }

    private static Task MigrateAsync(ServiceProvider services, Func<MigrationStep, bool> which, Steps steps, double scale) => new MigrateCompany(
        services.GetRequiredService<IDbContextFactory<QboConnectDb>>(), services.GetRequiredService<QboClientFactory>(),
        services.GetServices<IMigrationStep>().Where(step => which(step.Step)).Select(step => new Timed(step, steps, scale)),
        services.GetRequiredService<MigrationWatch>(), services.GetRequiredService<IdSource>(), TimeProvider.System, NullLogger<MigrateCompany>.Instance).RunAsync(CancellationToken.None);

    /// <summary>Goes to the consent page and back as a browser does.</summary>
    private static async Task ConnectAsync(ServiceProvider services, string simulator, string realm)
    {
        var connect = services.GetRequiredService<ConnectCompany>();
        var (url, secret) = await connect.BeginAsync(Callback, CancellationToken.None);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(simulator) };
        using var redirect = await browser.GetAsync(new Uri($"{url}&realmId={realm}&consent=allow"));
        var query = HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);
        var result = await connect.FinishAsync(new ConsentAnswer(query["state"], query["code"], query["realmId"], query["error"]), secret, Callback, CancellationToken.None);
        if (!result.IsConnected)
        {
            throw new InvalidOperationException(result.ToString());
        }
    }

    private static async Task ThrottleAsync(string simulator, double scale)
    {
        using var http = new HttpClient { BaseAddress = new Uri(simulator) };
        (await http.PutAsJsonAsync("/simulator/throttle", new { enabled = true, scale })).EnsureSuccessStatusCode();
    }

    private static ServiceProvider Services(DirectoryInfo directory, string simulator, EphemeralDataProtectionProvider keys, double scale) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IDataProtectionProvider>(keys)
        .AddSingleton(new BackupFolder(directory.FullName))
        .AddPersistence(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(directory.FullName, "qboconnect.db")};Default Timeout=5")
        .AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["QuickBooks:Environment"] = "Simulator",
            ["QuickBooks:ClientId"] = "simulator-client",
            ["QuickBooks:ClientSecret"] = "simulator-secret",
            ["Simulator:Url"] = simulator,
        }).Build())
        .Configure<QboOptions>(options => options.Limits = new QboLimits { WindowScale = scale })
        .AddLedger()
        .AddConnect()
        .BuildServiceProvider();

    /// <summary>The steps taken so far.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly CountedCalls _calls = new();

        public double Worst { get; private set; }

        public double LastNeed { get; private set; }

        /// <summary>Takes a step and prints its ratio.</summary>
        /// <param name="name">The step.</param>
        /// <param name="otherwise">Seconds it is held against where it calls nothing.</param>
        /// <param name="step">The step itself.</param>
        /// <param name="scale">Length of QuickBooks' minute against the real one.</param>
        public async Task TakeAsync(string name, double otherwise, Func<Task> step, double scale = 1)
        {
            var before = (_calls.Requests, _calls.Batches);
            var watch = Stopwatch.StartNew();
            await step();
            var seconds = watch.Elapsed.TotalSeconds;
            var need = _calls.NeedSince(before, scale);
            LastNeed = need > 0 ? need : otherwise;
            Worst = Math.Max(Worst, seconds / LastNeed);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {seconds:0.00} s, ratio {seconds / LastNeed:0.00} of {LastNeed:0.00} s ({_calls.Requests - before.Requests} requests, {_calls.Batches - before.Batches} batches)"));
        }

        public void Dispose() => _calls.Dispose();
    }

    /// <summary>A step of the migration, timed.</summary>
    private sealed class Timed(IMigrationStep step, Steps steps, double scale) : IMigrationStep
    {
        public MigrationStep Step => step.Step;

        public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
        {
            string? problem = null;
            await steps.TakeAsync($"migrate {Step}", 60 * scale, async () => problem = await step.RunAsync(work, cancellation), scale);
            return problem;
        }
    }
}
