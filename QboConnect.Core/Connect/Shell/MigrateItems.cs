using System.Collections.Concurrent;
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
/// account (seed: Import stock on hand; preflight-errors PRD-10). Parcels and their request ids follow from the stored rows, so that a repetition after
/// a crash sends the same and is answered the same.
/// </summary>
internal sealed class MigrateItems(IdSource ids, TimeProvider clock) : IMigrationStep
{
    private const int Singles = 6;
    private const int Batches = 3;
    private const int RowsAReport = 30;
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

        var parcels = Parcels.Of(items);
        if (await SendAllAsync(work, parcels, items.Count * 2, 0, (parcel, _) => DeactivateAsync(work, parcel, cancellation), cancellation) is { } kept)
        {
            return kept;
        }

        // Between the two, so that the measure holds nothing but the deactivation.
        var (booked, unbooked) = await BookBackAsync(work, [.. items.Select(item => item.AssetAccountId).Distinct()], cancellation);
        if (unbooked is not null)
        {
            return unbooked;
        }

        if (await SendAllAsync(work, parcels, items.Count * 2, items.Count, (parcel, gate) => CreateAsync(work, parcel, gate, cancellation), cancellation) is { } unmade)
        {
            return unmade;
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

    /// <summary>Sends parcels, single ones and batches beside each other; what is under way when a problem shows is ended, nothing more is begun.</summary>
    private static async Task<string?> SendAllAsync(
        MigrationWork work, IReadOnlyList<Parcel> parcels, int total, int before, Func<Parcel, SemaphoreSlim, Task<string?>> send, CancellationToken cancellation)
    {
        using var gate = new SemaphoreSlim(1);
        var (singles, batches) = (new ConcurrentQueue<Parcel>(parcels.Where(parcel => parcel.Batch is null)), new ConcurrentQueue<Parcel>(parcels.Where(parcel => parcel.Batch is not null)));
        string? problem = null;
        var (done, reported) = (0, 0);
        await Task.WhenAll([
            .. Enumerable.Range(0, Math.Min(Singles, singles.Count)).Select(_ => WorkAsync(singles)),
            .. Enumerable.Range(0, Math.Min(Batches, batches.Count)).Select(_ => WorkAsync(batches)),
        ]);
        return problem;

        async Task WorkAsync(ConcurrentQueue<Parcel> queue)
        {
            while (problem is null && queue.TryDequeue(out var parcel))
            {
                if (await send(parcel, gate) is { } found)
                {
                    problem = found;
                    return;
                }

                await gate.WaitAsync(cancellation);
                try
                {
                    done += parcel.Items.Count;
                    if (done - reported >= RowsAReport || done * 2 == total)
                    {
                        await work.ReportAsync(before + done, total, cancellation);
                        reported = done;
                    }
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }

    private static async Task<string?> DeactivateAsync(MigrationWork work, Parcel parcel, CancellationToken cancellation)
    {
        var (outcomes, problem) = await SendAsync(work, parcel, "off", (item, requestId) => Off(item.QboItemId, item.SyncToken, requestId), cancellation);
        foreach (var (item, _) in parcel.Items.Zip(outcomes).Where(pair => !pair.Second.IsOk(out _)))
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

        return problem;
    }

    private async Task<string?> CreateAsync(MigrationWork work, Parcel parcel, SemaphoreSlim gate, CancellationToken cancellation)
    {
        var (outcomes, problem) = await SendAsync(work, parcel, "new", (item, requestId) => new QboWrite(QboEntity.Item, QboOperation.Create, item.Body, requestId), cancellation);
        var services = new Dictionary<string, (string Id, string SyncToken)>(StringComparer.Ordinal);
        foreach (var (item, outcome) in parcel.Items.Zip(outcomes))
        {
            var (made, unmade) = await MadeAsync(work, item, outcome, cancellation);
            if (made is null)
            {
                return unmade;
            }

            services[item.QboItemId] = made.Value;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            await KeepAsync(work, services, cancellation);
        }
        finally
        {
            gate.Release();
        }

        return problem;
    }

    /// <summary>Sends a parcel.</summary>
    /// <returns>The outcome of each row; none, and why, where QuickBooks did not take the batch at all.</returns>
    private static async Task<(IReadOnlyList<QboOutcome<QboWritten>> Outcomes, string? Problem)> SendAsync(
        MigrationWork work, Parcel parcel, string piece, Func<ReplacedItem, string, QboWrite> write, CancellationToken cancellation)
    {
        if (parcel.Batch is not { } number)
        {
            var item = parcel.Items[0];
            return ([await work.Client.SendAsync(write(item, work.RequestId($"{piece}-{item.QboItemId}")), cancellation)], null);
        }

        var batch = await work.Client.BatchAsync([.. parcel.Items.Select((item, index) => new QboBatchItem(Text(index), write(item, "-")))], work.RequestId($"{piece}-{Text(number)}-batch"), cancellation);
        return batch.IsOk(out var results) ? ([.. results.Select(result => result.Outcome)], null) : ([], batch.Words());
    }

    private async Task KeepAsync(MigrationWork work, Dictionary<string, (string Id, string SyncToken)> services, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        var items = await db.ReplacedItems.Where(row => row.RealmId == work.RealmId && services.Keys.Contains(row.QboItemId)).ToListAsync(cancellation);
        var keys = items.Select(row => row.ProductId).OfType<long>().Select(product => LocalKeys.Of("product", product)).ToList();
        var linked = await db.SyncLinks.Where(row => row.RealmId == work.RealmId && keys.Contains(row.LocalKey)).Select(row => row.LocalKey).ToListAsync(cancellation);
        foreach (var item in items)
        {
            item.NewQboId = services[item.QboItemId].Id;
            if (item.ProductId is { } product && LocalKeys.Of("product", product) is var key && !linked.Contains(key))
            {
                db.SyncLinks.Add(Link(work.RealmId, key, services[item.QboItemId]));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
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

    private SyncLink Link(string realmId, string localKey, (string Id, string SyncToken) made) => new()
    {
        Id = ids.Next(),
        RealmId = realmId,
        LocalKey = localKey,
        QboEntity = QboEntity.Item.Name,
        QboId = made.Id,
        SyncToken = made.SyncToken,
        ContentHash = "",
        UpdatedAt = clock.GetUtcNow(),
    };

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
