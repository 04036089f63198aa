using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>
/// Sends a plan: each write is committed as an intent before it leaves, and what came of it is settled in one database transaction. Up to a point single
/// requests are enough; with more, batches and single requests draw from the same queue, because QuickBooks counts them apart (QBO limits).
/// </summary>
internal sealed class ApplyPlan(
    IDbContextFactory<QboConnectDb> databases, QboClient client, SettleIntents settle, IdSource ids, TimeProvider clock, SyncRun run, QboIds known, Currency home) : IDisposable
{
    private const int Singles = 6;
    private const int Batches = 3;
    private readonly ConcurrentDictionary<string, string> _there = new(known.ByLocalKey, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _failed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private QboIds _known = known;
    private int _done;

    /// <summary>Why everything has to stop; null while it need not.</summary>
    public QboFault? Stopped { get; private set; }

    /// <summary>Writes done by operation, and refused or left open.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    /// <summary>Sends the plan, phase by phase.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">Told after each answer: phase and writes settled.</param>
    /// <param name="cancellation">Stops between writes; what is open is sent again by the next run.</param>
    public async Task RunAsync(SyncPlan plan, Action<PlanPhase, int> report, CancellationToken cancellation)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        await AdoptAsync([.. plan.Items.Where(item => item.Outcome == PlanOutcome.Adopt)], cancellation);
        foreach (var phase in Enum.GetValues<PlanPhase>())
        {
            var items = plan.Items.Where(item => item.IsSent && item.Phase == phase).ToList();
            await FindPartyAccountsAsync(items, linked.Token);
            var rest = items;
            // Within a phase a document may need another one of it (a refund its credit memo, a part the part before): those go in a further round.
            while (rest.Count > 0 && !linked.IsCancellationRequested)
            {
                var open = rest.Select(item => item.LocalKey).ToHashSet(StringComparer.Ordinal);
                var ready = rest.Where(item => !item.Needs.Any(open.Contains)).ToList();
                await SendAsync(ready, () => report(phase, Interlocked.Increment(ref _done)), linked.Token);
                rest = ready.Count == 0 ? [] : [.. rest.Where(item => item.Needs.Any(open.Contains))];
            }
        }
    }

    // QuickBooks makes a currency's receivable account with its first customer, which may have come with an earlier phase of this very run.
    private async Task FindPartyAccountsAsync(List<PlannedItem> items, CancellationToken cancellation)
    {
        if (_known.PartyAccounts.Count > 0 || !items.Exists(item => item.Document is { Kind: ExportKind.JournalEntry } journal && journal.Currency != home.Code))
        {
            return;
        }

        var accounts = await client.QueryAllAsync<QboAccount>("AccountType IN ('Accounts Receivable', 'Accounts Payable')", cancellation);
        if (accounts.IsOk(out var rows))
        {
            _known = _known with
            {
                PartyAccounts = rows.Where(row => row.CurrencyRef is { } currency && currency.Value != home.Code)
                    .GroupBy(row => (row.AccountType == "Accounts Payable", row.CurrencyRef!.Value)).ToDictionary(group => group.Key, group => group.First().Id!),
            };
        }
    }

    private async Task SendAsync(List<PlannedItem> items, Action report, CancellationToken cancellation)
    {
        var queue = Channel.CreateUnbounded<PlannedItem>();
        foreach (var item in items)
        {
            if (item.Needs.Any(_failed.ContainsKey))
            {
                _failed[item.LocalKey] = 0;
                Count("Waiting");
            }
            else
            {
                await queue.Writer.WriteAsync(item, cancellation);
            }
        }

        queue.Writer.Complete();
        var many = items.Count > SyncPlan.SingleUpTo;
        IEnumerable<Task> workers =
        [
            .. Enumerable.Range(0, Math.Min(Singles, items.Count)).Select(_ => WorkAsync(queue.Reader, 1, report, cancellation)),
            .. Enumerable.Range(0, many ? Batches : 0).Select(_ => WorkAsync(queue.Reader, SyncPlan.BatchSize, report, cancellation)),
        ];
        try
        {
            await Task.WhenAll(workers);
        }
        catch (OperationCanceledException) when (Stopped is not null)
        {
            // The fault says why; the run reports it.
        }
    }

    private async Task WorkAsync(ChannelReader<PlannedItem> queue, int size, Action report, CancellationToken cancellation)
    {
        while (await queue.WaitToReadAsync(cancellation))
        {
            var items = new List<PlannedItem>(size);
            while (items.Count < size && queue.TryRead(out var item))
            {
                items.Add(item);
            }

            if (items.Count == 0)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var intents = await WriteDownAsync(items, cancellation);
            var results = await IntentSender.SendAsync(client, intents, cancellation);
            results = await AnsweredAsync(results, cancellation);
            await settle.RunAsync(results, run.StartedBy, CancellationToken.None);
            foreach (var (intent, outcome) in results)
            {
                Note(intent, outcome);
                report();
            }
        }
    }

    // What QuickBooks refused for a reason that can be looked into at once: a stale token, a number or name it has already.
    private async Task<List<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)>> AnsweredAsync(
        IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)> results, CancellationToken cancellation)
    {
        var answered = new List<(SyncIntent, QboOutcome<QboWritten>)>();
        foreach (var (intent, outcome) in results)
        {
            answered.Add((intent, outcome is QboOutcome<QboWritten>.Refused refused ? await new Refusals(client).LookIntoAsync(intent, refused, cancellation) : outcome));
        }

        return answered;
    }

    private void Note(SyncIntent intent, QboOutcome<QboWritten> outcome)
    {
        switch (outcome)
        {
            case QboOutcome<QboWritten>.Ok ok:
                _there[intent.LocalKey] = ok.Value.Id;
                Count(intent.Operation.ToString());
                break;
            case QboOutcome<QboWritten>.Refused { Fault: var fault }:
                _failed[intent.LocalKey] = 0;
                Count("Refused");
                Stop(fault);
                break;
            case QboOutcome<QboWritten>.Uncertain:
                _failed[intent.LocalKey] = 0;
                Count("Open");
                break;
        }
    }

    private void Stop(QboFault fault)
    {
        if (fault.StopsEverything)
        {
            Stopped ??= fault;
            _stop.Cancel();
        }
    }

    private void Count(string what) => Counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private async Task<List<SyncIntent>> WriteDownAsync(List<PlannedItem> items, CancellationToken cancellation)
    {
        var there = _known with { ByLocalKey = _there };
        var batch = items.Count > 1 ? RequestId(ids.Next()) : null;
        var intents = items.Select((item, index) => Intent(item, there, batch, index)).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.AddRange(intents);
        await db.SaveChangesAsync(cancellation);
        return intents;
    }

    private SyncIntent Intent(PlannedItem item, QboIds there, string? batch, int position)
    {
        var id = ids.Next();
        var operation = item.Outcome switch
        {
            PlanOutcome.Create => SyncOperation.Create,
            PlanOutcome.Update => SyncOperation.Update,
            PlanOutcome.Void => SyncOperation.Void,
            PlanOutcome.Delete => SyncOperation.Delete,
            _ => throw new InvalidOperationException($"{item.LocalKey} is not sent."),
        };
        return new SyncIntent
        {
            Id = id,
            RealmId = run.RealmId,
            RunId = run.Id,
            LocalKey = item.LocalKey,
            Operation = operation,
            QboEntity = item.QboEntity,
            QboId = item.Link?.QboId,
            RequestId = RequestId(id),
            BatchRequestId = batch,
            BatchPosition = batch is null ? null : position,
            Body = Body(item, operation, there),
            ContentHash = item.Document?.ContentHash ?? "",
            Number = item.Number,
            Date = item.Date,
            AmountMinor = item.AmountMinor,
            Consequences = Consequences.Of(item).ToJson(),
            CreatedAt = clock.GetUtcNow(),
        };
    }

    private string Body(PlannedItem item, SyncOperation operation, QboIds there)
    {
        var entity = QboEntity.Named(item.QboEntity);
        return operation switch
        {
            SyncOperation.Void => QboWrite.Void(entity, item.Link!.QboId, item.Link.SyncToken, "-").Json,
            SyncOperation.Delete => QboWrite.Delete(entity, item.Link!.QboId, item.Link.SyncToken, "-").Json,
            _ => item.Reference is { } reference ? WireBody.Of(reference, there) : WireBody.Of(item.Document!, there, home, item.Link),
        };
    }

    // A name QuickBooks has already is tied without a call.
    private async Task AdoptAsync(List<PlannedItem> items, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var item in items)
        {
            var (id, token) = item.Reference!.Existing!.Value;
            _there[item.LocalKey] = id;
            db.Add(new SyncLink
            {
                Id = ids.Next(),
                RealmId = run.RealmId,
                LocalKey = item.LocalKey,
                QboEntity = item.QboEntity,
                QboId = id,
                SyncToken = token,
                ContentHash = "",
                UpdatedAt = clock.GetUtcNow(),
            });
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static string RequestId(long id) => string.Create(CultureInfo.InvariantCulture, $"qc-{id}");
}
