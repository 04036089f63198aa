using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Purchases;

namespace QboConnect.Core.Ledger;

public static partial class Post
{
    /// <summary>
    /// A supplier's invoice: debits each line's account, credits A/P (accounting-examples PU-02). One taken over from QuickBooks debits opening
    /// balance equity with its total instead and is never exported.
    /// </summary>
    public static LedgerTransaction Purchase(PostingBook book, Purchase purchase)
    {
        var header = HeaderOf(purchase, DocumentKind.Purchase, purchase.Id, purchase.Number, purchase.Date, purchase.Rate);
        if (purchase.IsOpeningBalance)
        {
            return OpeningBalance(book, header, AccountRole.AccountsPayable, purchase.TotalMinor);
        }

        var inBase = BaseAmounts.Of(
            new Money(purchase.TotalMinor, header.Currency), purchase.Lines.Select(line => line.NetMinor), [], purchase.Rate, book.Base);
        var lines = new PostingLines();
        foreach (var (line, index) in purchase.Lines.Select((line, index) => (line, index)))
        {
            lines.Add(LedgerSection.Other, line.AccountId, inBase.Lines[index], line.NetMinor, product: line.ProductId, documentLine: line.LineNo);
        }

        if (inBase.Residue != 0)
        {
            lines.Add(LedgerSection.Other, book[AccountRole.Rounding], inBase.Residue, 0);
        }

        lines.Add(LedgerSection.Other, book[AccountRole.AccountsPayable], -inBase.Total, -purchase.TotalMinor);
        return LedgerTransaction.Of(header, lines);
    }

    /// <summary>
    /// A payment of a purchase: debits A/P with what the purchase is carried at, credits the bank with what left it; the difference is a realised
    /// exchange gain or loss (accounting-examples PU-07).
    /// </summary>
    /// <param name="book">The books.</param>
    /// <param name="purchase">The purchase it pays.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="open">What is open of the purchase before this payment.</param>
    /// <exception cref="ArgumentOutOfRangeException">The payment is above what is open.</exception>
    public static LedgerTransaction PurchasePayment(PostingBook book, Purchase purchase, PurchasePayment payment, OpenItem open)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var header = HeaderOf(purchase, DocumentKind.PurchasePayment, payment.Id, payment.Number, payment.Date, payment.Rate);
        var paid = new Money(payment.AmountMinor, header.Currency);
        var left = paid.At(payment.Rate, book.Base);
        var payable = book[AccountRole.AccountsPayable];

        var lines = new PostingLines();
        lines.AddPair(LedgerSection.Other, payable, payment.AccountId, left.Minor, paid.Minor);
        lines.AddExchangeDifference(
            LedgerSection.Other, LedgerSection.Other, () => book[AccountRole.RealizedCurrencyGains], payable, open.CarriedFor(paid) - left);
        return LedgerTransaction.Of(header with { PaymentAccountId = payment.AccountId }, lines);
    }

    private static LedgerHeader HeaderOf(Purchase purchase, DocumentKind kind, long documentId, string number, DateOnly date, decimal rate)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        return new LedgerHeader
        {
            Kind = kind,
            DocumentId = documentId,
            Number = number,
            Date = date,
            Currency = Currency.Of(purchase.Currency),
            Rate = rate,
            ContactId = purchase.SupplierId,
        };
    }
}
