using QboConnect.Core.Amounts;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

/// <summary>
/// What a whole sale should have in the ledger: one transaction for each of its authorised documents, settlements in the order of their dates, so
/// that each finds what is open of the document it settles. Pure.
/// </summary>
internal sealed class SalePostings
{
    private readonly PostingBook _book;
    private readonly CompleteSale _sale;
    private readonly Currency _currency;
    private readonly IDictionary<long, OpenItem> _credits;
    private readonly Dictionary<long, OpenItem> _open = [];
    private readonly List<LedgerTransaction> _transactions = [];
    private readonly List<DocumentProblem> _problems = [];
    private readonly HashSet<(DocumentKind Kind, long DocumentId)> _kept = [];

    private SalePostings(PostingBook book, CompleteSale sale, IDictionary<long, OpenItem> credits)
    {
        (_book, _sale, _credits) = (book, sale, credits);
        _currency = Currency.Of(sale.Sale.Currency);
    }

    /// <summary>The postings, in the order of the documents.</summary>
    public IReadOnlyList<LedgerTransaction> Transactions => _transactions;

    /// <summary>What is wrong with the documents; where there is anything, none of the sale may be posted.</summary>
    public IReadOnlyList<DocumentProblem> Problems => _problems;

    /// <summary>Settlements of a document that is not authorised (undone, voided): their postings stay as they are until it is authorised again.</summary>
    public IReadOnlySet<(DocumentKind Kind, long DocumentId)> Kept => _kept;

    /// <summary>Works a sale out.</summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">The sale with all its documents; drafts and voided ones post nothing.</param>
    /// <param name="credits">What is open of the customer credits the sale uses, by id; lessened by what it uses.</param>
    public static SalePostings Of(PostingBook book, CompleteSale sale, IDictionary<long, OpenItem> credits)
    {
        var postings = new SalePostings(book, sale, credits);
        try
        {
            postings.AddAll();
        }
        catch (AccountNotMappedException missing)
        {
            postings._problems.Add(DocumentProblem.NotMapped(sale.Sale.Number, missing.Role));
        }

        return postings;
    }

    private void AddAll()
    {
        foreach (var invoice in Authorised(_sale.Invoices))
        {
            AddDocument(invoice, invoice.IsOpeningBalance, () => Post.Invoice(_book, _sale.Sale, invoice));
        }

        foreach (var creditNote in Authorised(_sale.CreditNotes))
        {
            AddDocument(creditNote, isOpeningBalance: false, () => Post.CreditNote(_book, _sale.Sale, creditNote));
        }

        foreach (var payment in _sale.Payments.Where(row => row.Status == DocumentStatus.Authorised).OrderBy(row => (row.Date, row.Id)))
        {
            AddPayment(payment);
        }

        foreach (var refund in _sale.Refunds.Where(row => row.Status == DocumentStatus.Authorised).OrderBy(row => (row.Date, row.Id)))
        {
            AddSettlement(
                DocumentKind.Refund, refund.Id, refund.Number, refund.AmountMinor, refund.Rate, refund.CreditNoteId, _sale.CreditNotes,
                open => Post.Refund(_book, _sale.Sale, refund, open));
        }

        foreach (var movement in _sale.CostMovements.Where(row => row.Status == DocumentStatus.Authorised))
        {
            _transactions.Add(Post.CostMovement(_book, _sale.Sale, movement));
        }
    }

    private static IEnumerable<TDocument> Authorised<TDocument>(IEnumerable<TDocument> documents)
        where TDocument : SaleDocument => documents.Where(document => document.Status == DocumentStatus.Authorised);

    private void AddDocument(SaleDocument document, bool isOpeningBalance, Func<LedgerTransaction> post)
    {
        var before = _problems.Count;
        CheckRate(document.Number, document.Rate);
        if (!isOpeningBalance && document.TotalMinor != document.NetMinor + document.TaxMinor)
        {
            Report(
                DocumentProblemCode.TotalIsNotItsLines, document.Number,
                $"Its total is {Shown(document.TotalMinor)}, but lines and tax come to {Shown(document.NetMinor + document.TaxMinor)}.",
                "Correct the total or the lines.");
        }

        foreach (var line in document.Lines.Where(line => line.TaxMinor != 0 && (line.TaxRuleId is not { } rule || !_book.HasTaxRule(rule))))
        {
            Report(DocumentProblemCode.TaxRuleMissing, document.Number, $"Line {line.LineNo} has tax but no tax rule.", "Choose a tax rule for the line.");
        }

        if (_problems.Count == before)
        {
            _open[document.Id] = OpenItem.Whole(new Money(document.TotalMinor, _currency), document.Rate, _book.Base);
            _transactions.Add(post());
        }
    }

