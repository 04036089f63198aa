using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <content>Suppliers' invoices and their payments.</content>
internal sealed partial class WaitingDocuments
{
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
