using System.Data;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Settles what needs no call to QuickBooks of its own.</summary>
internal static class SettleWithoutCall
{
    /// <summary>Transactions that come to nothing, are there already, or are skipped on purpose; journals that come to nothing.</summary>
    public static async Task SettleAsync(this QboConnectDb db, SyncPlan plan, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await SettleAsync(db, plan.NothingToSend.Concat(plan.Items.Where(item => item.Outcome == PlanOutcome.Skip).SelectMany(item => item.Covers)), isThere: false, cancellation);
        await SettleAsync(db, plan.AlreadyThere, isThere: true, cancellation);
        foreach (var chunk in plan.EmptyJournals.Chunk(500))
        {
            var linked = db.CurrentLinks().Where(link => link.State == LinkState.Active).Select(link => link.LocalKey);
            await db.ConsolidatedTransactions.Where(row => chunk.Contains(row.Id) && row.Lines.Count < 2 && !linked.Contains("journal:" + row.Key))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, row => row.DocumentCount == 0 ? ConsolidatedStatus.Voided : ConsolidatedStatus.Synced), cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>
    /// Consolidated transactions' documents: settled once every journal they have a part in is in QuickBooks as it stands here. Read and written in one
    /// database transaction, so that a refresh meanwhile is either seen whole or not at all.
    /// </summary>
    public static async Task SettleConsolidatedAsync(this QboConnectDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        ConsolidatedStatus[] done = [ConsolidatedStatus.Synced, ConsolidatedStatus.Voided];
        var open = (await db.ConsolidatedTransactions.Where(row => !done.Contains(row.Status)).Select(row => row.Key).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var waiting = db.WaitingTransactions().Where(row => row.Route == ExportRoute.Consolidated);
        if (open.Count == 0)
        {
            await SettleAsync(waiting, cancellation);
        }
        else
        {
            var rows = await waiting.Select(row => new { row.Id, row.Kind, row.Date, row.Currency, row.PaymentAccountId }).ToListAsync(cancellation);
            var settled = rows.Where(row => !JournalKey.TypesOf(row.Kind)
                .Select(type => new JournalKey(type, row.Date, row.Currency, type == JournalType.Pay ? row.PaymentAccountId : null).ToString())
                .Any(open.Contains)).Select(row => row.Id);
            foreach (var chunk in settled.Chunk(500))
            {
                await SettleAsync(waiting.Where(row => chunk.Contains(row.Id)), cancellation);
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    private static Task<int> SettleAsync(IQueryable<LedgerTransaction> rows, CancellationToken cancellation) => rows.ExecuteUpdateAsync(
        set => set.SetProperty(row => row.State, ExportState.Settled).SetProperty(row => row.WasExported, row => row.WasExported || row.RetiredAt == null),
        cancellation);

    private static async Task SettleAsync(QboConnectDb db, IEnumerable<CoveredTransaction> covers, bool isThere, CancellationToken cancellation)
    {
        foreach (var group in covers.GroupBy(cover => cover.ChangeCount))
        {
            foreach (var chunk in group.Select(cover => cover.TransactionId).Chunk(500))
            {
                await db.WaitingTransactions().Where(row => chunk.Contains(row.Id) && row.ChangeCount == group.Key).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.State, ExportState.Settled)
                        .SetProperty(row => row.WasExported, row => row.WasExported || (isThere && row.RetiredAt == null)),
                    cancellation);
            }
        }
    }
}
