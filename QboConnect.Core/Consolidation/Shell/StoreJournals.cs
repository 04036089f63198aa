using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>Stores journals as consolidated transactions with their lines and log, touching only those that changed.</summary>
internal sealed class StoreJournals(QboConnectDb db, IdSource ids, DateTimeOffset now, string actor, ConsolidationRules rules)
{
    private readonly List<ConsolidatedTransaction> _created = [];
    private readonly List<ConsolidatedTransaction> _rewritten = [];
    private readonly List<ConsolidatedLogEntry> _log = [];

    /// <summary>Compares what is stored under these keys with these journals and writes down the differences.</summary>
    /// <returns>Consolidated transactions that changed.</returns>
    public async Task<int> RunAsync(
        IReadOnlyCollection<JournalKey> keys, IReadOnlyDictionary<JournalKey, Journal> journals, CancellationToken cancellation)
    {
        var texts = keys.Select(key => key.ToString()).ToArray();
        var stored = await db.ConsolidatedTransactions.Where(row => texts.Contains(row.Key)).ToDictionaryAsync(row => row.Key, cancellation);
        var linkKeys = stored.Keys.Select(LinkOf).ToArray();
        var linked = await db.CurrentLinks().AsNoTracking()
            .Where(link => linkKeys.Contains(link.LocalKey) && link.State == LinkState.Active)
            .Select(link => link.LocalKey)
            .ToHashSetAsync(cancellation);
        foreach (var key in keys)
        {
            var text = key.ToString();
            Compare(key, stored.GetValueOrDefault(text), journals.GetValueOrDefault(key), linked.Contains(LinkOf(text)));
        }

        await WriteAsync(cancellation);
        return _log.Count;
    }

    private static string LinkOf(string key) => LocalKeys.Consolidated(key, part: 1);

    private void Compare(JournalKey key, ConsolidatedTransaction? stored, Journal? journal, bool isInQuickBooks)
    {
        if (ConsolidatedVersion.Next(stored, journal, isInQuickBooks) is not { } next)
        {
            return;
        }

        var totalBefore = stored?.TotalMinor;
        var row = stored ?? New(key);
        (row.Status, row.UpdatedAt) = (next.Status, now);
        (row.DocumentCount, row.TotalMinor, row.ContentHash) = (journal?.DocumentCount ?? 0, journal?.TotalMinor ?? 0, journal?.ContentHash ?? "");
        if (next.ContentChanged)
        {
            row.Version++;
            _rewritten.Add(row);
            row.Lines.AddRange((journal?.Lines ?? []).Select((line, index) => LineOf(row.Id, index + 1, line)));
        }

        _log.Add(new ConsolidatedLogEntry
        {
            Id = ids.Next(),
            ConsolidatedTransactionId = row.Id,
            At = now,
            Actor = actor,
            Event = next.Event,
            TotalBeforeMinor = totalBefore,
            TotalAfterMinor = row.TotalMinor,
            DocumentCount = row.DocumentCount,
        });
    }

    private ConsolidatedTransaction New(JournalKey key)
    {
        var row = new ConsolidatedTransaction
        {
            Id = ids.Next(),
            Key = key.ToString(),
            Number = JournalNumber.Of(key, key.PaymentAccountId is { } account ? rules.AccountCodes[account] : null),
            Type = key.Type,
            Date = key.Date,
            Currency = key.Currency,
            PaymentAccountId = key.PaymentAccountId,
            CreatedAt = now,
        };
        _created.Add(row);
        return row;
    }

    private static ConsolidatedLine LineOf(long id, int lineNo, JournalLine line) => new()
    {
        ConsolidatedTransactionId = id,
        LineNo = lineNo,
        Section = line.Section,
        AccountId = line.AccountId,
        IsTax = line.IsTax,
        Class = line.Class,
        Location = line.Location,
        DebitMinor = line.DebitMinor,
        CreditMinor = line.CreditMinor,
    };

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var lines = _rewritten.SelectMany(row => row.Lines).ToList();
        var rewritten = _rewritten.Except(_created).Select(row => row.Id).ToArray();
        if (rewritten.Length > 0)
        {
            await db.ConsolidatedLines.Where(line => rewritten.Contains(line.ConsolidatedTransactionId)).ExecuteDeleteAsync(cancellation);
        }

        // The lines are written below with those of the new ones; the context saves the headers only.
        _rewritten.ForEach(row => row.Lines.Clear());
        await db.SaveChangesAsync(cancellation);
        await db.InsertManyAsync(_created, cancellation: cancellation);
        await db.InsertManyAsync(lines, cancellation: cancellation);
        await db.InsertManyAsync(_log, cancellation: cancellation);
    }
}
