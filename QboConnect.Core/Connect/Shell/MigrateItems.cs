using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Deactivates QuickBooks' inventory items, makes them again as services, and books the value back that deactivating takes out of QuickBooks' inventory
/// account (seed: Import stock on hand; preflight-errors PRD-10). Batches and their request ids follow from the stored rows, so that a repetition after
/// a crash sends the same and is answered the same.
/// </summary>
internal sealed class MigrateItems(IdSource ids, TimeProvider clock) : IMigrationStep
{
    private const int BatchSize = 30;
    private const string JournalNumber = "QBC-STOCK";

    public MigrationStep Step => MigrationStep.ReplaceItems;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        var items = await ItemsAsync(work, cancellation);
        if (items.Count == 0)
        {
            await using var db = await work.OpenAsync(cancellation);
            await work.FinishAsync(db, Step, work.Migration.Mode == IntegrationMode.BothWays ? "Nothing to replace" : "Left out: nothing is written to QuickBooks", cancellation);
            return null;
        }

        foreach (var (chunk, number) in items.Chunk(BatchSize).Select((chunk, number) => (chunk, number)))
        {
            if (await DeactivateAsync(work, chunk, number, cancellation) is { } problem)
            {
                return problem;
            }

            await work.ReportAsync(Math.Min(items.Count, (number + 1) * BatchSize), items.Count * 2, cancellation);
        }

        // Between the two, so that the measure holds nothing but the deactivation.
        var (booked, unbooked) = await BookBackAsync(work, [.. items.Select(item => item.AssetAccountId).Distinct()], cancellation);
        if (unbooked is not null)
        {
            return unbooked;
        }

        foreach (var (chunk, number) in items.Chunk(BatchSize).Select((chunk, number) => (chunk, number)))
        {
            if (await CreateAsync(work, chunk, number, cancellation) is { } problem)
            {
                return problem;
            }

            await work.ReportAsync(items.Count + Math.Min(items.Count, (number + 1) * BatchSize), items.Count * 2, cancellation);
        }

