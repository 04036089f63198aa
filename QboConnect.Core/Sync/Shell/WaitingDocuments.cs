using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sales;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Reads what waits for QuickBooks and projects it. Reads nothing that is settled, apart from what a waiting document leans on.</summary>
internal sealed class WaitingDocuments(QboConnectDb db, ProjectionBook book, CancellationToken cancellation)
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

    private async Task SalesAsync(List<LedgerTransaction> waiting)
    {
        DocumentKind[] kinds = [DocumentKind.Invoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.CreditApplication, DocumentKind.Refund];
        var rows = waiting.Where(row => kinds.Contains(row.Kind)).ToList();
        foreach (var sales in rows.Select(row => row.SaleId!.Value).Distinct().Order().Chunk(400))
        {
            var ids = sales.ToHashSet();
            var reader = await SaleReader.OfAsync(db, sales, cancellation);
            foreach (var group in rows.Where(row => ids.Contains(row.SaleId!.Value)).GroupBy(row => (row.Kind, row.DocumentId)))
            {
                Sale(reader, group.Key.Kind, group.Key.DocumentId, [.. group]);
            }
        }
    }

    private void Sale(SaleReader reader, DocumentKind kind, long documentId, List<LedgerTransaction> rows)
    {
        var live = rows.SingleOrDefault(row => row.RetiredAt is null);
        var key = KeyOf(kind, documentId);
        if (live is null)
        {
            Gone(key, rows);
            return;
        }

        var sale = reader.Sales[live.SaleId!.Value];
        Try(key, live, () =>
        {
            switch (kind)
            {
                case DocumentKind.Invoice:
                    Add(Project.Invoice(book, sale, reader.Invoices[documentId], live), rows);
                    break;
                case DocumentKind.CreditNote:
                    CreditNote(reader, sale, reader.CreditNotes[documentId], live, rows);
                    break;
                case DocumentKind.Payment:
                    Payment(reader, sale, reader.Payments[documentId], live, rows);
                    break;
                case DocumentKind.CreditApplication:
                    _documents.AddRange(Project.CreditApplication(book, sale, reader.Payments[documentId], live)
                        .Select(document => document.Kind == ExportKind.Payment ? document with { After = Before(reader, sale, reader.Payments[documentId]) } : document));
                    _nothing.AddRange(rows.Where(row => row.RetiredAt is not null).Select(Cover));
                    break;
                case DocumentKind.Refund:
                    Refund(reader, sale, reader.Refunds[documentId], live, rows);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a document of a sale.");
            }
        });
    }

    private void CreditNote(SaleReader reader, Sale sale, CreditNote creditNote, LedgerTransaction live, IReadOnlyCollection<LedgerTransaction> rows)
    {
        var refunds = reader.RefundsByMoney(creditNote.Id);
        if (TooMuchRefunded(creditNote, refunds, live))
        {
            return;
        }

        if (Project.CreditMemo(book, sale, creditNote, refunds, live) is { } memo)
        {
            Add(memo, rows);
        }
        else
        {
            // Nothing is left of it but refunds; the last of them carries its posting.
            Gone(LocalKeys.CreditNote(creditNote.Id), [.. rows.Where(row => row.RetiredAt is not null)]);
        }

        // What a refund takes depends on the credit note, so its receipts are looked at again with it.
        foreach (var refund in refunds.Where(refund => reader.Postings.ContainsKey((DocumentKind.Refund, refund.Id))))
        {
            RefundReceipt(reader, sale, creditNote, refunds, refund, reader.Postings[(DocumentKind.Refund, refund.Id)], []);
        }
    }

    private void RefundReceipt(
        SaleReader reader, Sale sale, CreditNote creditNote, List<Refund> refunds, Refund refund, LedgerTransaction live, IReadOnlyCollection<LedgerTransaction> rows)
    {
        var isLast = refunds.Sum(other => other.AmountMinor) == creditNote.TotalMinor && refund.Id == refunds.Max(other => other.Id);
        Add(Project.RefundReceipt(book, sale, creditNote, refunds, refund, live, isLast ? reader.Postings.GetValueOrDefault((DocumentKind.CreditNote, creditNote.Id)) : null), rows);
    }

    private void Refund(SaleReader reader, Sale sale, Refund refund, LedgerTransaction live, List<LedgerTransaction> rows)
    {
        if (refund.Method == PaymentMethod.CreditNote)
        {
            // The payment that is its other half carries it.
            if (reader.PaymentOf(refund) is null)
            {
                Unprojectable(LocalKeys.Refund(refund.Id), ExportKind.Payment, live, new(
                    "PAY-03", "Credit notes set against nothing", $"{refund.Number} sets a credit note against an invoice, but the payment that belongs to it is missing.",
                    "Undo it and set the credit note against the invoice again."));
            }

            return;
        }

        var creditNote = reader.CreditNotes[refund.CreditNoteId];
        var refunds = reader.RefundsByMoney(creditNote.Id);
        if (TooMuchRefunded(creditNote, refunds, live))
        {
            return;
        }

        RefundReceipt(reader, sale, creditNote, refunds, refund, live, rows);
        // What is left of the credit note shrinks with each refund, even where the credit note itself is settled.
        if (!_known.Contains(LocalKeys.CreditNote(creditNote.Id)) && reader.Postings.TryGetValue((DocumentKind.CreditNote, creditNote.Id), out var posting))
        {
            CreditNote(reader, sale, creditNote, posting, []);
        }
    }

    private bool TooMuchRefunded(CreditNote creditNote, List<Refund> refunds, LedgerTransaction live)
    {
        if (refunds.Sum(refund => refund.AmountMinor) <= creditNote.TotalMinor)
        {
            return false;
        }

        Unprojectable(KeyOf(live.Kind, live.DocumentId), ExportKind.CreditMemo, live, new(
            "DOC-09", $"{creditNote.Number} is refunded beyond its amount",
            $"The refunds of {creditNote.Number} exceed it, and QuickBooks does not allow a negative credit note.",
            "Check the totals of the credit note and its refunds and correct them."));
        return true;
    }

    private void Payment(SaleReader reader, Sale sale, Payment payment, LedgerTransaction live, List<LedgerTransaction> rows)
    {
        if (payment.Method == PaymentMethod.Account)
        {
            Add(Project.Payment(book, sale, payment, live) with { After = Before(reader, sale, payment) }, rows);
        }
        else if (reader.RefundOf(payment) is { } refund && reader.Postings.TryGetValue((DocumentKind.Refund, refund.Id), out var refundPosting))
        {
            Add(Project.CreditNoteAllocation(book, sale, payment, refund, [live, refundPosting]) with { After = Before(reader, sale, payment) }, rows);
        }
        else
        {
            Unprojectable(LocalKeys.Payment(payment.Id), ExportKind.Payment, live, new(
                "PAY-03", "Credit notes set against nothing", $"{payment.Number} sets a credit note against an invoice, but the refund that belongs to it is missing.",
                "Undo it and set the credit note against the invoice again."));
        }
    }

    // Part payments in another currency relieve the document to the cent in the order they come, and the last takes what is left: so they come in ours.
    private string[] Before(SaleReader reader, Sale sale, Payment payment) =>
        sale.Currency == book.Home.Code
            ? []
            : [.. reader.Payments.Values
                .Where(other => other.SaleId == sale.Id && other.Status == DocumentStatus.Authorised && (other.Date, other.Id).CompareTo((payment.Date, payment.Id)) < 0)
                .OrderByDescending(other => (other.Date, other.Id))
                .Select(other => other.Method == PaymentMethod.CustomerCredit ? LocalKeys.CreditApplicationLink(other.Id) : LocalKeys.Payment(other.Id))
                .Take(1)];

    private string[] Before(IEnumerable<PurchasePayment> payments, Purchase purchase, PurchasePayment payment) =>
        purchase.Currency == book.Home.Code
            ? []
            : [.. payments.Where(other => other.PurchaseId == purchase.Id && (other.Date, other.Id).CompareTo((payment.Date, payment.Id)) < 0)
                .OrderByDescending(other => (other.Date, other.Id))
                .Select(other => LocalKeys.PurchasePayment(other.Id))
                .Take(1)];

    private async Task PurchasesAsync(List<LedgerTransaction> waiting)
    {
        var bills = waiting.Where(row => row.Kind == DocumentKind.Purchase).ToList();
        var payments = waiting.Where(row => row.Kind == DocumentKind.PurchasePayment).ToList();
        var paymentIds = payments.Select(row => row.DocumentId).ToHashSet();
        var documents = (await ByIdsAsync(db.PurchasePayments.AsNoTracking(), paymentIds, (rows, ids) => rows.Where(row => ids.Contains(row.Id)))).ToDictionary(row => row.Id);
        var purchaseIds = bills.Select(row => row.DocumentId).Concat(documents.Values.Select(row => row.PurchaseId)).ToHashSet();
        var purchases = (await ByIdsAsync(db.Purchases.AsNoTracking(), purchaseIds, (rows, ids) => rows.Where(row => ids.Contains(row.Id)))).ToDictionary(row => row.Id);
        foreach (var group in bills.Concat(payments).GroupBy(row => (row.Kind, row.DocumentId)))
        {
            var live = group.SingleOrDefault(row => row.RetiredAt is null);
            var key = KeyOf(group.Key.Kind, group.Key.DocumentId);
            if (live is null)
            {
                Gone(key, [.. group]);
                continue;
            }

            Try(key, live, () => Add(
                live.Kind == DocumentKind.Purchase
                    ? Project.Bill(book, purchases[live.DocumentId], live)
                    : BillPayment(purchases[documents[live.DocumentId].PurchaseId], documents[live.DocumentId], live),
                [.. group]));
        }

        ExportDocument BillPayment(Purchase purchase, PurchasePayment payment, LedgerTransaction live) =>
            Project.BillPayment(book, purchase, payment, live) with { After = Before(documents.Values, purchase, payment) };
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

    private async Task ConsolidatedAsync()
    {
        var settings = await db.ConsolidationSettings.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var customer = settings?.CustomerId is { } id ? await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) : null;
        var problem = CustomerProblem(customer);
        ConsolidatedStatus[] due = [ConsolidatedStatus.Pending, ConsolidatedStatus.UpdatePending, ConsolidatedStatus.Failed];
        var rows = await db.ConsolidatedTransactions.AsNoTracking().Include(row => row.Lines).AsSplitQuery()
            .Where(row => due.Contains(row.Status)).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            if (row.Lines.Count < 2)
            {
                _emptyJournals.Add(row.Id);
                _removed.Add(new(LocalKeys.Consolidated(row.Key, 1), row.Number, row.Date, row.TotalMinor, []));
            }
            else if (problem is not null)
            {
                _unprojectable.Add(new(LocalKeys.Consolidated(row.Key, 1), ExportKind.JournalEntry, row.Number, row.Date, row.TotalMinor, problem));
            }
            else
            {
                _documents.AddRange(Project.Consolidated(book, row, customer!.Id));
            }
        }

        // A journal that needs fewer parts than before leaves one behind in QuickBooks.
        var keys = _documents.Select(document => document.LocalKey).ToHashSet(StringComparer.Ordinal);
        var extra = await db.CurrentLinks().AsNoTracking().Where(link => link.LocalKey.StartsWith("journal:") && link.LocalKey.Contains('#') && link.State == LinkState.Active).ToListAsync(cancellation);
        var dueKeys = rows.Select(row => LocalKeys.Consolidated(row.Key, 1)).ToHashSet(StringComparer.Ordinal);
        _removed.AddRange(extra.Where(link => dueKeys.Contains(link.LocalKey[..link.LocalKey.IndexOf('#', StringComparison.Ordinal)]) && !keys.Contains(link.LocalKey))
            .Select(link => new RemovedDocument(link.LocalKey, link.LocalKey[8..], DateOnly.FromDateTime(link.UpdatedAt.UtcDateTime), 0, [])));
    }

    private SyncProblem? CustomerProblem(Contact? customer) => customer switch
    {
        null => new(
            "CUS-06", "No consolidation customer", "No consolidation customer is chosen, and QuickBooks wants a customer on every receivable line.",
            "Choose one in Integration → QuickBooks Online → Sync options."),
        { IsDeprecated: true } => new(
            "CUS-06", "The consolidation customer is deprecated", $"Consolidation customer {customer.Name} is deprecated.",
            "Choose another one in Integration → QuickBooks Online → Sync options."),
        _ when customer.Currency != book.Home.Code => new(
            "CUS-06", "The consolidation customer trades in another currency", $"Consolidation customer {customer.Name} trades in {customer.Currency}; journals are in {book.Home.Code}.",
            "Choose a customer in the base currency in Integration → QuickBooks Online → Sync options."),
        _ => null,
    };

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
            Unprojectable(key, ExportKind.JournalEntry, live, new("ACC-01", missing.Message, missing.Message, "Choose an account for it, then sync again."));
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

    private async Task<List<TRow>> ByIdsAsync<TRow>(IQueryable<TRow> rows, IEnumerable<long> ids, Func<IQueryable<TRow>, long[], IQueryable<TRow>> where)
    {
        var found = new List<TRow>();
        foreach (var chunk in ids.Chunk(500))
        {
            found.AddRange(await where(rows, chunk).ToListAsync(cancellation));
        }

        return found;
    }
}
