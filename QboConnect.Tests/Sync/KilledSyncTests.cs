using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.App.Hosting;
using QboConnect.App.Jobs;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;
using QboConnect.Tests.Support;
using Quartz;

namespace QboConnect.Tests.Sync;

/// <summary>
/// The program as a process of its own, killed (SIGKILL) at ten places of one sync: before a write reaches QuickBooks, after QuickBooks has committed it, and
/// after its answer; among customers, items, invoices, bills, credit memos, payments, refunds and journals. Each restart goes on by itself.
/// </summary>
public sealed class KilledSyncTests : IAsyncLifetime
{
    private static readonly DeadlyPlace[] Places =
    [
        new("DisplayName", Moment.BeforeQuickBooks),
        new("DisplayName", Moment.AfterQuickBooks),
        new("IncomeAccountRef", Moment.AfterQuickBooks),
        new("SalesItemLineDetail", Moment.BeforeQuickBooks),
        new("SalesItemLineDetail", Moment.AfterQuickBooks),
        new("VendorRef", Moment.AfterTheAnswer),
        new("JournalEntryLineDetail", Moment.AfterQuickBooks),
        new("LinkedTxn", Moment.BeforeQuickBooks),
        new("LinkedTxn", Moment.AfterQuickBooks),
        // The journals that are left by now are those of the cost of goods sold, which come last.
        new("JournalEntryLineDetail", Moment.AfterTheAnswer),
    ];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("qboconnect-killed-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Killed_at_ten_places_and_restarted_it_brings_each_document_to_QuickBooks_once()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        var cancellation = limit.Token;
        await using var demo = await ConnectedDemo.StartAsync(await MigratedAsync(cancellation), cancellation, _data);
        await demo.ConnectAsync(cancellation);
        await demo.ConsolidateAsync(["Web store", "Marketplace", "Core API"], cancellation);
        var planned = (await demo.Get<PlanBuilder>().BuildAsync("test", cancellation)).Plan!;
        var before = await InQuickBooksAsync(demo, cancellation);
        await RingAsync(cancellation);
        await using var gate = await DeadlyGate.OpenAsync(demo.QuickBooks, cancellation);

        foreach (var place in Places)
        {
            await using var app = StartApp(gate);
            gate.Arm(place, app.Kill);
            var ended = app.ExitAsync(cancellation);
            var finished = FinishedAsync(demo, cancellation);
            (await Task.WhenAny(ended, finished)).Should().Be(ended, $"the sync must not be over before {place}");
            (await ended).Code.Should().Be(128 + 9, (await ended).Error);
        }

        await using (StartApp(gate))
        {
            (await FinishedAsync(demo, cancellation)).Should().Match<SyncRun>(run => run.State == SyncRunState.Completed && run.Trigger == SyncTrigger.Autosync);
        }

        await using var db = demo.Open();
        (await db.SyncIntents.Where(row => row.State != IntentState.Done).Select(row => $"{row.QboEntity} {row.Number}: {row.State} {row.Message}").ToListAsync(cancellation)).Should().BeEmpty();
        var links = await db.SyncLinks.ToListAsync(cancellation);
        foreach (var item in planned.Items.Where(item => item.IsSent))
        {
            links.Should().ContainSingle(link => link.LocalKey == item.LocalKey);
        }

        var made = links.Select(link => $"{link.QboEntity} {link.QboId}").Except(before).Order(StringComparer.Ordinal).ToList();
        (await InQuickBooksAsync(demo, cancellation)).Except(before).Should().Equal(made, "QuickBooks holds what Core knows of, and nothing twice");
        (await demo.Get<Reconcile>().RunAsync(new DateOnly(2099, 12, 31), cancellation)).Comparison!.Accounts.Where(row => row.UnexplainedMinor != 0).Should().BeEmpty();
    }

    private AppProcess StartApp(DeadlyGate gate) => AppProcess.Start(
        _data.FullName, "--Simulator:Embedded=false", $"--Simulator:Url={gate.Url}", "--QuickBooks:Limits:WindowScale=0.001", "--Logging:LogLevel:Default=Warning");

    private async Task<TestDatabase> MigratedAsync(CancellationToken cancellation)
    {
        var database = new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_data.FullName, "qboconnect.db")};Default Timeout=5", () => Task.CompletedTask);
        await using var db = database.CreateDbContext();
        await db.Database.MigrateAsync(cancellation);
        return database;
    }

    /// <summary>Stores a ring of the autosync job, which the program hears when it starts.</summary>
    private async Task RingAsync(CancellationToken cancellation)
    {
        var settings = new AppSettings(_data.FullName, DatabaseProvider.Sqlite, "", $"Data Source={Path.Combine(_data.FullName, "quartz.db")};Default Timeout=5", 0, [], null);
        await using var services = new ServiceCollection().AddLogging().AddScheduler(settings).BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellation);
        await scheduler.TriggerJob(AutosyncJob.Key, cancellation);
    }

    /// <summary>Waits until a run has come to its end, and not to that of its process.</summary>
    private static async Task<SyncRun> FinishedAsync(ConnectedDemo demo, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await look.WaitForNextTickAsync(cancellation))
        {
            await using var db = demo.Open();
            if (await db.SyncRuns.FirstOrDefaultAsync(run => run.State == SyncRunState.Completed || run.State == SyncRunState.CompletedWithErrors, cancellation) is { } run)
            {
                return run;
            }
        }

        throw new OperationCanceledException(cancellation);
    }

    /// <summary>Everything in QuickBooks that a sync makes, as "Entity id", sorted.</summary>
    private static async Task<List<string>> InQuickBooksAsync(ConnectedDemo demo, CancellationToken cancellation)
    {
        string[][] all =
        [
            await AllAsync<QboCustomer>(), await AllAsync<QboVendor>(), await AllAsync<QboItem>(), await AllAsync<QboInvoice>(), await AllAsync<QboCreditMemo>(),
            await AllAsync<QboRefundReceipt>(), await AllAsync<QboPayment>(), await AllAsync<QboBill>(), await AllAsync<QboBillPayment>(), await AllAsync<QboJournalEntry>(),
        ];
        return [.. all.SelectMany(rows => rows).Order(StringComparer.Ordinal)];

        async Task<string[]> AllAsync<T>()
            where T : QboObject, IQboEntity
        {
            (await demo.Client.QueryAllAsync<T>(null, cancellation)).IsOk(out var rows).Should().BeTrue();
            return [.. rows!.Select(row => $"{T.Entity.Name} {row.Id}")];
        }
    }
}
