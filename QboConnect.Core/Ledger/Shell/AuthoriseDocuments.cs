using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>
/// Authorises documents: sets their status and brings the ledger in line with them. Changes are made to the given context, which must track the
/// documents; the caller saves.
/// </summary>
public sealed class AuthoriseDocuments(LedgerWriter ledger, TimeProvider clock)
{
    private const string Edited = "The document was changed.";

    /// <summary>
    /// Authorises the drafts of a sale and makes the ledger say what all its documents say: new ones are posted, changed ones retired and posted
    /// anew, those no longer authorised retired.
    /// </summary>
    /// <returns>What is wrong; where there is anything, nothing was changed.</returns>
    public async Task<IReadOnlyList<DocumentProblem>> SaleAsync(QboConnectDb db, CompleteSale sale, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(sale);
        var book = await db.LoadPostingBookAsync(cancellation);
        var drafts = sale.Invoices.Concat<SaleDocument>(sale.CreditNotes).Where(document => document.Status == DocumentStatus.Draft).ToList();
        drafts.ForEach(draft => draft.Status = DocumentStatus.Authorised);

        var postings = SalePostings.Of(book, sale, await CreditsOfAsync(db, book, [sale], cancellation));
        if (postings.Problems.Count > 0)
        {
            drafts.ForEach(draft => draft.Status = DocumentStatus.Draft);
            return postings.Problems;
        }

        await RepostAsync(db, sale.Sale.Id, postings, cancellation);
        return [];
    }

    /// <summary>Authorises a purchase and posts it with its payments, as <see cref="SaleAsync"/> does a sale.</summary>
    /// <returns>What is wrong; where there is anything, nothing was changed.</returns>
    public async Task<IReadOnlyList<DocumentProblem>> PurchaseAsync(
        QboConnectDb db, Purchase purchase, IReadOnlyList<PurchasePayment> payments, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(purchase);
        var postings = PurchasePostings.Of(await db.LoadPostingBookAsync(cancellation), purchase, payments);
        if (postings.Problems.Count > 0)
        {
            return postings.Problems;
        }

        purchase.Status = DocumentStatus.Authorised;
        foreach (var posting in postings.Transactions)
        {
            await ReplaceAsync(db, posting, cancellation);
        }

        foreach (var voided in payments.Where(payment => payment.Status == DocumentStatus.Voided))
        {
            await ledger.RetireAsync(db, DocumentKind.PurchasePayment, voided.Id, Edited, cancellation);
        }

        return [];
    }

    /// <summary>Posts a customer credit.</summary>
    /// <returns>What is wrong; where there is anything, nothing was changed.</returns>
    public async Task<IReadOnlyList<DocumentProblem>> CustomerCreditAsync(QboConnectDb db, CustomerCredit credit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(credit);
        var book = await db.LoadPostingBookAsync(cancellation);
        if (credit.AmountMinor <= 0)
        {
            return [new DocumentProblem(DocumentProblemCode.AmountNotPositive, credit.Number, "Its amount is not above zero.", "An amount must be above zero.")];
        }

        if (!book.Has(AccountRole.CustomerCredits))
        {
            return [DocumentProblem.NotMapped(credit.Number, AccountRole.CustomerCredits)];
        }

        credit.Status = DocumentStatus.Authorised;
        await ReplaceAsync(db, Core.Ledger.Post.CustomerCredit(book, credit), cancellation);
        return [];
    }

    /// <summary>What is open of the customer credits these sales use, apart from what the sales use themselves.</summary>
    internal static async Task<Dictionary<long, OpenItem>> CreditsOfAsync(
        QboConnectDb db, PostingBook book, IReadOnlyCollection<CompleteSale> sales, CancellationToken cancellation)
    {
        var wanted = sales.SelectMany(sale => sale.Payments).Select(payment => payment.CustomerCreditId).OfType<long>().Distinct().ToArray();
        var open = new Dictionary<long, OpenItem>();
        if (wanted.Length == 0)
        {
            return open;
        }

        var tracked = db.CustomerCredits.Local.Where(credit => wanted.Contains(credit.Id));
        var stored = await db.CustomerCredits.Where(credit => wanted.Contains(credit.Id)).ToListAsync(cancellation);
        foreach (var credit in tracked.Union(stored).Where(credit => credit.Status == DocumentStatus.Authorised))
        {
            open[credit.Id] = OpenItem.Whole(new Money(credit.AmountMinor, Currency.Of(credit.Currency)), credit.Rate, book.Base);
        }

        var saleIds = sales.Select(sale => sale.Sale.Id).ToHashSet();
        var used = await db.Payments
            .Where(payment => payment.Method == PaymentMethod.CustomerCredit && payment.Status == DocumentStatus.Authorised)
            .Where(payment => payment.CustomerCreditId != null && wanted.Contains(payment.CustomerCreditId.Value))
            .ToListAsync(cancellation);
        foreach (var payment in used.Where(payment => !saleIds.Contains(payment.SaleId)).OrderBy(payment => payment.Id))
        {
            var credit = open[payment.CustomerCreditId!.Value];
            open[payment.CustomerCreditId.Value] = credit.Less(new Money(payment.AmountMinor, credit.Open.Currency));
        }

        return open;
    }

    private async Task RepostAsync(QboConnectDb db, long saleId, SalePostings postings, CancellationToken cancellation)
    {
        var all = await db.LedgerTransactions.Include(row => row.Lines).Where(row => row.SaleId == saleId).ToListAsync(cancellation);
        var live = all.Where(row => row.RetiredAt is null);
        var wanted = postings.Transactions.ToDictionary(row => (row.Kind, row.DocumentId));
        foreach (var old in live.Where(row => !postings.Kept.Contains((row.Kind, row.DocumentId))))
        {
            if (wanted.TryGetValue((old.Kind, old.DocumentId), out var posting) && posting.SaysTheSameAs(old))
            {
                wanted.Remove((old.Kind, old.DocumentId));
            }
            else
            {
                old.Retire(Edited, clock.GetUtcNow());
            }
        }

        var posted = postings.Transactions.Where(posting => wanted.ContainsKey((posting.Kind, posting.DocumentId))).ToList();
        posted.ForEach(posting => posting.KeepRouteOf(all));
        ledger.Post(db, posted);
    }

    private async Task ReplaceAsync(QboConnectDb db, LedgerTransaction posting, CancellationToken cancellation)
    {
        var all = await db.LedgerTransactions.Include(row => row.Lines)
            .Where(row => row.Kind == posting.Kind && row.DocumentId == posting.DocumentId)
            .ToListAsync(cancellation);
        var live = all.FirstOrDefault(row => row.RetiredAt is null);
        if (live is not null && posting.SaysTheSameAs(live))
        {
            return;
        }

        live?.Retire(Edited, clock.GetUtcNow());
        posting.KeepRouteOf(all);
        ledger.Post(db, posting);
    }
}
