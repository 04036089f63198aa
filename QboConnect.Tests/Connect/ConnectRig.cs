using System.Net.Http.Json;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Finance.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Preflight.Shell;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sync.Shell;
using QboConnect.Simulator.Hosting;
using QboConnect.Tests.QuickBooks;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using QboConnect.Tests.Sync;

namespace QboConnect.Tests.Connect;

/// <summary>Core with the demo company, wired as the program wires it, beside a real simulator with its demo company.</summary>
internal sealed class ConnectRig : IAsyncDisposable
{
    private static readonly Uri Callback = new("http://localhost/integration/quickbooks/callback");
    private readonly WebApplication _simulator;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly HttpClient _browser;
    private string? _realm;

    private ConnectRig(WebApplication simulator, TestDatabase database, ServiceProvider services)
    {
        (_simulator, _database, _services) = (simulator, database, services);
        _browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(simulator.Urls.First()) };
    }

    public IDbContextFactory<QboConnectDb> Databases => _database;

    public QboClient Client { get; private set; } = null!;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Where the simulator is.</summary>
    public Uri QuickBooks => new(_simulator.Urls.First());

    public static async Task<ConnectRig> StartAsync(Databases databases, DatabaseProvider provider, CancellationToken cancellation) =>
        await StartAsync(await databases.NewWithDemoCompanyAsync(provider), cancellation);

    /// <summary>Starts it on a database.</summary>
    /// <param name="database">Core's database: migrated and empty, or with the demo company.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="dataDirectory">The app's data directory where tokens are to be readable by the app; null where nobody else reads them.</param>
    public static async Task<ConnectRig> StartAsync(TestDatabase database, CancellationToken cancellation, DirectoryInfo? dataDirectory = null)
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { WithDemoCompany = true, Throttled = false });
        await simulator.StartAsync(cancellation);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["QuickBooks:ClientId"] = "simulator-client",
            ["QuickBooks:ClientSecret"] = "simulator-secret",
            ["Simulator:Url"] = simulator.Urls.First(),
        }).Build();
        var services = new ServiceCollection();
        services.Configure<QboOptions>(options => options.Limits = QboRig.Hasty);
        services.AddLogging().AddSingleton(TimeProvider.System).AddPersistence(database.Provider, database.ConnectionString);
        _ = dataDirectory is null ? services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>() : services.AddKeys(dataDirectory);
        services.AddSingleton(new BackupFolder(Directory.CreateTempSubdirectory("qboconnect-backups-").FullName));
        services.AddQuickBooks(configuration).AddLedger().AddDemo().AddConnect().AddPreflight().AddConsolidation().AddSync().AddReconciliation();
        var rig = new ConnectRig(simulator, database, services.BuildServiceProvider());
        await using var db = ((IDbContextFactory<QboConnectDb>)database).CreateDbContext();
        if (!await db.Organisations.AnyAsync(cancellation))
        {
            (await rig.Get<LoadDemoCompany>().RunAsync(cancellation: cancellation)).Should().BeNull();
        }

        return rig;
    }

    /// <summary>Goes to the consent page and back as a browser does.</summary>
    /// <returns>QuickBooks' answer and the browser's secret.</returns>
    public async Task<(ConsentAnswer Answer, string Secret)> ConsentAsync(CancellationToken cancellation, string consent = "allow", bool takesOver = false)
    {
        var (url, secret) = await Get<ConnectCompany>().BeginAsync(Callback, cancellation, takesOver);
        var realm = await RealmAsync(cancellation);
        using var redirect = await _browser.GetAsync(new Uri($"{url}&realmId={realm}&consent={consent}"), cancellation);
        var query = HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);
        return (new ConsentAnswer(query["state"], query["code"], query["realmId"], query["error"]), secret);
    }

    public Task<ConnectResult> FinishAsync(ConsentAnswer answer, string? secret, CancellationToken cancellation) =>
        Get<ConnectCompany>().FinishAsync(answer, secret, Callback, cancellation);

    /// <summary>Makes another company at QuickBooks, empty as a fresh one is, and goes there from now on.</summary>
    /// <param name="company">The body of the control surface's POST /simulator/companies.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A view of it as its own people have.</returns>
    public async Task<SimulatedCompany> UseNewCompanyAsync(object company, CancellationToken cancellation)
    {
        using var answer = await _browser.PostAsJsonAsync("/simulator/companies", company, cancellation);
        answer.EnsureSuccessStatusCode();
        _realm = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(cancellation)).GetProperty("realmId").GetString();
        return await SimulatorFixture.EnterAsync(_browser, _realm!);
    }

    /// <summary>A view of the company as its own people have.</summary>
    public async Task<SimulatedCompany> EnterCompanyAsync(CancellationToken cancellation) => await SimulatorFixture.EnterAsync(_browser, await RealmAsync(cancellation));

    /// <summary>The same with an empty company of Core's instead of the demo company.</summary>
    public static async Task<ConnectRig> StartAsync(Databases databases, DatabaseProvider provider, CompanySetup setup, CancellationToken cancellation)
    {
        var database = await databases.NewAsync(provider);
        (await new SetUpCompany(database, new IdSource(TimeProvider.System)).RunAsync(setup, cancellation)).Should().BeEmpty();
        return await StartAsync(database, cancellation);
    }

    /// <summary>What the simulator's control surface answers.</summary>
    public Task<string> ControlAsync(string path, CancellationToken cancellation) => _browser.GetStringAsync(new Uri("/simulator/" + path, UriKind.Relative), cancellation);

    /// <summary>Everything up to the migration, all steps taken.</summary>
    public async Task ConfirmAsync(IntegrationMode mode, CancellationToken cancellation, DiscardedData discarded = DiscardedData.None)
    {
        var view = await ChooseAsync(mode, cancellation, discarded);
        (await Get<WizardDesk>().ConfirmAsync(view, WizardView.Phrase, "owner@harbour.example", cancellation)).Should().BeNull();
    }

    /// <summary>All steps but the last.</summary>
    /// <param name="mode">Which way.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="discarded">What of Core's is discarded.</param>
    /// <param name="whatIsMissing">Whether accounts that QuickBooks lacks are made there, as the wizard offers.</param>
    public async Task<WizardView> ChooseAsync(IntegrationMode mode, CancellationToken cancellation, DiscardedData discarded = DiscardedData.None, bool whatIsMissing = false)
    {
        var desk = Get<WizardDesk>();
        await desk.SaveAsync(row => (row.Mode, row.Discarded) = (mode, discarded), cancellation);
        var (answer, secret) = await ConsentAsync(cancellation);
        (await FinishAsync(answer, secret, cancellation)).IsConnected.Should().BeTrue();
        Client = Get<QboClientFactory>().For(answer.RealmId!, readOnly: true);

        var (lists, problem) = await desk.ReadQuickBooksAsync(cancellation);
        problem.Should().BeNull();
        var view = await desk.LoadAsync(lists, cancellation);
        if (whatIsMissing)
        {
            (await Get<CreateInQuickBooks>().AccountsAsync(view.AccountDrafts, cancellation)).Should().AllSatisfy(row => row.Problem.Should().BeNull());
            (lists, _) = await desk.ReadQuickBooksAsync(cancellation);
            view = await desk.LoadAsync(lists, cancellation);
            foreach (var row in view.TaxRules!.Rows.Where(row => row.Choice is null))
            {
                await desk.ChooseAsync(Core.Mapping.MappingKind.TaxRule, row.LocalId, row.Candidates[0], cancellation);
            }
        }

        foreach (var row in view.Accounts!.Rows.Where(row => row.Choice is null))
        {
            await desk.ChooseAsync(Core.Mapping.MappingKind.Account, row.LocalId, row.Candidates.First(candidate => view.Accounts.HolderOf(candidate.QboId) is null), cancellation);
        }

        await desk.SaveAsync(row => (row.ImportOpeningBalances, row.ImportStock, row.StockLocationId) = (true, true, view.Locations[0].Id), cancellation);
        return await desk.LoadAsync(lists, cancellation);
    }

    /// <summary>Confirms what was chosen and runs the migration to its end.</summary>
    public async Task MigrateAsync(WizardView view, CancellationToken cancellation)
    {
        (await Get<WizardDesk>().ConfirmAsync(view, WizardView.Phrase, "owner@harbour.example", cancellation)).Should().BeNull();
        await Get<MigrateCompany>().RunAsync(cancellation);
        await using var db = await Databases.CreateDbContextAsync(cancellation);
        var migration = await db.Migrations.AsNoTracking().SingleAsync(cancellation);
        migration.State.Should().Be(MigrationState.Done, migration.Message);
    }

    /// <summary>Switches inventory tracking off, as a person does in QuickBooks' settings.</summary>
    public async Task StopTrackingInventoryAsync(CancellationToken cancellation)
    {
        using var answer = await _browser.PostAsJsonAsync($"/simulator/companies/{await RealmAsync(cancellation)}/settings", new { inventoryTracking = false }, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a merchant does inside QuickBooks: the tokens die without Core being told.</summary>
    public async Task RevokeAtQuickBooksAsync(string realmId, CancellationToken cancellation)
    {
        var tokens = await Get<IQboTokenStore>().ReadAsync(realmId, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/oauth2/tokens/revoke") { Content = JsonContent.Create(new { token = tokens!.RefreshToken }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("simulator-client:simulator-secret"u8));
        using var answer = await _browser.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        Directory.Delete(Get<BackupFolder>().Path, recursive: true);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    private async Task<string> RealmAsync(CancellationToken cancellation)
    {
        if (_realm is not null)
        {
            return _realm;
        }

        using var companies = System.Text.Json.JsonDocument.Parse(await _browser.GetStringAsync(new Uri("/simulator/companies", UriKind.Relative), cancellation));
        return companies.RootElement[0].GetProperty("realmId").GetString()!;
    }
}
