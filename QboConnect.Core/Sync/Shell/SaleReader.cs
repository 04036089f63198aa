using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Sync.Shell;

/// <summary>The documents of some sales, with their live postings.</summary>
internal sealed class SaleReader
{
    public required Dictionary<long, Sale> Sales { get; init; }

    public required Dictionary<long, Invoice> Invoices { get; init; }

    public required Dictionary<long, CreditNote> CreditNotes { get; init; }

    public required Dictionary<long, Payment> Payments { get; init; }

    public required Dictionary<long, Refund> Refunds { get; init; }

    public required Dictionary<(DocumentKind, long), LedgerTransaction> Postings { get; init; }

    public static async Task<SaleReader> OfAsync(QboConnectDb db, long[] saleIds, CancellationToken cancellation) => new()
    {
        Sales = await db.Sales.AsNoTracking().Where(row => saleIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation),
        Invoices = await db.Invoices.AsNoTracking().Where(row => saleIds.Contains(row.SaleId)).ToDictionaryAsync(row => row.Id, cancellation),
        CreditNotes = await db.CreditNotes.AsNoTracking().Where(row => saleIds.Contains(row.SaleId)).ToDictionaryAsync(row => row.Id, cancellation),
        Payments = await db.Payments.AsNoTracking().Where(row => saleIds.Contains(row.SaleId)).ToDictionaryAsync(row => row.Id, cancellation),
        Refunds = await db.Refunds.AsNoTracking().Where(row => saleIds.Contains(row.SaleId)).ToDictionaryAsync(row => row.Id, cancellation),
        Postings = await db.LedgerTransactions.AsNoTracking().Include(row => row.Lines).AsSplitQuery()
            .Where(row => row.SaleId != null && saleIds.Contains(row.SaleId.Value) && row.RetiredAt == null)
            .ToDictionaryAsync(row => (row.Kind, row.DocumentId), cancellation),
    };

    /// <summary>A credit note's refunds by money.</summary>
    public List<Refund> RefundsByMoney(long creditNoteId) =>
        [.. Refunds.Values.Where(row => row.CreditNoteId == creditNoteId && row.Method == PaymentMethod.Account && row.Status == DocumentStatus.Authorised)];

    /// <summary>The refund that is the other half of a payment by credit note: same sale, day and amount, in order.</summary>
    public Refund? RefundOf(Payment payment) => Halves().FirstOrDefault(pair => pair.Payment.Id == payment.Id).Refund;

    /// <summary>The payment that is the other half of a refund set against an invoice.</summary>
    public Payment? PaymentOf(Refund refund) => Halves().FirstOrDefault(pair => pair.Refund.Id == refund.Id).Payment;

    private IEnumerable<(Payment Payment, Refund Refund)> Halves() =>
        Payments.Values.Where(row => row.Method == PaymentMethod.CreditNote && row.Status == DocumentStatus.Authorised)
            .GroupBy(row => (row.SaleId, row.Date, row.AmountMinor))
            .Join(
                Refunds.Values.Where(row => row.Method == PaymentMethod.CreditNote && row.Status == DocumentStatus.Authorised)
                    .GroupBy(row => (row.SaleId, row.Date, row.AmountMinor)),
                payments => payments.Key,
                refunds => refunds.Key,
                (payments, refunds) => payments.OrderBy(row => row.Id).Zip(refunds.OrderBy(row => row.Id)))
            .SelectMany(pairs => pairs);
}
