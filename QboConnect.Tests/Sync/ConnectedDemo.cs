using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sync.Shell;
using QboConnect.Simulator.Hosting;
using QboConnect.Tests.QuickBooks;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Sync;

/// <summary>
/// The simulator's demo company over HTTP and a database connected to it, wired as the app wires it: accounts mapped by name, QuickBooks' books before the
/// first sync kept as baseline, inventory tracking off.
/// </summary>
internal sealed class ConnectedDemo : IAsyncDisposable
{
    public const string Realm = "9341450000000001";

    private readonly WebApplication _simulator;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private ConnectedDemo(WebApplication simulator, TestDatabase database, ServiceProvider services) =>
        (_simulator, _database, _services) = (simulator, database, services);

    public QboClient Client => _services.GetRequiredService<QboClientFactory>().For(Realm, readOnly: false);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public QboConnectDb Open() => _database.CreateDbContext();

    public static async Task<ConnectedDemo> StartAsync(TestDatabase database, CancellationToken cancellation)
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { WithDemoCompany = true, Throttled = false });
        await simulator.StartAsync(cancellation);
        var url = new Uri(simulator.Urls.First());
        using var http = new HttpClient { BaseAddress = url };
        var pair = JsonNode.Parse(await (await http.PostAsync($"/simulator/companies/{Realm}/tokens", null, cancellation)).Content.ReadAsStringAsync(cancellation))!;
        var store = new MemoryTokenStore();
        store.Tokens[Realm] = QboRig.LivingTokens(TimeProvider.System, pair["access_token"]!.GetValue<string>(), pair["refresh_token"]!.GetValue<string>());
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDbContextFactory<QboConnectDb>>(database)
            .AddSingleton(new IdSource(TimeProvider.System))
            .AddSingleton<IQboTokenStore>(store)
            .AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["QuickBooks:Environment"] = "Simulator",
                ["QuickBooks:ClientId"] = "simulator-client",
                ["QuickBooks:ClientSecret"] = "simulator-secret",
                ["Simulator:Url"] = url.ToString(),
            }).Build())
            .Configure<QboOptions>(options => options.Limits = QboRig.Hasty)
            .AddLedger().AddConsolidation().AddSync().AddDemo()
            .AddSingleton<Reconcile>()
            .BuildServiceProvider();
        return new ConnectedDemo(simulator, database, services);
    }

    /// <summary>Loads the demo company and connects it.</summary>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        (await Get<LoadDemoCompany>().RunAsync(null, cancellation)).Should().BeNull();
        (await Client.QueryAllAsync<QboItem>(null, cancellation)).IsOk(out var items).Should().BeTrue();
        foreach (var item in items!.Where(item => item.Type == "Inventory"))
        {
            var inactive = new QboItem { Id = item.Id, SyncToken = item.SyncToken, Active = false };
            (await Client.UpdateAsync(inactive, $"inactive-{item.Id}", sparse: true, cancellation)).Should().BeOfType<QboOutcome<QboItem>.Ok>();
        }

        using (var http = new HttpClient { BaseAddress = new Uri(_simulator.Urls.First()) })
        {
            // QuickBooks' API cannot switch it; a person does, in its settings.
            (await http.PostAsJsonAsync($"/simulator/companies/{Realm}/settings", new { inventoryTracking = false }, cancellation)).EnsureSuccessStatusCode();
        }

        (await Client.QueryAllAsync<QboAccount>(null, cancellation)).IsOk(out var accounts).Should().BeTrue();
        (await Client.QueryAllAsync<QboTaxCode>(null, cancellation)).IsOk(out var codes).Should().BeTrue();
        (await Client.TrialBalanceAsync(new DateOnly(2099, 12, 31), cancellation)).IsOk(out var before).Should().BeTrue();
        await using var db = Open();
        foreach (var account in await db.Accounts.ToListAsync(cancellation))
        {
            var name = account.Name == "Sales Tax Payable" ? "State Tax Board Payable" : account.Name;
            account.QboId = accounts!.SingleOrDefault(there => there.Name == name)?.Id;
        }

        foreach (var rule in await db.TaxRules.ToListAsync(cancellation))
        {
            rule.QboId = codes!.FirstOrDefault(code => code.Name!.Contains(((int)rule.Percent).ToString(System.Globalization.CultureInfo.InvariantCulture) + "%", StringComparison.Ordinal))?.Id;
        }

        db.Add(new QuickBooksConnection
        {
            Id = 1,
            RealmId = Realm,
            IsCurrent = true,
            Country = "US",
            HomeCurrency = "USD",
            Mode = IntegrationMode.BothWays,
            State = ConnectionState.Connected,
            IntegrationDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        });
        db.AddRange(before!.Rows.Select(row => new BaselineBalance
        {
            RealmId = Realm,
            QboAccountId = row.AccountId,
            QboAccountName = row.Name,
            BalanceMinor = Money.Of(row.Debit - row.Credit, Currency.Usd).Minor,
        }));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Sets channels to Consolidated, with a consolidation customer.</summary>
    public async Task ConsolidateAsync(string[] channels, CancellationToken cancellation)
    {
        await using var db = Open();
        var customer = new Contact { Id = 2, Kind = ContactKind.Customer, Name = "Consolidated Sales", Currency = "USD" };
        if (!await db.Contacts.AnyAsync(row => row.Name == customer.Name, cancellation))
        {
            db.Add(customer);
        }

        var settings = await db.ConsolidationSettings.SingleOrDefaultAsync(cancellation);
        if (settings is null)
        {
            db.Add(settings = new ConsolidationSettings());
        }

        (settings.IsEnabled, settings.CustomerId) = (true, await db.Contacts.Where(row => row.Name == customer.Name).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellation) ?? 2);
        await db.SalesChannels.Where(row => channels.Contains(row.Name)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.InvoiceSync, SyncType.Consolidated).SetProperty(row => row.CogsSync, SyncType.Consolidated), cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
        await _database.DisposeAsync();
    }
}
