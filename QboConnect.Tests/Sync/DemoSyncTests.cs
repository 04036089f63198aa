using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Sync;

/// <summary>The main path on the demo company: consolidated and individual channels, over HTTP, into the simulator.</summary>
public sealed class DemoSyncTests(Databases databases)
{
    [Theory]
    [InlineData("Web store", "Marketplace")]
    [InlineData("Web store", "Marketplace", "Core API")]
    public async Task The_demo_company_syncs_both_ways_of_export_and_both_trial_balances_agree(params string[] channels)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var demo = await ConnectedDemo.StartAsync(await databases.NewAsync(DatabaseProvider.Sqlite), cancellation);
        await demo.ConnectAsync(cancellation);
        await demo.ConsolidateAsync(channels, cancellation);
        var built = await demo.Get<PlanBuilder>().BuildAsync("test", cancellation);
        built.Plan!.Items.Where(item => item.Problem is not null).Select(item => item.Problem!.RootCause).Distinct().Should().BeEmpty();

        var first = await demo.Get<RunSync>().RunAsync(SyncTrigger.Manual, "test", built.Plan.Fingerprint, cancellation);

        await using var db = demo.Open();
        var refused = await db.SyncIntents.Where(intent => intent.State != IntentState.Done).Select(intent => $"{intent.QboEntity} {intent.Number}: {intent.Message}").Take(10).ToListAsync(cancellation);
        refused.Should().BeEmpty();
        var run = first.Should().BeOfType<SyncOutcome.Ran>().Which.Run;
        run.State.Should().Be(SyncRunState.Completed, run.Message);
        run.Created.Should().Be(built.Plan.Writes);
        (await db.LedgerTransactions.CountAsync(row => row.State != ExportState.Settled, cancellation)).Should().Be(0);
        (await db.ConsolidatedTransactions.CountAsync(row => row.Status != ConsolidatedStatus.Synced, cancellation)).Should().Be(0);

        string.Join("\n", await demo.BookedOtherwiseThanPlannedAsync(cancellation)).Should().BeEmpty();
        var result = await demo.Get<Reconcile>().RunAsync(new DateOnly(2099, 12, 31), cancellation);
        result.Problem.Should().BeNull();
        var unexplained = result.Comparison!.Accounts.Where(row => row.UnexplainedMinor != 0)
            .Select(row => $"{row.Name}: Core {row.CoreMinor} QBO {row.QuickBooksMinor} explained {string.Join(", ", row.Explained)} unexplained {row.UnexplainedMinor}");
        unexplained.Should().BeEmpty();

        var second = await demo.Get<RunSync>().RunAsync(SyncTrigger.Manual, "test", null, cancellation);
        second.Should().BeOfType<SyncOutcome.Ran>().Which.Run.Should().Match<SyncRun>(again => again.Planned == 0 && again.State == SyncRunState.Completed);
    }
}
