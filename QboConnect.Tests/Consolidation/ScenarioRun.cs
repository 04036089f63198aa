using System.Globalization;
using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Tests.Consolidation;

/// <summary>
/// Plays a scenario file: documents → postings → journals of consolidated channels and documents of individual ones, and compares them with what the
/// file expects. Everything it calls is what the app calls, without the database.
/// </summary>
internal sealed class ScenarioRun
{
    private readonly ScenarioBooks _books = new();
    private readonly ScenarioDocuments _documents;
    private readonly ScenarioExpectations _expectations;
    private readonly Dictionary<(DocumentKind, long), ExportRoute> _exported = [];
    private readonly Dictionary<JournalKey, ConsolidatedTransaction> _stored = [];
    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<(DocumentKind, long), LedgerTransaction> _ledger = [];
    private IReadOnlyList<Journal> _journals = [];

    private ScenarioRun()
    {
        _documents = new ScenarioDocuments(_books);
        _expectations = new ScenarioExpectations(_books);
    }

    /// <summary>The expected blocks, and what came out, in order.</summary>
    public static (IReadOnlyList<ExpectedBlock> Expected, IReadOnlyList<ProducedBlock> Produced) Play(string file)
    {
        var run = new ScenarioRun();
        var lines = ScenarioLine.Read(file).ToList();
        var inExpectations = false;
        foreach (var line in lines)
        {
            inExpectations = run.Read(line, inExpectations);
        }

        if (lines.Count == 0)
        {
            throw new ScenarioException(Path.GetFileName(file), 1, "The file is empty.");
        }

        run._documents.Finish();
        run.Step(lines[^1]);
        var produced = run.Produced();
        run._expectations.Check(produced, lines[^1]);
        run.CheckMarks();
        return (run._expectations.Blocks, produced);
    }

    private bool Read(ScenarioLine line, bool inExpectations)
    {
        if (line.Keyword is "d" or "c" or "debit" or "credit" && inExpectations && line.Rest.Length > 0 && _expectations.Read(line))
        {
            return true;
        }

        switch (line.Keyword)
        {
            case "base" or "account" or "taxrule" or "tracking" or "channel":
                _documents.Finish();
                _books.Define(line);
                return false;
            case "sync":
                _documents.Finish();
                Step(line);
                Export();
                return false;
            case "void" or "undo":
                _documents.Finish();
                Void(line, line.Word("The document's number"));
                return false;
        }

        if (IsExpectation(line) && _expectations.Read(line))
        {
            return line.Keyword is "journal" or "doc" or "document" or "net" or "expect";
        }

        return _documents.Start(line) || _documents.AddLine(line)
            ? false
            : throw line.Wrong($"'{line.Keyword}' is neither a document, a line of one, nor an expectation.");
    }

    private static bool IsExpectation(ScenarioLine line) => line.Keyword
        is "journal" or "doc" or "document" or "net" or "skipped" or "refused" or "nothing" or "partial" or "expect" or "expected" or "case";

    private void Void(ScenarioLine line, string number)
    {
        var document = _documents.Find(line, number);
        switch (document)
        {
            case SaleDocument row:
                row.Status = DocumentStatus.Voided;
                break;
            case CostMovement row:
                row.Status = DocumentStatus.Voided;
                break;
            // Payments and refunds that QuickBooks holds must be removed there by hand first (consolidation seed: Undo or void).
            case Payment row when !_exported.ContainsKey((DocumentKind.Payment, row.Id)):
                row.Status = DocumentStatus.Voided;
                break;
            case Refund row when !_exported.ContainsKey((DocumentKind.Refund, row.Id)):
                row.Status = DocumentStatus.Voided;
                break;
            case Payment or Refund:
                _refused.Add(number);
                break;
            default:
                throw line.Wrong($"{number} cannot be voided.");
        }
    }

    // Posts everything anew and consolidates: what a refresh would find now.
    private void Step(ScenarioLine line)
    {
        var book = _books.Posting;
        var credits = _documents.Credits.ToDictionary(
            credit => credit.Id, credit => OpenItem.Whole(new Money(credit.AmountMinor, Currency.Of(credit.Currency)), credit.Rate, book.Base));
        var ledger = new Dictionary<(DocumentKind, long), LedgerTransaction>();
        foreach (var sale in _documents.Sales)
        {
            var postings = SalePostings.Of(book, sale, credits);
            if (postings.Problems.Count > 0)
            {
                throw line.Wrong($"Cannot be posted: {string.Join(' ', postings.Problems)}");
            }

            AddTo(ledger, postings.Transactions);
            AddTo(ledger, postings.Kept.Where(_ledger.ContainsKey).Select(key => _ledger[key]));
        }

        AddTo(ledger, _documents.Credits.Select(credit => Post.CustomerCredit(book, credit)));
        AddTo(ledger, _documents.Journals.Select(journal => Post.ManualJournal(book, journal)));
        _ledger = ledger;
        foreach (var (key, transaction) in ledger)
        {
            transaction.Route = RouteOf(key, transaction);
        }

        _journals = Consolidator.Consolidate(ledger.Values.Where(row => row.Route == ExportRoute.Consolidated), _books.Rules);
        CountVersions();
    }

