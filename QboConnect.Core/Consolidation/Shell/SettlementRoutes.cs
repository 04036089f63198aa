using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>
/// A payment or refund goes the way of the document it settles, once that is in QuickBooks: an individual invoice can only be settled by a payment of its
/// own, and A/R of the consolidation customer only by a journal. A channel's new sync type therefore holds for documents, and for settlements of what is
/// synced under it (docs/decisions/0009).
/// </summary>
internal static class SettlementRoutes
{
    /// <summary>The kinds of document that settle another.</summary>
    public static readonly DocumentKind[] Kinds = [DocumentKind.Payment, DocumentKind.CreditApplication, DocumentKind.Refund];

    private static readonly DocumentKind[] OfInvoices = [DocumentKind.Payment, DocumentKind.CreditApplication];

    /// <summary>Settlements among these transactions whose document QuickBooks holds (or is skipped for good).</summary>
    public static IQueryable<LedgerTransaction> SettlingWhatIsDecided(this IQueryable<LedgerTransaction> rows, QboConnectDb db) => rows.Where(row =>
        (OfInvoices.Contains(row.Kind) && db.Payments.Any(payment => payment.Id == row.DocumentId && db.LedgerTransactions.Any(invoice =>
            invoice.Kind == DocumentKind.Invoice && invoice.DocumentId == payment.InvoiceId && invoice.RetiredAt == null
            && (invoice.WasExported || invoice.Route == ExportRoute.FromQuickBooks || (invoice.Route == ExportRoute.Skipped && invoice.State == ExportState.Settled)))))
        || (row.Kind == DocumentKind.Refund && db.Refunds.Any(refund => refund.Id == row.DocumentId && db.LedgerTransactions.Any(note =>
            note.Kind == DocumentKind.CreditNote && note.DocumentId == refund.CreditNoteId && note.RetiredAt == null
            && (note.WasExported || (note.Route == ExportRoute.Skipped && note.State == ExportState.Settled))))));

    /// <summary>Gives undecided settlements the route of the document they settle.</summary>
    public static async Task RouteSettlementsAsync(this IQueryable<LedgerTransaction> undecided, QboConnectDb db, CancellationToken cancellation)
    {
        foreach (var route in new[] { ExportRoute.Individual, ExportRoute.Consolidated, ExportRoute.Skipped })
        {
            // What came from QuickBooks is a document of its own there.
            var source = route == ExportRoute.Individual ? ExportRoute.FromQuickBooks : route;
            await undecided.SettlingWhatIsDecided(db)
                .Where(row =>
                    (OfInvoices.Contains(row.Kind) && db.Payments.Any(payment => payment.Id == row.DocumentId && db.LedgerTransactions.Any(invoice =>
                        invoice.Kind == DocumentKind.Invoice && invoice.DocumentId == payment.InvoiceId && invoice.RetiredAt == null
                        && (invoice.Route == route || invoice.Route == source))))
                    || (row.Kind == DocumentKind.Refund && db.Refunds.Any(refund => refund.Id == row.DocumentId && db.LedgerTransactions.Any(note =>
                        note.Kind == DocumentKind.CreditNote && note.DocumentId == refund.CreditNoteId && note.RetiredAt == null && note.Route == route))))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Route, route), cancellation);
        }
    }
}