    private void AddPayment(Payment payment)
    {
        if (payment.Method != PaymentMethod.CustomerCredit)
        {
            AddSettlement(
                DocumentKind.Payment, payment.Id, payment.Number, payment.AmountMinor, payment.Rate, payment.InvoiceId, _sale.Invoices,
                open => Post.Payment(_book, _sale.Sale, payment, open));
            return;
        }

        var used = new Money(payment.AmountMinor, _currency);
        if (payment.CustomerCreditId is not { } creditId || !_credits.TryGetValue(creditId, out var credit))
        {
            Report(DocumentProblemCode.SettlesNothing, payment.Number, "It names no customer credit that exists.", "Choose the customer credit it uses.");
        }
        else if (credit.Open.Currency != _currency)
        {
            Report(
                DocumentProblemCode.CreditOfAnotherCurrency, payment.Number, $"The customer credit is in {credit.Open.Currency}, the sale in {_currency}.",
                "Use a customer credit in the sale's currency.");
        }
        else if (used.Minor > credit.Open.Minor)
        {
            Report(
                DocumentProblemCode.MoreThanIsOpen, payment.Number, $"It uses {used} of a customer credit of which {credit.Open} is left.",
                "Lower the payment to what is left of the credit.");
        }
        else
        {
            AddSettlement(
                DocumentKind.CreditApplication, payment.Id, payment.Number, payment.AmountMinor, credit.Rate, payment.InvoiceId, _sale.Invoices,
                open =>
                {
                    _credits[creditId] = credit.Less(used);
                    return Post.CreditApplication(_book, _sale.Sale, payment, open, credit);
                });
        }
    }

    private void AddSettlement(
        DocumentKind kind, long id, string number, long amountMinor, decimal rate, long settledId, IEnumerable<SaleDocument> documents,
        Func<OpenItem, LedgerTransaction> post)
    {
        var settled = documents.FirstOrDefault(document => document.Id == settledId);
        if (settled is { Status: not DocumentStatus.Authorised })
        {
            _kept.Add((kind, id));
            return;
        }

        var before = _problems.Count;
        CheckRate(number, rate);
        if (amountMinor <= 0)
        {
            Report(DocumentProblemCode.AmountNotPositive, number, $"Its amount is {Shown(amountMinor)}.", "An amount must be above zero.");
        }
        else if (settled is null)
        {
            Report(DocumentProblemCode.SettlesNothing, number, "What it settles is not a document of this sale.", "Choose a document of the sale.");
        }
        else if (_open.TryGetValue(settledId, out var open) && _problems.Count == before)
        {
            var part = new Money(amountMinor, _currency);
            if (part.Minor > open.Open.Minor)
            {
                Report(
                    DocumentProblemCode.MoreThanIsOpen, number, $"It is {part}, but only {open.Open} is open of {settled.Number}.",
                    "Lower it to what is open; take the rest as a customer credit.");
                return;
            }

            _transactions.Add(post(open));
            _open[settledId] = open.Less(part);
        }
    }

    private void CheckRate(string number, decimal rate)
    {
        if (rate <= 0m || (_currency == _book.Base && rate != 1m))
        {
            Report(
                DocumentProblemCode.RateIsWrong, number, $"Its exchange rate is {rate.ToString(System.Globalization.CultureInfo.InvariantCulture)}.",
                $"Give {_book.Base} for one {_currency}: above zero, and 1 for {_book.Base} itself.");
        }
    }

    private void Report(DocumentProblemCode code, string number, string cause, string remedy) =>
        _problems.Add(new DocumentProblem(code, number, cause, remedy));

    private string Shown(long minor) => new Money(minor, _currency).ToString();
}
