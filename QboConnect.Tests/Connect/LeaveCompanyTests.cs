using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;
using QboConnect.Core.Sync.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Connect;

/// <summary>
/// Core leaves company A, which holds a day's journal with one invoice of 100.00, and an invoice that was voided here since. A late invoice of 50.00 on the
/// same day was never sent. Then company B is connected.
/// </summary>
public sealed class LeaveCompanyTests(Databases databases)
{
    private const string A = "1", B = "2", User = "ann@example.com";
    private static readonly DateOnly Day = new(2024, 3, 18);

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Nothing_of_the_first_company_is_taken_for_the_second_ones_until_it_is_asked_for(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        await using var services = Services(database);
        await BooksOfAAsync(database, services);

        (await services.GetRequiredService<LeaveCompany>().CountAsync(Cancellation)).Should().Be(new CompanyLeft("Harbour A", Held: 1, Stale: 1, Pending: 1, Journals: 1));
        (await services.GetRequiredService<LeaveCompany>().RunAsync(AfterLeaving.AnotherCompany, User, Cancellation)).Should().BeNull();

        await using (var db = database.CreateDbContext())
        {
            (await db.Accounts.CountAsync(row => row.QboId != null, Cancellation)).Should().Be(0);
            (await db.Accounts.Where(row => row.IsArchived).Select(row => row.Name).ToListAsync(Cancellation)).Should().Contain("Fees of A").And.NotContain("Sales");
            var progress = await db.WizardProgress.SingleAsync(Cancellation);
            (progress.Step, progress.Mode, progress.ImportOpeningBalances, progress.ImportStock).Should().Be((WizardStep.Authorise, IntegrationMode.BothWays, false, false));
            (await db.Connections.AnyAsync(row => row.IsCurrent, Cancellation)).Should().BeFalse();
            (await db.SyncLinks.CountAsync(row => row.RealmId == A, Cancellation)).Should().Be(2);
            (await db.LedgerTransactions.CountAsync(row => row.WasExported, Cancellation)).Should().Be(0);
            (await db.Messages.SingleAsync(Cancellation)).Subject.Should().Be("Harbour A was set aside for another company");
            db.Connections.Add(new QuickBooksConnection { Id = 2, RealmId = B, CompanyName = "Harbour B", IsCurrent = true, State = ConnectionState.Connected });
            await db.SaveChangesAsync(Cancellation);
        }

        await services.GetRequiredService<SyncTypesDesk>().TakeBackAsync(Cancellation);
        await RefreshAsync(database, services);
        (await JournalsAsync(database)).Should().Equal(
            "1/INV|2024-03-18|USD INV-240318-USD Synced documents 1 total 10000",
            "INV|2024-03-18|USD INV-240318-USD Pending documents 1 total 5000");
        (await DueAsync(database)).Should().Equal("INV-201");

        (await services.GetRequiredService<ExportHistory>().CountAsync(Day, Cancellation)).Should().Be(new HistoryCounts(Never: 1, Former: 1));
        (await services.GetRequiredService<ExportHistory>().CountAsync(Day.AddDays(1), Cancellation)).Former.Should().Be(0);
        (await services.GetRequiredService<ExportHistory>().MarkAsync(Day, Cancellation)).Should().Be(1);
        (await services.GetRequiredService<ExportHistory>().MarkAsync(Day, Cancellation)).Should().Be(0);
        await RefreshAsync(database, services);
        (await JournalsAsync(database)).Should().Equal(
            "1/INV|2024-03-18|USD INV-240318-USD Synced documents 1 total 10000",
            "INV|2024-03-18|USD INV-240318-USD Pending documents 2 total 15000");
        (await DueAsync(database)).Should().Equal("INV-101", "INV-201");
    }

    [Fact]
    public async Task Disabled_the_integration_leaves_no_company_and_no_wizard_behind()
    {
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await using var services = Services(database);
        await BooksOfAAsync(database, services);

        (await services.GetRequiredService<LeaveCompany>().RunAsync(AfterLeaving.Standalone, User, Cancellation)).Should().BeNull();

        await using var db = database.CreateDbContext();
        (await db.Connections.AnyAsync(row => row.IsCurrent, Cancellation)).Should().BeFalse();
        (await db.WizardProgress.AnyAsync(Cancellation)).Should().BeFalse();
        (await db.LedgerTransactions.CountAsync(row => row.RetiredAt == null, Cancellation)).Should().Be(2);
        (await services.GetRequiredService<LeaveCompany>().CountAsync(Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_company_is_not_left_while_a_sync_runs()
    {
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await using var services = Services(database);
        await BooksOfAAsync(database, services);
        await using var running = await SyncLease.TakeAsync(database, TimeProvider.System, A, "run 1", Cancellation);

        (await services.GetRequiredService<LeaveCompany>().RunAsync(AfterLeaving.Standalone, User, Cancellation)).Should().Be("A sync is running. Wait until it has ended, then try again.");

        await using var db = database.CreateDbContext();
        (await db.Connections.SingleAsync(Cancellation)).State.Should().Be(ConnectionState.Connected);
    }

    private static ServiceProvider Services(TestDatabase database) => new ServiceCollection()
        .AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IDbContextFactory<QboConnectDb>>(database).AddSingleton(new IdSource(TimeProvider.System))
        .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
        .AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["QuickBooks:ClientId"] = "nobody", ["QuickBooks:ClientSecret"] = "nothing" }).Build())
        .AddLedger().AddConsolidation().AddSync().AddConnect()
        .BuildServiceProvider();

