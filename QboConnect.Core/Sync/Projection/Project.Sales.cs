using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Sync.Projection;

/// <summary>From Core's documents to the documents QuickBooks should hold. Pure.</summary>
public static partial class Project
{
    /// <summary>An invoice.</summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">Its sale.</param>
    /// <param name="invoice">The invoice.</param>
    /// <param name="posting">Its live posting.</param>
    public static ExportDocument Invoice(ProjectionBook book, Sale sale, Invoice invoice, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var form = Form(book, sale, invoice, ExportKind.Invoice, LocalKeys.Invoice(invoice.Id), invoice.Number, Lines(book, invoice), invoice.TaxMinor);
        return Finished(form with { DueDate = invoice.DueDate, Memo = sale.Reference ?? "" }, SalesEffect(book, sale, form, invoice, +1), [posting]);
    }

    /// <summary>
    /// The part of a credit note that is not refunded, as a credit memo; null where all of it is (seed: Refunds and credit notes sync). What was set
    /// against an invoice stays in it: a payment applies it there.
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">Its sale.</param>
    /// <param name="creditNote">The credit note.</param>
    /// <param name="refunds">Its refunds by money, authorised.</param>
    /// <param name="posting">Its live posting.</param>
    /// <exception cref="ArgumentException">The refunds exceed the credit note; check before.</exception>
    public static ExportDocument? CreditMemo(
        ProjectionBook book, Sale sale, CreditNote creditNote, IEnumerable<Refund> refunds, LedgerTransaction posting)
    {
        ArgumentNullException.ThrowIfNull(creditNote);
        var left = creditNote.TotalMinor - refunds.Sum(refund => refund.AmountMinor);
        if (left < 0)
        {
            throw new ArgumentException("QuickBooks has no negative credit note.", nameof(refunds));
        }

        var (lines, tax) = Shares(book, creditNote, refunds).Left;
        var form = Form(book, sale, creditNote, ExportKind.CreditMemo, LocalKeys.CreditNote(creditNote.Id), creditNote.Number, lines, tax);
        return left == 0 ? null : Finished(form, SalesEffect(book, sale, form, creditNote, -1), [posting]);
    }

    /// <summary>The refunded part of a credit note, as a refund receipt: the credit note's lines in proportion to the refund.</summary>
    /// <param name="book">The books.</param>
    /// <param name="sale">Its sale.</param>
    /// <param name="creditNote">The credit note.</param>
    /// <param name="refunds">All its refunds by money, authorised.</param>
    /// <param name="refund">The one that is projected.</param>
    /// <param name="posting">The refund's live posting.</param>
    /// <param name="completed">
    /// The credit note's live posting, where this is the last of refunds that leave nothing of it: no credit memo carries it then, this receipt does.
    /// </param>
    public static ExportDocument RefundReceipt(
        ProjectionBook book, Sale sale, CreditNote creditNote, IReadOnlyCollection<Refund> refunds, Refund refund, LedgerTransaction posting, LedgerTransaction? completed = null)
    {
        ArgumentNullException.ThrowIfNull(refund);
        var (lines, tax) = Shares(book, creditNote, refunds).Refunded[refund.Id];
        var form = Form(book, sale, creditNote, ExportKind.RefundReceipt, LocalKeys.Refund(refund.Id), refund.Number, lines, tax) with
        {
            Date = refund.Date,
            Rate = refund.Rate,
            MoneyAccountId = refund.AccountId,
            Memo = $"Refund of {creditNote.Number}",
            // The credit memo gives up this part first, so that the credit note never stands in QuickBooks twice.
            After = [LocalKeys.CreditNote(creditNote.Id)],
        };
        return Finished(form, SalesEffect(book, sale, form, creditNote, -1), completed is null ? [posting] : [posting, completed]);
    }