    private static void AddTo(Dictionary<(DocumentKind, long), LedgerTransaction> ledger, IEnumerable<LedgerTransaction> transactions)
    {
        foreach (var transaction in transactions)
        {
            ledger.Add((transaction.Kind, transaction.DocumentId), transaction);
        }
    }

    private ExportRoute RouteOf((DocumentKind, long) key, LedgerTransaction transaction)
    {
        if (_documents.Given.Contains(transaction.DocumentId))
        {
            return ExportRoute.FromQuickBooks;
        }

        if (transaction.ChannelId is null || transaction.Kind == DocumentKind.CustomerCredit)
        {
            return ExportRoute.Individual;
        }

        var channel = _books.Channels.First(row => row.Id == transaction.ChannelId);
        return _exported.TryGetValue(key, out var route)
            ? route
            : RefreshConsolidation.RouteOf(transaction.Kind == DocumentKind.CostMovement ? channel.CogsSync : channel.InvoiceSync);
    }

    private void CountVersions()
    {
        var journals = _journals.ToDictionary(journal => journal.Key);
        foreach (var key in _stored.Keys.Union(journals.Keys).ToList())
        {
            var (stored, journal) = (_stored.GetValueOrDefault(key), journals.GetValueOrDefault(key));
            if (ConsolidatedVersion.Next(stored, journal, isInQuickBooks: stored?.Status == ConsolidatedStatus.Synced) is not { } next)
            {
                continue;
            }

            var row = _stored.GetValueOrDefault(key) ?? (_stored[key] = new ConsolidatedTransaction
            {
                Key = key.ToString(),
                Number = JournalNumber.Of(key, null),
                Type = key.Type,
                Date = key.Date,
                Currency = key.Currency,
            });
            (row.DocumentCount, row.ContentHash, row.Status) = (journal?.DocumentCount ?? 0, journal?.ContentHash ?? "", next.Status);
            row.Version += next.ContentChanged ? 1 : 0;
        }
    }

    private void Export()
    {
        foreach (var (key, transaction) in _ledger.Where(pair => pair.Value.Route is ExportRoute.Individual or ExportRoute.Consolidated))
        {
            _exported[key] = transaction.Route;
        }

        foreach (var row in _stored.Values)
        {
            row.Status = ConsolidatedStatus.Synced;
        }
    }

    private List<ProducedBlock> Produced() =>
    [
        .. _journals.Where(journal => journal.Lines.Count > 0).Select(BlockOf),
        .. Documents().Where(pair => pair.Document.Effect.Count > 0).Select(pair => BlockOf(pair.Document, pair.Kind)),
    ];

    private ProducedBlock BlockOf(Journal journal)
    {
        var key = journal.Key;
        var name = $"journal {JournalKey.Code(key.Type)}|{key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}|{key.Currency}";
        var version = _stored[key].Version.ToString(CultureInfo.InvariantCulture);
        return new ProducedBlock(
            [key.PaymentAccountId is { } account ? $"{name}|{_books.Code(account)}" : name],
            [.. journal.Lines.Select(line => new ProducedLine(line.AccountId, line.Minor, AttributesOf(line, version)))]);
    }

    private Dictionary<string, string?> AttributesOf(JournalLine line, string version)
    {
        var (section, direction) = line.Section switch
        {
            LedgerSection.PaymentLoss => ("payment", "loss"),
            LedgerSection.PaymentGain => ("payment", "gain"),
            LedgerSection.RefundLoss => ("refund", "loss"),
            LedgerSection.RefundGain => ("refund", "gain"),
            LedgerSection.CogsLoss => ("cogs", "loss"),
            LedgerSection.CogsGain => ("cogs", "gain"),
            LedgerSection.CostChange => ("cogs-change", null),
            LedgerSection.CreditApplication => ("credit-application", null),
            _ => (line.Section.ToString().ToLowerInvariant(), (string?)null),
        };
        return new Dictionary<string, string?>
        {
            ["section"] = section,
            ["direction"] = direction,
            ["entity"] = _books.IsReceivable(line.AccountId) ? "CONSOL" : null,
            ["class"] = line.Class,
            ["location"] = line.Location,
            ["tax"] = line.IsTax ? "1" : null,
            ["version"] = version,
        };
    }

