using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Reads what waits for QuickBooks and projects it. Reads nothing that is settled, apart from what a waiting document leans on.</summary>
internal sealed partial class WaitingDocuments(QboConnectDb db, ProjectionBook book, CancellationToken cancellation)
{
    private readonly List<ExportDocument> _documents = [];
    private readonly List<RemovedDocument> _removed = [];
    private readonly List<SkippedDocument> _skipped = [];
    private readonly List<UnprojectableDocument> _unprojectable = [];
    private readonly List<CoveredTransaction> _nothing = [];
    private readonly List<long> _emptyJournals = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Everything that waits, as facts for the planner; links and references are still to be added.</summary>
    public async Task<PlanFacts> ReadAsync(QuickBooksState quickBooks)
    {
        var waiting = await db.WaitingTransactions().AsNoTracking().Include(row => row.Lines)
            .Where(row => row.Route != ExportRoute.Consolidated).AsSplitQuery().ToListAsync(cancellation);
        foreach (var row in waiting.Where(row => row.Route == ExportRoute.FromQuickBooks))
        {
            _nothing.Add(Cover(row));
        }

        await SkipAsync(waiting);
        var individual = waiting.Where(row => row.Route is ExportRoute.Individual).ToList();
        await SalesAsync(individual);
        await PurchasesAsync(individual);
        Journals(individual);
        await ConsolidatedAsync();
        return new PlanFacts
        {
            Documents = _documents,
            Removed = _removed,
            Skipped = _skipped,
            Unprojectable = _unprojectable,
            Nothing = _nothing,
            EmptyJournals = _emptyJournals,
            Accounts = book.Accounts,
            Home = book.Home.Code,
            QuickBooks = quickBooks,
        };
    }

    private async Task SkipAsync(List<LedgerTransaction> waiting)
    {
        var channels = await db.SalesChannels.AsNoTracking().ToDictionaryAsync(channel => channel.Id, channel => channel.Name, cancellation);
        _skipped.AddRange(waiting.Where(row => row.Route == ExportRoute.Skipped).GroupBy(row => (row.Kind, row.DocumentId)).Select(group =>
        {
            var row = group.First();
            return new SkippedDocument(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"skipped:{row.Kind}:{row.DocumentId}"), row.Number, row.Date, Total(row),
                $"Channel {channels.GetValueOrDefault(row.ChannelId ?? 0)} is set to No sync.", [.. group.Select(Cover)]);
        }));
    }

    private void Journals(List<LedgerTransaction> waiting)
    {
        DocumentKind[] kinds = [DocumentKind.CostMovement, DocumentKind.CustomerCredit, DocumentKind.ManualJournal];
        foreach (var group in waiting.Where(row => kinds.Contains(row.Kind)).GroupBy(row => (row.Kind, row.DocumentId)))
        {
            var live = group.SingleOrDefault(row => row.RetiredAt is null);
            var key = LocalKeys.Journal(group.Key.Kind, group.Key.DocumentId);
            if (live is null)
            {
                Gone(key, [.. group]);
            }
            else
            {
                Try(key, live, () =>
                {
                    if (Project.Journal(book, live) is { } journal)
                    {
                        Add(journal, [.. group]);
                    }
                    else
                    {
                        Gone(key, [.. group]);
                    }
                });
            }
        }
    }

    private void Add(ExportDocument document, IReadOnlyCollection<LedgerTransaction> rows)
    {
        // Postings it replaced are settled with it.
        var covers = document.Covers.Concat(rows.Where(row => row.RetiredAt is not null).Select(Cover)).Distinct();
        if (_known.Add(document.LocalKey))
        {
            _documents.Add(document with { Covers = [.. covers] });
        }
        else if (_documents.FindIndex(other => other.LocalKey == document.LocalKey) is >= 0 and var index)
        {
            _documents[index] = _documents[index] with { Covers = [.. _documents[index].Covers.Union(covers)] };
        }
    }

    private void Gone(string key, IReadOnlyCollection<LedgerTransaction> rows)
    {
        if (!_known.Add(key))
        {
            return;
        }

        var last = rows.OrderBy(row => row.Id).LastOrDefault();
        _removed.Add(new(key, last?.Number ?? key, last?.Date ?? default, last is null ? 0 : Total(last), [.. rows.Select(Cover)]));
    }

    private void Try(string key, LedgerTransaction live, Action project)
    {
        try
        {
            project();
        }
        catch (AccountNotMappedException missing)
        {
            var cause = $"No account is mapped to {RoleFit.Name(missing.Role)}.";
            Unprojectable(key, ExportKind.JournalEntry, live, new("ACC-01", cause, cause, "Choose one in Settings → Reference books → Account mapping, then sync again."));
        }
    }

    private void Unprojectable(string key, ExportKind kind, LedgerTransaction live, SyncProblem problem) =>
        _unprojectable.Add(new(key, kind, live.Number, live.Date, Total(live), problem));

    private static string KeyOf(DocumentKind kind, long id) => kind switch
    {
        DocumentKind.Invoice => LocalKeys.Invoice(id),
        DocumentKind.CreditNote => LocalKeys.CreditNote(id),
        DocumentKind.Payment => LocalKeys.Payment(id),
        DocumentKind.CreditApplication => LocalKeys.CreditApplication(id),
        DocumentKind.Refund => LocalKeys.Refund(id),
        DocumentKind.Purchase => LocalKeys.Purchase(id),
        DocumentKind.PurchasePayment => LocalKeys.PurchasePayment(id),
        DocumentKind.CostMovement or DocumentKind.CustomerCredit or DocumentKind.ManualJournal => LocalKeys.Journal(kind, id),
    };

    private static CoveredTransaction Cover(LedgerTransaction row) => new(row.Id, row.ChangeCount);

    private static long Total(LedgerTransaction row) => row.Lines.Where(line => line.BaseMinor > 0).Sum(line => line.BaseMinor);
}