    /// <summary>
    /// A credit note's lines divided over its refunds, in order, and what is left. Every line and its tax is divided by itself in proportion
    /// (accounting-examples IN-04), so that the parts of each line add up to it again.
    /// </summary>
    private static (Dictionary<long, (List<ExportLine> Lines, long Tax)> Refunded, (List<ExportLine> Lines, long Tax) Left) Shares(
        ProjectionBook book, CreditNote creditNote, IEnumerable<Refund> refunds)
    {
        Refund[] ordered = [.. refunds.OrderBy(refund => (refund.Date, refund.Id))];
        long[] weights = [.. ordered.Select(refund => refund.AmountMinor), creditNote.TotalMinor - ordered.Sum(refund => refund.AmountMinor)];
        // Net and tax of every line are columns of one table, so that each document comes to exactly its own amount.
        var cells = Allocation.Table(weights, [.. creditNote.Lines.SelectMany(line => new[] { line.NetMinor, line.TaxMinor })]);

        (List<ExportLine>, long) Part(int part) => (
            [.. creditNote.Lines.Select((line, index) => Line(book, line) with { Minor = cells[part][2 * index], Quantity = null, UnitPrice = null })],
            creditNote.Lines.Select((_, index) => cells[part][(2 * index) + 1]).Sum());
        return (ordered.Select((refund, part) => (refund.Id, Part(part))).ToDictionary(pair => pair.Id, pair => pair.Item2), Part(weights.Length - 1));
    }

    private static ExportDocument Form(
        ProjectionBook book, Sale sale, SaleDocument document, ExportKind kind, string key, string number, IReadOnlyList<ExportLine> lines, long taxMinor) => new()
        {
            LocalKey = key,
            Kind = kind,
            Number = number,
            Date = document.Date,
            Currency = sale.Currency,
            Rate = document.Rate,
            Party = new PartyKey(sale.CustomerId, sale.Currency),
            Lines = [.. lines.Where(line => line.Minor != 0)],
            TaxMinor = taxMinor,
            Effect = new Dictionary<long, long>(),
        };

    private static List<ExportLine> Lines(ProjectionBook book, SaleDocument document) => [.. document.Lines.Select(line => Line(book, line))];

    private static ExportLine Line(ProjectionBook book, SaleLine line)
    {
        // QuickBooks wants price times quantity to be the amount to the cent (fault 6070); with a discount it is not, so neither is sent.
        var priced = line.DiscountPercent == 0m && Math.Round(line.UnitPrice * line.Quantity * 100m, MidpointRounding.AwayFromZero) == line.NetMinor;
        return new ExportLine
        {
            Minor = line.NetMinor,
            Description = line.Description,
            Item = book.Item(line),
            Quantity = priced ? line.Quantity : null,
            UnitPrice = priced ? line.UnitPrice : null,
            TaxRuleId = line.TaxRuleId,
        };
    }

    // sign +1: an invoice debits A/R and credits income and tax; -1 the other way round. A refund receipt moves money instead of A/R.
    private static Dictionary<long, long> SalesEffect(ProjectionBook book, Sale sale, ExportDocument form, SaleDocument document, int sign)
    {
        var taxAccount = document.Lines.Where(line => line.TaxMinor != 0).OrderByDescending(line => Math.Abs(line.TaxMinor))
            .Select(line => (long?)book.Posting.TaxAccount(line.TaxRuleId!.Value)).FirstOrDefault();
        var other = form.MoneyAccountId ?? book.Posting[AccountRole.AccountsReceivable];
        var lines = form.Lines.Select(line => (line.Item!.Value.AccountId, -sign * line.Minor))
            .Append((other, sign * (form.Lines.Sum(line => line.Minor) + form.TaxMinor)));
        return Effects.Converted(
            taxAccount is { } account ? lines.Append((account, -sign * form.TaxMinor)) : lines, Currency.Of(sale.Currency), form.Rate, book.Home);
    }

    private static ExportDocument Finished(ExportDocument form, Dictionary<long, long> effect, IReadOnlyCollection<LedgerTransaction> postings) => form with
    {
        Effect = effect,
        Covers = [.. postings.Select(posting => new CoveredTransaction(posting.Id, posting.ChangeCount))],
        Differences = Effects.Beyond(effect, postings.SelectMany(posting => posting.Lines)),
    };
}
