using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Sync.Projection;

public static partial class Project
{
    /// <summary>A payment of an invoice by money.</summary>
    public static ExportDocument Payment(ProjectionBook book, Sale sale, Payment payment, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(payment);
        return Settlement(book, sale, LocalKeys.Payment(payment.Id), payment.Number, payment.Date, payment.Rate, [posting]) with
        {
            MoneyAccountId = payment.AccountId,
            MoneyMinor = payment.AmountMinor,
            Settles = [new(LocalKeys.Invoice(payment.InvoiceId), "Invoice", payment.AmountMinor)],
            Memo = payment.Reference ?? "",
        };
    }

    /// <summary>
    /// A credit note set against an invoice: Core has a payment and a refund (consolidation seed: Sale invoices and credit notes), QuickBooks one payment
    /// of zero that links both documents.
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="payment">The payment side.</param>
    /// <param name="refund">The refund side.</param>
    /// <param name="postings">The live postings of both.</param>
    public static ExportDocument CreditNoteAllocation(
        ProjectionBook book, Sale sale, Payment payment, Refund refund, IReadOnlyCollection<LedgerTransaction> postings)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(refund);
        return Settlement(book, sale, LocalKeys.Payment(payment.Id), payment.Number, payment.Date, payment.Rate, postings) with
        {
            Settles =
            [
                new(LocalKeys.Invoice(payment.InvoiceId), "Invoice", payment.AmountMinor),
                new(LocalKeys.CreditNote(refund.CreditNoteId), "CreditMemo", payment.AmountMinor),
            ],
        };
    }

    /// <summary>
    /// A customer credit used on an invoice: a journal that turns the prepayment into a receivable's credit, and a payment of zero that links it with
    /// the invoice, which QuickBooks otherwise shows as unpaid (accounting-examples CC-02).
    /// </summary>
    public static IReadOnlyList<ExportDocument> CreditApplication(ProjectionBook book, Sale sale, Payment payment, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(payment);
        ArgumentNullException.ThrowIfNull(posting);
        var party = new PartyKey(sale.CustomerId, sale.Currency);
        var (currency, receivable) = (Currency.Of(sale.Currency), book.Posting[AccountRole.AccountsReceivable]);
        var key = LocalKeys.CreditApplication(payment.Id);
        var link = Settlement(book, sale, LocalKeys.CreditApplicationLink(payment.Id), payment.Number, payment.Date, payment.Rate, [posting]) with
        {
            Settles = [new(LocalKeys.Invoice(payment.InvoiceId), "Invoice", payment.AmountMinor), new(key, "JournalEntry", payment.AmountMinor)],
        };
        var journal = new ExportDocument
        {
            LocalKey = key,
            Kind = ExportKind.JournalEntry,
            Number = $"{payment.Number}-APPLY",
            Date = payment.Date,
            Currency = sale.Currency,
            Rate = posting.Rate,
            Lines =
            [
                new() { Minor = payment.AmountMinor, AccountId = book.Posting[AccountRole.CustomerCredits], Description = payment.Number },
                new() { Minor = -payment.AmountMinor, AccountId = receivable, Party = party, Description = payment.Number },
            ],
            Effect = Effects.Converted(
                [(book.Posting[AccountRole.CustomerCredits], payment.AmountMinor), (receivable, -payment.AmountMinor)], currency, posting.Rate, book.Home),
        };
        // Linking relieves the invoice at its own rate; what that differs by from the journal's receivable line goes to QuickBooks' exchange account. The
        // link alone stands for the posting: once it is there, so is the journal.
        var relieved = posting.Lines.Where(line => line.AccountId == receivable).Sum(line => line.BaseMinor) - journal.Effect.GetValueOrDefault(receivable);
        var linkEffect = Effects.Closed(new() { [receivable] = relieved });
        var both = new Dictionary<long, long>(journal.Effect);
        foreach (var (account, minor) in linkEffect)
        {
            both[account] = both.GetValueOrDefault(account) + minor;
        }

        return [journal, link with { Effect = linkEffect, Differences = Effects.Beyond(both, posting.Lines) }];
    }

    /// <summary>
    /// Settles in QuickBooks: A/R is relieved at the invoice's rate, money comes in at the payment's, and the difference goes to QuickBooks' own exchange
    /// account instead of Core's (accounting-examples FX-07).
    /// </summary>
    private static ExportDocument Settlement(
        ProjectionBook book, Sale sale, string key, string number, DateOnly date, decimal rate, IReadOnlyCollection<LedgerTransaction> postings)
    {
        var lines = postings.SelectMany(posting => posting.Lines).ToList();
        var gains = book.Posting.Has(AccountRole.RealizedCurrencyGains) ? book.Posting[AccountRole.RealizedCurrencyGains] : (long?)null;
        var effect = Effects.OfLedger(lines);
        if (gains is { } account && effect.Remove(account, out var difference))
        {
            effect[PostingDifference.QuickBooksExchangeAccount] = difference;
        }

        return new ExportDocument
        {
            LocalKey = key,
            Kind = ExportKind.Payment,
            Number = number,
            Date = date,
            Currency = sale.Currency,
            Rate = rate,
            Party = new PartyKey(sale.CustomerId, sale.Currency),
            Effect = effect,
            Covers = [.. postings.Select(posting => new CoveredTransaction(posting.Id, posting.ChangeCount))],
            Differences = Effects.Beyond(effect, lines),
        };
    }
}
