using QboConnect.Core.Amounts;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

/// <summary>What a purchase and its payments should have in the ledger. Pure.</summary>
/// <param name="Transactions">The postings.</param>
/// <param name="Problems">What is wrong; where there is anything, there are no postings.</param>
internal sealed record PurchasePostings(IReadOnlyList<LedgerTransaction> Transactions, IReadOnlyList<DocumentProblem> Problems)
{
    /// <summary>Works a purchase out; payments in the order of their dates.</summary>
    public static PurchasePostings Of(PostingBook book, Purchase purchase, IEnumerable<PurchasePayment> payments)
    {
        var currency = Currency.Of(purchase.Currency);
        if (!purchase.IsOpeningBalance && purchase.TotalMinor != purchase.Lines.Sum(line => line.NetMinor))
        {
            return Refused(
                DocumentProblemCode.TotalIsNotItsLines, purchase.Number, "Its total is not the sum of its lines.", "Correct the total or the lines.");
        }

        if (purchase.Rate <= 0m || (currency == book.Base && purchase.Rate != 1m))
        {
            return Refused(
                DocumentProblemCode.RateIsWrong, purchase.Number, "Its exchange rate is wrong.", $"Give {book.Base} for one {currency}, above zero.");
        }

        try
        {
            var transactions = new List<LedgerTransaction> { Post.Purchase(book, purchase) };
            var open = OpenItem.Whole(new Money(purchase.TotalMinor, currency), purchase.Rate, book.Base);
            foreach (var payment in payments.Where(row => row.Status == DocumentStatus.Authorised).OrderBy(row => (row.Date, row.Id)))
            {
                var part = new Money(payment.AmountMinor, currency);
                if (part.Minor <= 0 || part.Minor > open.Open.Minor)
                {
                    return Refused(
                        DocumentProblemCode.MoreThanIsOpen, payment.Number, $"It is {part}; {open.Open} is open of {purchase.Number}.",
                        "Pay an amount above zero and no more than is open.");
                }

                transactions.Add(Post.PurchasePayment(book, purchase, payment, open));
                open = open.Less(part);
            }

            return new PurchasePostings(transactions, []);
        }
        catch (AccountNotMappedException missing)
        {
            return new PurchasePostings([], [DocumentProblem.NotMapped(purchase.Number, missing.Role)]);
        }
    }

    private static PurchasePostings Refused(DocumentProblemCode code, string number, string cause, string remedy) =>
        new([], [new DocumentProblem(code, number, cause, remedy)]);
}
