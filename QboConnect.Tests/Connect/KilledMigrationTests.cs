using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Connect;

/// <summary>
/// The program as a process of its own, killed (SIGKILL) in every step of one migration: while it reads QuickBooks, before a write arrives there, after
/// QuickBooks has committed it, and after its answer. Each restart goes on by itself, and the end is that of a migration nobody disturbed.
/// </summary>
public sealed class KilledMigrationTests : IAsyncLifetime
{
    private static readonly DeadlyPlace[] Places =
    [
        // Reference books, baseline, opening balances, stock: a step ends in its checkpoint or begins anew.
        new("FROM TaxCode", Moment.BeforeQuickBooks, IsRead: true),
        new("TrialBalance", Moment.AfterQuickBooks, IsRead: true),
        new("FROM Bill", Moment.AfterTheAnswer, IsRead: true),
        new("InventoryValuationSummary", Moment.AfterTheAnswer, IsRead: true),
        // Items go off, their value is booked back, services take their place.
        new("\"Active\":false", Moment.BeforeQuickBooks),
        new("\"Active\":false", Moment.AfterQuickBooks),
        new("QBC-STOCK", Moment.AfterQuickBooks),
        new("\"Type\":\"Service\"", Moment.BeforeQuickBooks),
        new("\"Type\":\"Service\"", Moment.AfterQuickBooks),
        new("\"Type\":\"Service\"", Moment.AfterTheAnswer),
    ];

    private readonly DirectoryInfo _killed = Directory.CreateTempSubdirectory("qboconnect-killed-");
    private readonly DirectoryInfo _calm = Directory.CreateTempSubdirectory("qboconnect-calm-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _killed.Delete(recursive: true);
        _calm.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Killed_in_every_step_and_restarted_it_ends_as_if_nothing_had_happened()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        var cancellation = limit.Token;
        await using var rig = await ConfirmedAsync(_killed, cancellation);
        await using (var gate = await DeadlyGate.OpenAsync(rig.QuickBooks, cancellation))
        {
            foreach (var place in Places)
            {
                await using var app = StartApp(gate);
                gate.Arm(place, app.Kill);
                var ended = app.ExitAsync(cancellation);
                (await Task.WhenAny(ended, DoneAsync(rig, cancellation))).Should().Be(ended, $"the migration must not be over before {place}");
                (await ended).Code.Should().Be(128 + 9, (await ended).Error);
            }

            await using (StartApp(gate))
            {
                await DoneAsync(rig, cancellation);
            }
        }

        await using var calm = await ConfirmedAsync(_calm, cancellation);
        await calm.Get<Core.Connect.Shell.MigrateCompany>().RunAsync(cancellation);
        await DoneAsync(calm, cancellation);

        (await CoreAsync(rig, cancellation)).Should().Equal(await CoreAsync(calm, cancellation));
        (await QuickBooksAsync(rig, cancellation)).Should().Equal(await QuickBooksAsync(calm, cancellation));
    }

    private AppProcess StartApp(DeadlyGate gate) => AppProcess.Start(
        _killed.FullName, "--Simulator:Embedded=false", $"--Simulator:Url={gate.Url}", "--QuickBooks:Limits:WindowScale=0.001", "--Logging:LogLevel:Default=Warning");

