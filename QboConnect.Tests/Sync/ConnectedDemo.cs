using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
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
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Planning;
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

    /// <summary>Where the simulator is.</summary>
    public Uri QuickBooks => new(_simulator.Urls.First());

    /// <summary>Starts the simulator and what is needed to talk to it.</summary>
    /// <param name="database">Core's database.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="dataDirectory">The app's data directory where the tokens are to be kept as the app keeps them; null to keep them in memory.</param>
    public static async Task<ConnectedDemo> StartAsync(TestDatabase database, CancellationToken cancellation, DirectoryInfo? dataDirectory = null)
    {
        var simulator = SimulatorHost.Build(new SimulatorOptions { WithDemoCompany = true, Throttled = false });
        await simulator.StartAsync(cancellation);
        var url = new Uri(simulator.Urls.First());
        using var http = new HttpClient { BaseAddress = url };
        var pair = JsonNode.Parse(await (await http.PostAsync($"/simulator/companies/{Realm}/tokens", null, cancellation)).Content.ReadAsStringAsync(cancellation))!;
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDbContextFactory<QboConnectDb>>(database)
            .AddSingleton(new IdSource(TimeProvider.System))
            .AddTokenStore(dataDirectory)
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
        await services.GetRequiredService<IQboTokenStore>().SaveAsync(
            Realm, QboRig.LivingTokens(TimeProvider.System, pair["access_token"]!.GetValue<string>(), pair["refresh_token"]!.GetValue<string>()), cancellation);
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

        var connection = await db.Connections.SingleOrDefaultAsync(cancellation);
        if (connection is null)
        {
            db.Add(connection = new QuickBooksConnection { Id = 1, RealmId = Realm });
        }

        (connection.IsCurrent, connection.Country, connection.HomeCurrency) = (true, "US", "USD");
        (connection.Mode, connection.State) = (IntegrationMode.BothWays, ConnectionState.Connected);
        connection.IntegrationDate = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
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
    public Task ConsolidateAsync(string[] channels, CancellationToken cancellation) => _database.ConsolidateAsync(channels, cancellation);

    /// <summary>Documents whose postings in QuickBooks differ from the effect that was planned for them, account by account.</summary>
    public async Task<List<string>> BookedOtherwiseThanPlannedAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = QuickBooks };
        var dump = JsonNode.Parse(await http.GetStringAsync(new Uri($"/simulator/companies/{Realm}/ledger", UriKind.Relative), cancellation))!;
        (await Client.QueryAllAsync<QboAccount>("Active IN (true, false)", cancellation)).IsOk(out var accounts).Should().BeTrue();
        await using var db = Open();
        var ours = await db.Accounts.Where(row => row.QboId != null).ToDictionaryAsync(row => row.QboId!, row => row.Id, cancellation);
        var receivable = await db.AccountRoles.Where(row => row.Role == AccountRole.AccountsReceivable).Select(row => row.AccountId).SingleAsync(cancellation);
        var payable = await db.AccountRoles.Where(row => row.Role == AccountRole.AccountsPayable).Select(row => row.AccountId).SingleAsync(cancellation);
        var salesTax = await db.AccountRoles.Where(row => row.Role == AccountRole.SalesTax).Select(row => row.AccountId).SingleAsync(cancellation);
        var standsFor = accounts!.ToDictionary(row => row.Id!, row => row switch
        {
            { AccountType: "Accounts Receivable" } => receivable,
            { AccountType: "Accounts Payable" } => payable,
            { AccountSubType: "ExchangeGainOrLoss" } => PostingDifference.QuickBooksExchangeAccount,
            { AccountSubType: "SalesTaxPayable" } => salesTax,
            _ => ours.GetValueOrDefault(row.Id!, -long.Parse(row.Id!, System.Globalization.CultureInfo.InvariantCulture)),
        });
        var booked = (dump as JsonArray ?? dump["postings"]!.AsArray()).GroupBy(line => $"{line!["txnType"]} {line["txnId"]}").ToDictionary(
            group => group.Key,
            group => group.GroupBy(line => standsFor[line!["accountId"]!.ToString()]).ToDictionary(lines => lines.Key, lines => lines.Sum(line => (long)(line!["home"]!.GetValue<decimal>() * 100))));
        var names = await db.Accounts.ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var problems = new List<string>();
        foreach (var link in await db.SyncLinks.Where(row => row.Effect != "" || row.QboEntity == "Payment").ToListAsync(cancellation))
        {
            var planned = GlEffect.Read(link.Effect);
            var there = booked.GetValueOrDefault($"{link.QboEntity} {link.QboId}") ?? [];
            var differs = planned.Keys.Union(there.Keys).Where(account => planned.GetValueOrDefault(account) != there.GetValueOrDefault(account)).ToList();
            if (differs.Count > 0)
            {
                problems.Add($"{link.LocalKey} {link.QboEntity} {link.QboId}: " + string.Join("; ", differs.Select(account => $"{names.GetValueOrDefault(account) ?? accounts!.FirstOrDefault(row => row.Id == (-account).ToString(System.Globalization.CultureInfo.InvariantCulture))?.Name ?? "exchange"} planned {planned.GetValueOrDefault(account)}, booked {there.GetValueOrDefault(account)}")));
            }
        }

        return problems;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
        await _database.DisposeAsync();
    }
}

internal static class TokenStores
{
    public static IServiceCollection AddTokenStore(this IServiceCollection services, DirectoryInfo? dataDirectory)
    {
        if (dataDirectory is null)
        {
            return services.AddSingleton<IQboTokenStore, MemoryTokenStore>();
        }

        return services.AddKeys(dataDirectory).AddSingleton<IQboTokenStore, ConnectionTokenStore>();
    }

    /// <summary>Keeps the keys of tokens where the app looks for them.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, DirectoryInfo dataDirectory)
    {
        services.AddDataProtection().SetApplicationName("QboConnect").PersistKeysToFileSystem(dataDirectory.CreateSubdirectory("keys"));
        return services;
    }
}
