using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Consolidation;

public sealed class RefreshConsolidationTests(Databases databases)
{
    private static readonly DateOnly Day = new(2024, 3, 18);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IdSource Ids => field ??= new IdSource(_clock);

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Posted_documents_become_pending_journals_and_a_second_refresh_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(
            database,
            new SomeSale(100).Invoiced(Day, 200_00, 16_00).Paid(Day.AddDays(1), 216_00).Moved(Day, 90_00),
            new SomeSale(200).Invoiced(Day, 100_00));

        var first = await RefreshAsync(database, "ann@example.com");
        var before = await ShownAsync(database);
        var second = await RefreshAsync(database);

        first.Should().Be(new ConsolidationRefresh(Routed: 4, Journals: 3, HeldBack: 0));
        before.Should().Equal(
            "COGS-240318-USD Pending v1 documents 1: D 5000 9000, C 1200 9000",
            "INV-240318-USD Pending v1 documents 2: D 1100 31600, C 4000 30000, C 2100 1600",
            "PAY-240319-USD-1012 Pending v1 documents 1: D 1090 21600, C 1100 21600");
        second.Should().Be(new ConsolidationRefresh(0, 0, 0));
        (await ShownAsync(database)).Should().Equal(before);
        await using var db = database.CreateDbContext();
        (await db.LedgerTransactions.ToListAsync(Cancellation)).Should().OnlyContain(row => row.State == ExportState.Waiting && row.Route == ExportRoute.Consolidated);
        (await db.ConsolidatedLog.ToListAsync(Cancellation)).Should().HaveCount(3).And.OnlyContain(row => row.Actor == "ann@example.com");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_late_document_updates_its_days_journal_and_no_other(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 100_00), new SomeSale(200).Invoiced(Day.AddDays(1), 70_00));
        await RefreshAsync(database);
        await PretendSyncedAsync(database);

        await ImportAsync(database, new SomeSale(300).Invoiced(Day, 50_00));
        (await RefreshAsync(database, "Autosync")).Journals.Should().Be(1);

        (await ShownAsync(database)).Should().Equal(
            "INV-240318-USD UpdatePending v2 documents 2: D 1100 15000, C 4000 15000",
            "INV-240319-USD Synced v1 documents 1: D 1100 7000, C 4000 7000");
        await using var db = database.CreateDbContext();
        var entry = await db.ConsolidatedLog.OrderBy(row => row.Id).LastAsync(Cancellation);
        (entry.Event, entry.Actor, entry.TotalBeforeMinor, entry.TotalAfterMinor, entry.DocumentCount)
            .Should().Be(("Updated to 2 documents", "Autosync", 100_00, 150_00, 2));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_journal_whose_last_document_is_voided_is_emptied_and_waits_to_be_deleted(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 100_00));
        await RefreshAsync(database);
        await PretendSyncedAsync(database);

        await VoidInvoiceAsync(database, 101);
        await RefreshAsync(database);

        (await ShownAsync(database)).Should().Equal("INV-240318-USD UpdatePending v2 documents 0: ");
        await using var db = database.CreateDbContext();
        (await db.ConsolidatedLog.OrderBy(row => row.Id).LastAsync(Cancellation)).Event.Should().Be("Emptied: no document is left");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_journal_emptied_before_it_was_ever_sent_is_voided_at_once_and_stands_up_again(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 100_00));
        await RefreshAsync(database);

        await VoidInvoiceAsync(database, 101);
        await RefreshAsync(database);
        (await ShownAsync(database)).Should().Equal("INV-240318-USD Voided v2 documents 0: ");

        await ImportAsync(database, new SomeSale(200).Invoiced(Day, 30_00));
        await RefreshAsync(database);
        (await ShownAsync(database)).Should().Equal("INV-240318-USD Pending v3 documents 1: D 1100 3000, C 4000 3000");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Switching_a_channel_moves_what_is_pending_and_leaves_what_was_exported(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 100_00));
        await RefreshAsync(database);
        await PretendSyncedAsync(database);
        await ImportAsync(database, new SomeSale(200).Invoiced(Day, 30_00).Moved(Day, 10_00));
        await RefreshAsync(database);

        await using (var db = database.CreateDbContext())
        {
            await db.SalesChannels.ExecuteUpdateAsync(set => set.SetProperty(row => row.InvoiceSync, SyncType.Individual), Cancellation);
            (await db.RerouteChannelAsync(1, Cancellation)).Should().Be(1);
        }

        await RefreshAsync(database);

        (await ShownAsync(database)).Should().Equal(
            "COGS-240318-USD Pending v1 documents 1: D 5000 1000, C 1200 1000",
            "INV-240318-USD UpdatePending v3 documents 1: D 1100 10000, C 4000 10000");
        await using var after = database.CreateDbContext();
        (await after.LedgerTransactions.Where(row => row.Route == ExportRoute.Individual).SingleAsync(Cancellation)).DocumentId.Should().Be(201);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_document_edited_after_its_export_keeps_its_route_though_the_channel_was_switched(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 100_00));
        await RefreshAsync(database);
        await PretendSyncedAsync(database);
        await using (var db = database.CreateDbContext())
        {
            await db.SalesChannels.ExecuteUpdateAsync(set => set.SetProperty(row => row.InvoiceSync, SyncType.Individual), Cancellation);
            await db.RerouteChannelAsync(1, Cancellation);
            var sale = new CompleteSale(await db.Sales.SingleAsync(Cancellation)) { Invoices = await db.Invoices.ToListAsync(Cancellation) };
            sale.Invoices[0].Date = Day.AddDays(1);
            await new AuthoriseDocuments(new LedgerWriter(Ids, _clock), _clock).SaleAsync(db, sale, Cancellation);
            await db.SaveChangesAsync(Cancellation);
        }

        await RefreshAsync(database);

        (await ShownAsync(database)).Should().Equal(
            "INV-240318-USD UpdatePending v2 documents 0: ",
            "INV-240319-USD Pending v1 documents 1: D 1100 10000, C 4000 10000");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Documents_of_no_sync_and_individual_channels_are_routed_and_make_no_journal(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100, channel: 2).Invoiced(Day, 10_00).Moved(Day, 4_00));

        await RefreshAsync(database);

        (await ShownAsync(database)).Should().BeEmpty();
        await using var db = database.CreateDbContext();
        var routes = await db.LedgerTransactions.ToDictionaryAsync(row => row.Kind, row => row.Route, Cancellation);
        routes.Should().Equal(new Dictionary<DocumentKind, ExportRoute>
        {
            [DocumentKind.Invoice] = ExportRoute.Skipped,
            [DocumentKind.CostMovement] = ExportRoute.Individual,
        });
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Payments_wait_until_payment_clearing_is_mapped(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(database, new SomeSale(100).Invoiced(Day, 10_00).Paid(Day, 10_00));
        await using (var db = database.CreateDbContext())
        {
            await db.AccountRoles.Where(row => row.Role == AccountRole.PaymentClearing).ExecuteDeleteAsync(Cancellation);
        }

        (await RefreshAsync(database)).Should().Be(new ConsolidationRefresh(Routed: 1, Journals: 1, HeldBack: 1));

        await using (var db = database.CreateDbContext())
        {
            db.AccountRoles.Add(new AccountRoleAssignment { Role = AccountRole.PaymentClearing, AccountId = Books.Clearing });
            await db.SaveChangesAsync(Cancellation);
        }

        (await RefreshAsync(database)).Should().Be(new ConsolidationRefresh(Routed: 1, Journals: 1, HeldBack: 0));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_documents_behind_a_journal_and_behind_each_of_its_lines_add_up_to_it(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(
            database,
            new SomeSale(100, salesRep: "Ann").Invoiced(Day, 200_00, 16_00).Paid(Day, 216_00),
            new SomeSale(200, salesRep: "Bob").Invoiced(Day, 50_00, 4_00).Paid(Day, 20_00).Credited(Day, 10_00),
            new SomeSale(300, salesRep: "Ann").Invoiced(Day, -5_00));
        await RefreshAsync(database);

        await using var db = database.CreateDbContext();
        foreach (var whole in await db.ConsolidatedTransactions.Include(row => row.Lines).ToListAsync(Cancellation))
        {
            var documents = await db.DocumentsOfAsync(whole.Id, cancellation: Cancellation);
            documents.Should().HaveCount(whole.DocumentCount);
            documents.Sum(document => document.AmountMinor).Should().Be(whole.TotalMinor);
            foreach (var line in whole.Lines)
            {
                (await db.DocumentsOfAsync(whole.Id, line.LineNo, Cancellation)).Sum(document => document.AmountMinor)
                    .Should().Be(line.DebitMinor - line.CreditMinor);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Reading_the_ledger_from_end_to_end_gives_the_same_journals_as_reading_it_by_day(DatabaseProvider provider)
    {
        await using var database = await NewAsync(provider);
        await ImportAsync(
            database,
            [.. Enumerable.Range(1, 250).Select(index => new SomeSale(index * 100).Invoiced(Day.AddDays(index), index * 100, index * 8).Moved(Day.AddDays(index), 50))]);
        await RefreshAsync(database);
        var fromEndToEnd = await ShownAsync(database);

        await using (var db = database.CreateDbContext())
        {
            await db.ConsolidatedTransactions.ExecuteDeleteAsync(Cancellation);
        }

        for (var index = 1; index <= 250; index += 125)
        {
            await using (var db = database.CreateDbContext())
            {
                var (from, to) = (Day.AddDays(index), Day.AddDays(index + 125));
                await db.LedgerTransactions.Where(row => row.Date >= from && row.Date < to)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ExportState.Changed), Cancellation);
            }

            await RefreshAsync(database);
        }

        fromEndToEnd.Should().HaveCount(500);
        (await ShownAsync(database)).Should().Equal(fromEndToEnd);
    }

    private async Task<TestDatabase> NewAsync(DatabaseProvider provider)
    {
        var database = await databases.NewAsync(provider);
        await using var db = database.CreateDbContext();
        Books.AddTo(db);
        db.Connections.Add(new QuickBooksConnection { Id = 1, RealmId = "1", IsCurrent = true });
        db.SalesChannels.Add(new SalesChannel { Id = 1, Name = "Web", InvoiceSync = SyncType.Consolidated, CogsSync = SyncType.Consolidated });
        db.SalesChannels.Add(new SalesChannel { Id = 2, Name = "Fair", InvoiceSync = SyncType.NoSync, CogsSync = SyncType.Individual });
        db.ConsolidationSettings.Add(new ConsolidationSettings { IsEnabled = true, ClassSource = TrackingSource.SalesRep });
        await db.SaveChangesAsync(Cancellation);
        return database;
    }

    private async Task ImportAsync(TestDatabase database, params SomeSale[] sales)
    {
        await using var db = database.CreateDbContext();
        (await new ImportSales(new LedgerWriter(Ids, _clock)).RunAsync(db, [.. sales.Select(sale => sale.Documents)], Cancellation)).Should().BeEmpty();
    }

    private async Task<ConsolidationRefresh> RefreshAsync(TestDatabase database, string actor = "Manual sync")
    {
        await using var db = database.CreateDbContext();
        return await new RefreshConsolidation(Ids, _clock).RunAsync(db, actor, Cancellation);
    }

    private async Task VoidInvoiceAsync(TestDatabase database, long id)
    {
        await using var db = database.CreateDbContext();
        var invoice = await db.Invoices.SingleAsync(row => row.Id == id, Cancellation);
        (await new UndoDocuments(new LedgerWriter(Ids, _clock)).VoidAsync(db, invoice, "Typed twice", Cancellation)).Should().BeNull();
        await db.SaveChangesAsync(Cancellation);
    }

    // What a sync run leaves behind when QuickBooks has taken everything.
    private async Task PretendSyncedAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        foreach (var row in await db.ConsolidatedTransactions.ToListAsync(Cancellation))
        {
            row.Status = ConsolidatedStatus.Synced;
            db.SyncLinks.Add(new SyncLink
            {
                Id = Ids.Next(),
                RealmId = "1",
                LocalKey = LocalKeys.Consolidated(row.Key, part: 1),
                QboEntity = "JournalEntry",
                QboId = row.Number,
                SyncToken = "0",
                ContentHash = row.ContentHash,
            });
        }

        await db.SaveChangesAsync(Cancellation);
        await db.LedgerTransactions.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ExportState.Settled).SetProperty(row => row.WasExported, true), Cancellation);
    }

    private static async Task<List<string>> ShownAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        var rows = await db.ConsolidatedTransactions.Include(row => row.Lines).ToListAsync(Cancellation);
        return
        [
            .. rows.OrderBy(row => row.Number, StringComparer.Ordinal).Select(row =>
                $"{row.Number} {row.Status} v{row.Version} documents {row.DocumentCount}: " + string.Join(
                    ", ",
                    row.Lines.OrderBy(line => line.LineNo)
                        .Select(line => line.DebitMinor > 0 ? $"D {line.AccountId} {line.DebitMinor}" : $"C {line.AccountId} {line.CreditMinor}"))),
        ];
    }
}