    /// <summary>A company with open documents and stock, and the wizard confirmed: only the job was not rung for.</summary>
    private static async Task<ConnectRig> ConfirmedAsync(DirectoryInfo data, CancellationToken cancellation)
    {
        var database = new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data.FullName, "qboconnect.db")};Default Timeout=5", () => Task.CompletedTask);
        await using (var db = database.CreateDbContext())
        {
            await db.Database.MigrateAsync(cancellation);
        }

        (await new Core.Finance.Shell.SetUpCompany(database, new IdSource(TimeProvider.System)).RunAsync(new CompanySetup("Quay Goods", "USD", "Etc/UTC", 1, "", 0m), cancellation)).Should().BeEmpty();
        var rig = await ConnectRig.StartAsync(database, cancellation, data);
        var company = await rig.UseNewCompanyAsync(new { template = "US", plan = "Plus", inventoryTracking = true }, cancellation);
        foreach (var (name, quantity, cost) in new[] { ("Rope", 3m, 3.34m), ("Soap", 10m, 2m), ("Tar", 0m, 5m) })
        {
            var item = await company.StockItemAsync(name, quantity, cost);
            await company.SaveAsync("item", $$"""{"Id":"{{item}}","SyncToken":"0","sparse":true,"Sku":"{{name.ToUpperInvariant()}}"}""");
        }

        await company.SellAsync(await company.CustomerAsync(), 120m);
        await company.BillAsync(await company.VendorAsync(), 45.60m);
        var view = await rig.ChooseAsync(IntegrationMode.BothWays, cancellation, whatIsMissing: true);
        (await rig.Get<Core.Connect.Shell.WizardDesk>().ConfirmAsync(view, WizardView.Phrase, "owner@harbour.example", cancellation)).Should().BeNull();
        return rig;
    }

    private static async Task DoneAsync(ConnectRig rig, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await look.WaitForNextTickAsync(cancellation))
        {
            await using var db = await rig.Databases.CreateDbContextAsync(cancellation);
            var migration = await db.Migrations.AsNoTracking().SingleAsync(cancellation);
            migration.State.Should().NotBe(MigrationState.Failed, migration.Message);
            if (migration.State == MigrationState.Done)
            {
                return;
            }
        }
    }

    /// <summary>What Core holds, without ids of its own and times.</summary>
    private static async Task<List<string>> CoreAsync(ConnectRig rig, CancellationToken cancellation)
    {
        await using var db = await rig.Databases.CreateDbContextAsync(cancellation);
        var codes = await db.Accounts.ToDictionaryAsync(row => row.Id, row => row.Code, cancellation);
        List<string> lines =
        [
            .. (await db.Accounts.ToListAsync(cancellation)).Select(row => $"account {row.Code} {row.Name} {row.Type} {row.QboId}"),
            .. (await db.PaymentTerms.ToListAsync(cancellation)).Select(row => $"term {row.Name} {row.QboId}"),
            .. (await db.TaxRules.ToListAsync(cancellation)).Select(row => $"tax {row.Name} {row.QboId}"),
            .. (await db.Contacts.ToListAsync(cancellation)).Select(row => $"contact {row.Kind} {row.Name}"),
            .. (await db.Invoices.ToListAsync(cancellation)).Select(row => $"invoice {row.Number} {row.TotalMinor}"),
            .. (await db.Purchases.ToListAsync(cancellation)).Select(row => $"purchase {row.Number} {row.TotalMinor}"),
            .. (await db.Products.ToListAsync(cancellation)).Select(row => $"product {row.Sku} {row.Name}"),
            .. (await db.StockLayers.ToListAsync(cancellation)).Select(row => string.Create(CultureInfo.InvariantCulture, $"layer {row.Remaining:0.####} {row.UnitCost:0.######}")),
            .. (await db.ReplacedItems.ToListAsync(cancellation)).Select(row => $"replaced {row.QboItemId} {row.NewQboId}"),
            .. (await db.SyncLinks.ToListAsync(cancellation)).Select(row => $"link {row.QboEntity} {row.QboId} {row.State}"),
            .. (await db.BaselineBalances.ToListAsync(cancellation)).Select(row => $"baseline {row.QboAccountId} {row.BalanceMinor}"),
            .. (await db.MigrationCheckpoints.ToListAsync(cancellation)).Select(row => $"checkpoint {row.Step} {row.Summary}"),
            .. (await db.Messages.ToListAsync(cancellation)).Select(row => $"message {row.To}"),
            .. (await db.LedgerLines.ToListAsync(cancellation)).GroupBy(row => codes[row.AccountId]).Select(group => $"ledger {group.Key} {group.Sum(row => row.BaseMinor)} in {group.Count()}"),
            $"connection {(await db.Connections.SingleAsync(row => row.IsCurrent, cancellation)).State}",
        ];
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>What QuickBooks holds: items, journals and the trial balance.</summary>
    private static async Task<List<string>> QuickBooksAsync(ConnectRig rig, CancellationToken cancellation)
    {
        var company = await rig.EnterCompanyAsync(cancellation);
        return
        [
            .. (await company.QueryAsync("select * from Item where Active in (true, false)")).Select(row => $"{row!["Id"]} {row["Name"]} {row["Type"]} {row["Active"]}"),
            .. (await company.QueryAsync("select * from JournalEntry")).Select(row => $"{row!["DocNumber"]} {string.Join(", ", row["Line"]!.AsArray().Select(Text))}"),
            .. (await company.TrialBalanceAsync("end_date=2099-12-31")).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key} {row.Value:0.00}")),
        ];

        static string Text(JsonNode? line) => $"{line!["JournalEntryLineDetail"]!["PostingType"]} {line["Amount"]} {line["JournalEntryLineDetail"]!["AccountRef"]!["name"]}";
    }
}