    private static async Task BooksOfAAsync(TestDatabase database, ServiceProvider services)
    {
        await using (var db = database.CreateDbContext())
        {
            Books.AddTo(db);
            await db.SaveChangesAsync(Cancellation);
            db.Accounts.Add(new Account { Id = 9999, Code = "Q99", Name = "Fees of A", Type = AccountType.Expense, DetailType = "", Currency = "USD", QboId = "99" });
            (await db.Accounts.SingleAsync(row => row.Id == Books.Sales, Cancellation)).QboId = "40";
            db.SalesChannels.Add(new SalesChannel { Id = 1, Name = "Web", InvoiceSync = SyncType.Consolidated, CogsSync = SyncType.Consolidated });
            db.SalesChannels.Add(new SalesChannel { Id = 2, Name = "Fair" });
            db.ConsolidationSettings.Add(new ConsolidationSettings { IsEnabled = true });
            db.Connections.Add(new QuickBooksConnection
            {
                Id = 1,
                RealmId = A,
                CompanyName = "Harbour A",
                IsCurrent = true,
                State = ConnectionState.Connected,
                Mode = IntegrationMode.BothWays,
                IntegrationDate = Day,
            });
            await db.SaveChangesAsync(Cancellation);
        }

        await ImportAsync(database, services, new SomeSale(100).Invoiced(Day, 100_00), new SomeSale(300, channel: 2).Invoiced(Day, 30_00));
        await RefreshAsync(database, services);
        await using (var db = database.CreateDbContext())
        {
            var journal = await db.ConsolidatedTransactions.SingleAsync(Cancellation);
            journal.Status = ConsolidatedStatus.Synced;
            db.SyncLinks.AddRange(Link(10, LocalKeys.Consolidated(journal.Key, part: 1), "JournalEntry", journal.ContentHash), Link(11, LocalKeys.Invoice(301), "Invoice", "hash"));
            await db.SaveChangesAsync(Cancellation);
            await db.LedgerTransactions.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ExportState.Settled).SetProperty(row => row.WasExported, true), Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var invoice = await db.Invoices.SingleAsync(row => row.Id == 301, Cancellation);
            (await services.GetRequiredService<UndoDocuments>().VoidAsync(db, invoice, "Typed twice", Cancellation)).Should().BeNull();
            await db.SaveChangesAsync(Cancellation);
        }

        await ImportAsync(database, services, new SomeSale(200).Invoiced(Day, 50_00));
        await RefreshAsync(database, services);
    }

    private static SyncLink Link(long id, string key, string entity, string hash) => new()
    {
        Id = id,
        RealmId = A,
        LocalKey = key,
        QboEntity = entity,
        QboId = $"{id}",
        SyncToken = "0",
        ContentHash = hash,
    };

    private static async Task ImportAsync(TestDatabase database, ServiceProvider services, params SomeSale[] sales)
    {
        await using var db = database.CreateDbContext();
        (await services.GetRequiredService<ImportSales>().RunAsync(db, [.. sales.Select(sale => sale.Documents)], Cancellation)).Should().BeEmpty();
    }

    private static async Task RefreshAsync(TestDatabase database, ServiceProvider services)
    {
        await using var db = database.CreateDbContext();
        await services.GetRequiredService<RefreshConsolidation>().RunAsync(db, User, Cancellation);
    }

    private static async Task<List<string>> JournalsAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        var rows = await db.ConsolidatedTransactions.ToListAsync(Cancellation);
        return [.. rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Number} {row.Status} documents {row.DocumentCount} total {row.TotalMinor}")];
    }

    private static async Task<List<string>> DueAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await db.LedgerTransactions.Where(row => row.State != ExportState.Settled).OrderBy(row => row.Number).Select(row => row.Number).ToListAsync(Cancellation);
    }
}