    private ProducedBlock BlockOf(ExportDocument document, string kind)
    {
        var party = document.Party ?? document.Lines.Select(line => line.Party).FirstOrDefault(key => key is not null);
        var lines = string.Join('+', document.Lines.Select(line => new Money(line.Minor, Currency.Of(document.Currency)).ToFixed()));
        string[] kinds = [kind, document.Kind.ToString()];
        return new ProducedBlock(
            [.. kinds.Distinct().Select(name => $"doc {name} {document.Number}")],
            [
                .. document.Effect.Select(pair => new ProducedLine(pair.Key, pair.Value, new Dictionary<string, string?>
                {
                    ["entity"] = _books.IsReceivable(pair.Key) && party is { } key ? _books.CustomerName(key.ContactId) : null,
                    ["lines"] = _books.IsReceivable(pair.Key) ? null : lines,
                })),
            ]);
    }

    private List<(string Kind, ExportDocument Document)> Documents()
    {
        var (book, found) = (_books.Projection, new List<(string, ExportDocument?)>());
        foreach (var posting in _ledger.Values.Where(row => row.Route == ExportRoute.Individual))
        {
            found.AddRange(Projected(book, posting));
        }

        return [.. found.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!))];
    }

    private IEnumerable<(string, ExportDocument?)> Projected(ProjectionBook book, LedgerTransaction posting)
    {
        var sale = _documents.Sales.FirstOrDefault(row => row.Sale.Id == posting.SaleId);
        var (id, kind) = (posting.DocumentId, posting.Kind.ToString());
        switch (posting.Kind)
        {
            case DocumentKind.Invoice:
                return [(kind, Project.Invoice(book, sale!.Sale, sale.Invoices.First(row => row.Id == id), posting))];
            case DocumentKind.CreditNote:
                var creditNote = sale!.CreditNotes.First(row => row.Id == id);
                return [("CreditMemo", Project.CreditMemo(book, sale.Sale, creditNote, RefundsOf(sale, creditNote), posting))];
            case DocumentKind.Refund when sale!.Refunds.First(row => row.Id == id) is { Method: PaymentMethod.Account } refund:
                var refunded = sale.CreditNotes.First(row => row.Id == refund.CreditNoteId);
                return [("RefundReceipt", Project.RefundReceipt(book, sale.Sale, refunded, RefundsOf(sale, refunded), refund, posting))];
            case DocumentKind.Payment when sale!.Payments.First(row => row.Id == id) is { Method: PaymentMethod.Account } payment:
                return [(kind, Project.Payment(book, sale.Sale, payment, posting))];
            case DocumentKind.Payment:
                var allocated = sale!.Payments.First(row => row.Id == id);
                var other = _documents.Sales.SelectMany(row => row.Refunds).First(row => row.Number == allocated.Number);
                LedgerTransaction[] both = [posting, _ledger[(DocumentKind.Refund, other.Id)]];
                return [(kind, Project.CreditNoteAllocation(book, sale.Sale, allocated, other, both))];
            case DocumentKind.CreditApplication:
                return Project.CreditApplication(book, sale!.Sale, sale.Payments.First(row => row.Id == id), posting).Select(row => (row.Kind.ToString(), (ExportDocument?)row));
            case DocumentKind.CostMovement or DocumentKind.CustomerCredit or DocumentKind.ManualJournal:
                return [(_documents.JournalKinds.GetValueOrDefault(id, posting.Kind == DocumentKind.CustomerCredit ? kind : "JournalEntry"), Project.Journal(book, posting))];
            default:
                return [];
        }
    }

    private static List<Refund> RefundsOf(CompleteSale sale, CreditNote creditNote) =>
        [.. sale.Refunds.Where(row => row.CreditNoteId == creditNote.Id && row.Method == PaymentMethod.Account && row.Status == DocumentStatus.Authorised)];

    private void CheckMarks()
    {
        foreach (var (line, number, isRefusal) in _expectations.Marks)
        {
            if (isRefusal)
            {
                _ = _refused.Contains(number) ? true : throw line.Wrong($"Voiding {number} was not refused.");
            }
            else if (!_ledger.Values.Any(row => row.Number == number && row.Route == ExportRoute.Skipped))
            {
                throw line.Wrong($"{number} is not skipped.");
            }
        }
    }
}
