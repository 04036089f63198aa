using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Sync.Planning;

namespace QboConnect.Core.Sync.Shell;

/// <summary>
/// Writes down what came of sent intents: intent, link, what QuickBooks books otherwise, ledger transactions and consolidated transaction, all in one
/// database transaction.
/// </summary>
internal sealed class SettleIntents(IDbContextFactory<QboConnectDb> databases, IdSource ids, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public async Task RunAsync(IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)> results, string actor, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            foreach (var (intent, outcome) in results)
            {
                db.Attach(intent);
                intent.Attempts++;
            }

            var links = await LinksAsync(db, results, cancellation);
            var covered = await CoveredAsync(db, results, cancellation);
            var consolidated = await ConsolidatedAsync(db, results, cancellation);
            foreach (var (intent, outcome) in results)
            {
                var consequences = Consequences.FromJson(intent.Consequences);
                var journal = consequences.ConsolidatedKey is { } key ? consolidated.GetValueOrDefault(key) : null;
                switch (outcome)
                {
                    case QboOutcome<QboWritten>.Ok ok:
                        (intent.State, intent.SettledAt, intent.IntuitTid, intent.Message, intent.FaultCode) = (IntentState.Done, clock.GetUtcNow(), ok.IntuitTid, null, null);
                        await DoneAsync(db, intent, consequences, ok.Value, links, covered, cancellation);
                        Note(db, journal, consequences, intent, ok.Value, actor);
                        break;
                    case QboOutcome<QboWritten>.Refused { Fault: var fault }:
                        (intent.State, intent.SettledAt, intent.IntuitTid) = (IntentState.Refused, clock.GetUtcNow(), fault.IntuitTid);
                        (intent.FaultCode, intent.Message) = (fault.Code, $"{fault.Cause} {fault.Remedy}");
                        Refused(db, journal, intent, actor);
                        break;
                    case QboOutcome<QboWritten>.Uncertain { Doubt: var doubt }:
                        // Stays open: the next run sends the same request again.
                        (intent.Message, intent.IntuitTid) = ($"{doubt.Explanation} {doubt.Remedy}", doubt.IntuitTid);
                        break;
                }
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task DoneAsync(
        QboConnectDb db, SyncIntent intent, Consequences consequences, QboWritten written, Dictionary<string, SyncLink> links,
        Dictionary<long, LedgerTransaction> covered, CancellationToken cancellation)
    {
        if (!links.TryGetValue(intent.LocalKey, out var link))
        {
            link = new SyncLink
            {
                Id = ids.Next(),
                RealmId = intent.RealmId,
                LocalKey = intent.LocalKey,
                QboEntity = intent.QboEntity,
                QboId = written.Id,
                SyncToken = "",
                ContentHash = "",
            };
            db.Add(link);
            links[intent.LocalKey] = link;
        }
        else
        {
            await db.PostingDifferences.Where(row => row.LinkId == link.Id).ExecuteDeleteAsync(cancellation);
        }

        (link.QboId, link.SyncToken, link.UpdatedAt) = (written.Id, written.SyncToken ?? link.SyncToken, clock.GetUtcNow());
        (link.ContentHash, link.Effect) = (intent.ContentHash, consequences.Effect);
        link.State = intent.Operation switch
        {
            SyncOperation.Void => LinkState.Voided,
            SyncOperation.Delete => LinkState.Deleted,
            SyncOperation.Create or SyncOperation.Update => LinkState.Active,
        };
        if (link.State == LinkState.Active && intent.Date is { } date)
        {
            db.AddRange(GlEffect.Read(consequences.Differences).Select(difference => new PostingDifference
            {
                LinkId = link.Id,
                AccountId = difference.Key,
                Date = date,
                Kind = consequences.DifferenceKind,
                BaseMinor = difference.Value,
            }));
        }

        foreach (var cover in consequences.Covers)
        {
            // What changed after it was planned is looked at again.
            if (covered.TryGetValue(cover[0], out var row) && row.ChangeCount == cover[1] && row.State == ExportState.Waiting)
            {
                row.State = ExportState.Settled;
                row.WasExported |= row.RetiredAt is null;
            }
        }
    }

    private void Note(QboConnectDb db, ConsolidatedTransaction? journal, Consequences consequences, SyncIntent intent, QboWritten written, string actor)
    {
        if (journal is null)
        {
            return;
        }

        var taken = intent.Operation == SyncOperation.Delete;
        if (consequences.CompletesConsolidated is { } hash && (taken ? journal.Lines.Count < 2 : journal.ContentHash == hash))
        {
            journal.Status = taken && journal.DocumentCount == 0 ? ConsolidatedStatus.Voided : ConsolidatedStatus.Synced;
        }

        Log(db, journal, actor, intent.Operation switch
        {
            SyncOperation.Create => $"Sent to QuickBooks as journal entry {written.Id}",
            SyncOperation.Update => $"Journal entry {written.Id} updated in QuickBooks",
            SyncOperation.Void or SyncOperation.Delete => $"Journal entry {written.Id} deleted in QuickBooks",
        });
    }

    private void Refused(QboConnectDb db, ConsolidatedTransaction? journal, SyncIntent intent, string actor)
    {
        if (journal is not null)
        {
            journal.Status = ConsolidatedStatus.Failed;
            Log(db, journal, actor, $"QuickBooks refused it: {intent.Message}");
        }
    }

    private void Log(QboConnectDb db, ConsolidatedTransaction journal, string actor, string text) => db.Add(new ConsolidatedLogEntry
    {
        Id = ids.Next(),
        ConsolidatedTransactionId = journal.Id,
        At = clock.GetUtcNow(),
        Actor = actor,
        Event = text,
        DocumentCount = journal.DocumentCount,
    });

    private static async Task<Dictionary<string, SyncLink>> LinksAsync(
        QboConnectDb db, IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)> results, CancellationToken cancellation)
    {
        var (realm, keys) = (results[0].Intent.RealmId, results.Select(result => result.Intent.LocalKey).ToArray());
        return await db.SyncLinks.Where(row => row.RealmId == realm && keys.Contains(row.LocalKey)).ToDictionaryAsync(row => row.LocalKey, cancellation);
    }

    private static async Task<Dictionary<long, LedgerTransaction>> CoveredAsync(
        QboConnectDb db, IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)> results, CancellationToken cancellation)
    {
        var covers = results.SelectMany(result => Consequences.FromJson(result.Intent.Consequences).Covers).Select(cover => cover[0]).Distinct().ToArray();
        return covers.Length == 0 ? [] : await db.LedgerTransactions.Where(row => covers.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    private static async Task<Dictionary<string, ConsolidatedTransaction>> ConsolidatedAsync(
        QboConnectDb db, IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)> results, CancellationToken cancellation)
    {
        var keys = results.Select(result => Consequences.FromJson(result.Intent.Consequences).ConsolidatedKey).OfType<string>().Distinct().ToArray();
        return keys.Length == 0
            ? []
            : await db.ConsolidatedTransactions.Include(row => row.Lines).Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, cancellation);
    }
}
