using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>What came of asking for a sync.</summary>
public abstract record SyncOutcome
{
    private SyncOutcome()
    {
    }

    /// <summary>It ran; the run says how it ended.</summary>
    public sealed record Ran(SyncRun Run) : SyncOutcome;

    /// <summary>Another sync of the company is running, here or on another node (seed: Autosync and alerts).</summary>
    public sealed record Busy(string Message) : SyncOutcome;

    /// <summary>It could not begin.</summary>
    public sealed record NotPossible(SyncProblem Problem) : SyncOutcome;

    /// <summary>The plan is not the one that was looked at any more; nothing was sent.</summary>
    public sealed record PlanChanged(SyncPlan Plan) : SyncOutcome;
}

/// <summary>
/// One sync from beginning to end: takes the lease, finishes what a dead run left open, plans, applies. Whoever starts it and however often, each document
/// comes to QuickBooks once.
/// </summary>
public sealed class RunSync(
    IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, PlanBuilder plans, SyncProgress progress, IdSource ids, TimeProvider clock)
{
    /// <summary>Runs a sync now.</summary>
    /// <param name="trigger">What started it.</param>
    /// <param name="startedBy">Who started it: a user's e-mail, or "Autosync".</param>
    /// <param name="fingerprint">The plan that was agreed to; null to send whatever is due.</param>
    /// <param name="cancellation">Stops it where it is safe.</param>
    public async Task<SyncOutcome> RunAsync(SyncTrigger trigger, string startedBy, string? fingerprint, CancellationToken cancellation)
    {
        var connection = await CurrentAsync(cancellation);
        if (connection is null)
        {
            return new SyncOutcome.NotPossible(new("CON-00", "QuickBooks is not connected", "QuickBooks is not connected.", "Finish the Connect Wizard under Integration → QuickBooks Online."));
        }

        var run = new SyncRun { Id = ids.Next(), RealmId = connection.RealmId, Trigger = trigger, StartedBy = startedBy, StartedAt = clock.GetUtcNow() };
        await using var lease = await SyncLease.TakeAsync(databases, clock, connection.RealmId, string.Create(CultureInfo.InvariantCulture, $"run {run.Id}"), cancellation);
        if (lease is null)
        {
            return new SyncOutcome.Busy("A sync of this company is already running. It sends what is due; look at it under Runs.");
        }

        await BeginAsync(run, cancellation);
        try
        {
            return await RunAsync(run, connection, fingerprint, lease.Lost);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync(run, SyncRunState.Stopped, "It was stopped. What was not sent yet is sent by the next sync.");
        }
        catch (Exception failure)
        {
            await EndAsync(run, SyncRunState.Stopped, $"It ended by a fault in the program ({failure.GetType().Name}); the log has the details. What was sent is kept, the rest is sent by the next sync.");
            throw;
        }
    }

    private async Task<SyncOutcome> RunAsync(SyncRun run, QuickBooksConnection connection, string? fingerprint, CancellationToken cancellation)
    {
        var client = clients.For(connection.RealmId, readOnly: connection.Mode == IntegrationMode.FromQuickBooksOnly);
        using var settle = new SettleIntents(databases, ids, clock);
        await FinishOpenAsync(run, client, settle, cancellation);

        var built = await plans.BuildAsync(run.StartedBy, cancellation);
        if (built.Plan is not { } plan)
        {
            await NeedsReconnectAsync(built.Problem!.Code, connection.Id, cancellation);
            return await EndAsync(run, SyncRunState.Stopped, $"{built.Problem.Cause} {built.Problem.Remedy}");
        }

        if (fingerprint is not null && fingerprint != plan.Fingerprint)
        {
            await using var gone = await databases.CreateDbContextAsync(cancellation);
            await gone.SyncRuns.Where(row => row.Id == run.Id).ExecuteDeleteAsync(cancellation);
            return new SyncOutcome.PlanChanged(plan);
        }

        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            await db.SettleAsync(plan, cancellation);
        }

        run.Planned = plan.Writes;
        using var apply = new ApplyPlan(databases, client, settle, ids, clock, run, await KnownAsync(connection, client, plan, built.IsUs, cancellation), await HomeAsync(cancellation));
        await apply.RunAsync(plan, (phase, done) => progress.Report(new(run.Id, Words(phase), done, plan.Writes, false)), cancellation);

        await using (var db = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            await db.SettleConsolidatedAsync(CancellationToken.None);
        }

        run.Created += apply.Counts.GetValueOrDefault(nameof(SyncOperation.Create));
        run.Updated += apply.Counts.GetValueOrDefault(nameof(SyncOperation.Update));
        run.Voided += apply.Counts.GetValueOrDefault(nameof(SyncOperation.Void)) + apply.Counts.GetValueOrDefault(nameof(SyncOperation.Delete));
        run.Skipped = plan.Count(PlanOutcome.Skip);
        run.Failed += plan.Count(PlanOutcome.Blocked) + plan.Count(PlanOutcome.Waits) + apply.Counts.GetValueOrDefault("Refused") + apply.Counts.GetValueOrDefault("Waiting") + apply.Counts.GetValueOrDefault("Open");
        if (apply.Stopped is { } fault)
        {
            await NeedsReconnectAsync(fault.Class == QboFaultClass.Reconnect ? "Reconnect" : fault.Code, connection.Id, cancellation);
            return await EndAsync(run, SyncRunState.Stopped, $"{fault.Cause} {fault.Remedy}");
        }

        return await EndAsync(run, run.Failed > 0 ? SyncRunState.CompletedWithErrors : SyncRunState.Completed, null);
    }

    // A run that is still "running" while we hold the lease has died. What it left open may or may not have reached QuickBooks: the same request under the
    // same id finds out and does it once.
    private async Task FinishOpenAsync(SyncRun run, QboClient client, SettleIntents settle, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.SyncRuns.Where(row => row.RealmId == run.RealmId && row.State == SyncRunState.Running && row.Id != run.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, SyncRunState.Stopped).SetProperty(row => row.FinishedAt, now)
                .SetProperty(row => row.Message, "The program ended during this sync. The next one finished what was open."),
            cancellation);
        var open = await db.SyncIntents.AsNoTracking().Where(row => row.State == IntentState.Open && row.RealmId == run.RealmId).OrderBy(row => row.Id).ToListAsync(cancellation);
        foreach (var group in open.GroupBy(intent => intent.BatchRequestId ?? intent.RequestId))
        {
            progress.Report(new(run.Id, "Finishing what an earlier sync left open", 0, open.Count, false));
            // A batch is repeated whole, because its one request id stands for all its members.
            var members = group.First().BatchRequestId is { } batch
                ? await db.SyncIntents.AsNoTracking().Where(row => row.BatchRequestId == batch).ToListAsync(cancellation)
                : [.. group];
            var results = await IntentSender.SendAsync(client, members, cancellation);
            await settle.RunAsync([.. results.Where(result => result.Intent.State == IntentState.Open)], run.StartedBy, CancellationToken.None);
            run.Created += results.Count(result => result is { Intent: { Operation: SyncOperation.Create, State: IntentState.Done } });
        }

        await db.SettleConsolidatedAsync(cancellation);
    }

    private async Task<QboIds> KnownAsync(QuickBooksConnection connection, QboClient client, SyncPlan plan, bool isUs, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in plan.Items.SelectMany(item => item.Needs).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var link in await db.SyncLinks.AsNoTracking().Where(row => row.RealmId == connection.RealmId && row.State == LinkState.Active && chunk.Contains(row.LocalKey)).ToListAsync(cancellation))
            {
                links[link.LocalKey] = link.QboId;
            }
        }

        var lines = plan.Items.SelectMany(item => item.Document?.Lines ?? []).ToList();
        return new QboIds
        {
            ByLocalKey = links,
            Accounts = await db.Accounts.AsNoTracking().Where(row => row.QboId != null).ToDictionaryAsync(row => row.Id, row => row.QboId!, cancellation),
            TaxCodes = await db.TaxRules.AsNoTracking().Where(row => row.QboId != null).ToDictionaryAsync(row => row.Id, row => row.QboId!, cancellation),
            Classes = lines.Exists(line => line.Class is not null) ? Named(await client.QueryAllAsync<QboClass>(null, cancellation), row => row.FullyQualifiedName ?? row.Name) : [],
            Locations = lines.Exists(line => line.Location is not null) ? Named(await client.QueryAllAsync<QboDepartment>(null, cancellation), row => row.FullyQualifiedName ?? row.Name) : [],
            IsUs = isUs,
        };
    }

    // Where tracking is off, or the name is not there, the field stays blank (seed: Class and location tracking).
    private static Dictionary<string, string> Named<T>(QboOutcome<IReadOnlyList<T>> outcome, Func<T, string?> name)
        where T : IQboEntity =>
        outcome.IsOk(out var rows)
            ? rows.Where(row => name(row) is not null).GroupBy(row => name(row)!, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Id!, StringComparer.OrdinalIgnoreCase)
            : [];

    private async Task<Currency> HomeAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation));
    }

    private async Task<QuickBooksConnection?> CurrentAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Connections.AsNoTracking().SingleOrDefaultAsync(
            row => row.IsCurrent && row.State != ConnectionState.Connecting && row.State != ConnectionState.Disconnected, cancellation);
    }

    private async Task NeedsReconnectAsync(string code, long connectionId, CancellationToken cancellation)
    {
        if (code is "Reconnect" or "3200" or "invalid_grant")
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await db.Connections.Where(row => row.Id == connectionId && row.State == ConnectionState.Connected)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.NeedsReconnect), cancellation);
        }
    }

    private async Task BeginAsync(SyncRun run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        progress.Report(new(run.Id, "Planning", 0, 0, false));
    }

    private async Task<SyncOutcome> EndAsync(SyncRun run, SyncRunState state, string? message)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        (run.State, run.Message, run.FinishedAt) = (state, message, clock.GetUtcNow());
        db.Update(run);
        await db.SaveChangesAsync(CancellationToken.None);
        progress.Report(new(run.Id, "Finished", run.Planned, run.Planned, true));
        return new SyncOutcome.Ran(run);
    }

    private static string Words(PlanPhase phase) => phase switch
    {
        PlanPhase.Names => "Customers, vendors and items",
        PlanPhase.Documents => "Invoices, credit memos, bills and journals",
        PlanPhase.Settlements => "Payments and refunds",
        PlanPhase.Cost => "Cost of goods sold",
    };
}
