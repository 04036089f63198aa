using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

/// <summary>
/// What each kind of document posts: one balanced transaction, decided from the document, the books and what is open of the document it settles.
/// Pure; the amounts follow accounting-examples sections 0 to 8.
/// </summary>
/// <remarks>Every function throws <see cref="AccountNotMappedException"/> where an account it needs is not mapped.</remarks>
public static partial class Post
{
    /// <summary>
    /// An invoice: debits A/R, credits each line's account and each tax rule's. One taken over from QuickBooks credits opening balance equity with
    /// its total instead and is never exported.
    /// </summary>
    public static LedgerTransaction Invoice(PostingBook book, Sale sale, Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return invoice.IsOpeningBalance
            ? OpeningBalance(book, HeaderOf(DocumentKind.Invoice, sale, invoice), AccountRole.AccountsReceivable, invoice.TotalMinor)
            : SaleDocument(book, DocumentKind.Invoice, LedgerSection.Invoice, sale, invoice, sign: 1);
    }

    /// <summary>A credit note: the reverse of an invoice.</summary>
    public static LedgerTransaction CreditNote(PostingBook book, Sale sale, CreditNote creditNote) =>
        SaleDocument(book, DocumentKind.CreditNote, LedgerSection.CreditNote, sale, creditNote, sign: -1);

    private static LedgerHeader HeaderOf(DocumentKind kind, Sale sale, SaleDocument document) =>
        LedgerHeader.Of(sale, kind, document.Id, document.Number, document.Date, document.Rate);

    private static LedgerTransaction SaleDocument(
        PostingBook book, DocumentKind kind, LedgerSection section, Sale sale, SaleDocument document, int sign)
    {
        var header = HeaderOf(kind, sale, document);
        var taxes = document.Lines
            .Where(line => line.TaxMinor != 0)
            .GroupBy(line => line.TaxRuleId ?? throw new InvalidOperationException($"Line {line.LineNo} of {document.Number} has tax but no tax rule."))
            .Select(group => (Rule: group.Key, Minor: group.Sum(line => line.TaxMinor)))
            .ToArray();
        var inBase = BaseAmounts.Of(
            new Money(document.TotalMinor, header.Currency),
            document.Lines.Select(line => line.NetMinor),
            taxes.Select(tax => tax.Minor),
            document.Rate,
            book.Base);

        var lines = new PostingLines();
        lines.Add(section, book[AccountRole.AccountsReceivable], sign * inBase.Total, sign * document.TotalMinor);
        foreach (var (line, index) in document.Lines.Select((line, index) => (line, index)))
        {
            var account = line.Kind == SaleLineKind.GiftCard ? book[AccountRole.GiftCardLiability] : line.AccountId;
            lines.Add(section, account, -sign * inBase.Lines[index], -sign * line.NetMinor, product: line.ProductId, documentLine: line.LineNo);
        }

        foreach (var (tax, index) in taxes.Select((tax, index) => (tax, index)))
        {
            lines.Add(section, book.TaxAccount(tax.Rule), -sign * inBase.Taxes[index], -sign * tax.Minor, taxRule: tax.Rule);
        }

        if (inBase.Residue != 0)
        {
            lines.Add(section, book[AccountRole.Rounding], -sign * inBase.Residue, 0);
        }

        return LedgerTransaction.Of(header, lines);
    }

    private static LedgerTransaction OpeningBalance(PostingBook book, LedgerHeader header, AccountRole control, long totalMinor)
    {
        var inBase = new Money(totalMinor, header.Currency).At(header.Rate, book.Base).Minor;
        var (debit, credit) = control == AccountRole.AccountsReceivable
            ? (book[control], book[AccountRole.OpeningBalanceEquity])
            : (book[AccountRole.OpeningBalanceEquity], book[control]);
        var lines = new PostingLines();
        lines.AddPair(LedgerSection.Other, debit, credit, inBase, totalMinor);
        return LedgerTransaction.Of(header with { Route = ExportRoute.FromQuickBooks }, lines);
    }
}