        await using var context = await work.OpenAsync(cancellation);
        await work.FinishAsync(context, Step, $"{items.Count} items replaced by services; {booked} booked back", cancellation);
        return null;
    }

    private static async Task<List<ReplacedItem>> ItemsAsync(MigrationWork work, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        var rows = await db.ReplacedItems.AsNoTracking().Where(row => row.RealmId == work.RealmId).ToListAsync(cancellation);
        return [.. rows.OrderBy(row => row.QboItemId, StringComparer.Ordinal)];
    }

    private static async Task<string?> DeactivateAsync(MigrationWork work, ReplacedItem[] chunk, int number, CancellationToken cancellation)
    {
        var batch = await work.Client.BatchAsync(
            [.. chunk.Select((item, index) => new QboBatchItem(Text(index), Off(item.QboItemId, item.SyncToken, "-")))], work.RequestId($"off-{number}"), cancellation);
        if (!batch.IsOk(out var results))
        {
            return batch.Words();
        }

        foreach (var (item, result) in chunk.Zip(results).Where(pair => !pair.Second.Outcome.IsOk(out _)))
        {
            // Someone changed the item since it was read. Its version is part of the request id: another version is another request.
            var read = await work.Client.ReadAsync<QboItem>(item.QboItemId, cancellation);
            if (!read.IsOk(out var now))
            {
                return $"{read.Words()} ({Name(item)})";
            }

            if (now.Active == false)
            {
                continue;
            }

            var again = await work.Client.SendAsync(Off(item.QboItemId, now.SyncToken!, work.RequestId($"off-{item.QboItemId}-{now.SyncToken}")), cancellation);
            if (!again.IsOk(out _))
            {
                return $"QuickBooks does not deactivate {Name(item)}: {again.Words()}";
            }
        }

        return null;
    }

    private async Task<string?> CreateAsync(MigrationWork work, ReplacedItem[] chunk, int number, CancellationToken cancellation)
    {
        var batch = await work.Client.BatchAsync(
            [.. chunk.Select((item, index) => new QboBatchItem(Text(index), new QboWrite(QboEntity.Item, QboOperation.Create, item.Body, "-")))], work.RequestId($"new-{number}"), cancellation);
        if (!batch.IsOk(out var results))
        {
            return batch.Words();
        }

        await using var db = await work.OpenAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (item, result) in chunk.Zip(results))
        {
            var (made, problem) = await MadeAsync(work, item, result.Outcome, cancellation);
            if (made is null)
            {
                return problem;
            }

            await db.ReplacedItems.Where(row => row.RealmId == item.RealmId && row.QboItemId == item.QboItemId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NewQboId, made.Value.Id), cancellation);
            if (item.ProductId is { } product)
            {
                await LinkAsync(db, work.RealmId, LocalKeys.Of("product", product), made.Value, cancellation);
            }
        }

        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
        return null;
    }

    /// <summary>The service, new or of an earlier attempt: a name that is taken by a service is ours.</summary>
    private static async Task<((string Id, string SyncToken)? Made, string? Problem)> MadeAsync(
        MigrationWork work, ReplacedItem item, QboOutcome<QboWritten> outcome, CancellationToken cancellation)
    {
        if (outcome.IsOk(out var written))
        {
            return ((written.Id, written.SyncToken ?? "0"), null);
        }

        var same = await work.Client.QueryAsync<QboItem>($"SELECT * FROM Item WHERE Name = {QboQuery.Text(Name(item))}", cancellation);
        if (same.IsOk(out var found) && found.FirstOrDefault(row => row.Type == "Service") is { } service)
        {
            return ((service.Id!, service.SyncToken ?? "0"), null);
        }

        // The batch's answer is kept at QuickBooks and would be repeated for ever; a name that is unique guards the second try instead.
        var again = await work.Client.SendAsync(new QboWrite(QboEntity.Item, QboOperation.Create, item.Body, work.FreshRequestId($"new-{item.QboItemId}")), cancellation);
        return again.IsOk(out written)
            ? ((written.Id, written.SyncToken ?? "0"), null)
            : (null, $"QuickBooks does not make the service {Name(item)}: {again.Words()}");
    }

    private async Task LinkAsync(QboConnectDb db, string realmId, string localKey, (string Id, string SyncToken) made, CancellationToken cancellation)
    {
        if (!await db.SyncLinks.AnyAsync(row => row.RealmId == realmId && row.LocalKey == localKey, cancellation))
        {
            db.SyncLinks.Add(new SyncLink
            {
                Id = ids.Next(),
                RealmId = realmId,
                LocalKey = localKey,
                QboEntity = QboEntity.Item.Name,
                QboId = made.Id,
                SyncToken = made.SyncToken,
                ContentHash = "",
                UpdatedAt = clock.GetUtcNow(),
            });
        }
    }

    /// <summary>
    /// Measures what deactivating did to the books and reverses it with one journal entry. Where the entry was made already, by a run that ended before it
    /// knew, nothing is measured and nothing booked.
    /// </summary>
    /// <returns>What stands booked back, or why it does not.</returns>
    private async Task<(Money? Booked, string? Problem)> BookBackAsync(MigrationWork work, List<string> assets, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        var home = Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation));
        var earlier = await work.Client.QueryAllAsync<QboJournalEntry>($"DocNumber = {QboQuery.Text(JournalNumber)}", cancellation);
        if (!earlier.IsOk(out var journals))
        {
            return (null, earlier.Words());
        }

        var note = $"QboConnect migration {work.Migration.Id.ToString(CultureInfo.InvariantCulture)}: books back what deactivating inventory items took out of inventory";
        if (journals.FirstOrDefault(row => row.PrivateNote == note) is { } made)
        {
            return (Money.Of(InventoryDebit(made, assets), home), null);
        }

        var before = await db.BaselineBalances.AsNoTracking().Where(row => row.RealmId == work.RealmId).ToDictionaryAsync(row => row.QboAccountId, row => row.BalanceMinor, cancellation);

        // QuickBooks dates the deactivation by its own day, which may be the next one already.
        var (day, last) = (work.Migration.IntegrationDate, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1));
        var changes = await ChangesAsync(work, day, before, home, cancellation);
        while (changes.IsOk(out var none) && !none.Exists(row => assets.Contains(row.Id)) && day < last)
        {
            day = day.AddDays(1);
            changes = await ChangesAsync(work, day, before, home, cancellation);
        }

        if (!changes.IsOk(out var changed))
        {
            return (null, changes.Words());
        }

        var lost = changed.Where(row => assets.Contains(row.Id)).ToList();
        var total = lost.Sum(row => row.Minor);
        if (lost.Count == 0)
        {
            return (Money.Zero(home), null);
        }

        var other = changed.Where(row => !assets.Contains(row.Id)).Where(row => row.Minor == -total).Take(1).ToList();
        if (other.Count == 0)
        {
            return (null, $"Deactivating the items changed QuickBooks' inventory by {new Money(total, home)}, but no single account took the other side: somebody booked in QuickBooks meanwhile. Delete or move what was booked since the migration began, then resume.");
        }

        var lines = lost.Concat(other).Select(row => new QboLine
        {
            Amount = new Money(Math.Abs(row.Minor), home).Amount,
            DetailType = QboLineKind.Journal,
            Description = "Inventory value kept while items became services",
            JournalEntryLineDetail = new() { PostingType = row.Minor < 0 ? "Debit" : "Credit", AccountRef = new(row.Id) },
        });
        var journal = new QboJournalEntry
        {
            DocNumber = JournalNumber,
            TxnDate = day,
            PrivateNote = note,
            Line = [.. lines],
        };
        var written = await work.Client.CreateAsync(journal, work.FreshRequestId("value"), cancellation);
        return written.IsOk(out _) ? (new Money(-total, home), null) : (null, written.Words());
    }

    private static decimal InventoryDebit(QboJournalEntry journal, List<string> assets) => (journal.Line ?? [])
        .Where(line => line.JournalEntryLineDetail?.AccountRef is { } account && assets.Contains(account.Value))
        .Sum(line => (line.JournalEntryLineDetail!.PostingType == "Debit" ? 1 : -1) * (line.Amount ?? 0m));

    private static async Task<QboOutcome<List<(string Id, long Minor)>>> ChangesAsync(
        MigrationWork work, DateOnly day, Dictionary<string, long> before, Currency home, CancellationToken cancellation)
    {
        var read = await work.Client.TrialBalanceAsync(day, cancellation);
        return read.Map(balance =>
        {
            var now = balance.Rows.ToDictionary(row => row.AccountId, row => Money.Of(row.Debit - row.Credit, home).Minor);
            return before.Keys.Union(now.Keys).Select(id => (Id: id, Minor: now.GetValueOrDefault(id) - before.GetValueOrDefault(id))).Where(row => row.Minor != 0).ToList();
        });
    }

    private static QboWrite Off(string id, string syncToken, string requestId) => QboWrite.Update(new QboItem { Id = id, SyncToken = syncToken, Active = false }, requestId);

    private static string Name(ReplacedItem item) => QboJson.Read<QboItem>(item.Body).Name ?? item.QboItemId;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
