using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>
/// Undoes (back to draft) and voids (for good) documents: their posting is retired and the next sync takes them out of QuickBooks. The seed allows it
/// for invoices, credit notes and cost, but not for payments and refunds that QuickBooks holds. Changes are made to the given context; the caller saves.
/// </summary>
public sealed class UndoDocuments(LedgerWriter ledger)
{
    /// <summary>Takes an invoice or credit note back to draft, to be corrected and authorised again. Its payments stay.</summary>
    /// <returns>Why not, or null where it was done.</returns>
    public Task<DocumentProblem?> UndoAsync(QboConnectDb db, SaleDocument document, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return EndAsync(
            db, KindOf(document), document.Id, document.Number, document.Status, () => document.Status = DocumentStatus.Draft, reason, cancellation);
    }

    /// <summary>Voids an invoice or credit note for good.</summary>
    /// <returns>Why not, or null where it was done.</returns>
    public Task<DocumentProblem?> VoidAsync(QboConnectDb db, SaleDocument document, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return EndAsync(
            db, KindOf(document), document.Id, document.Number, document.Status, () => document.Status = DocumentStatus.Voided, reason, cancellation);
    }

    /// <summary>Voids a shipment, restock or cost change.</summary>
    /// <returns>Why not, or null where it was done.</returns>
    public Task<DocumentProblem?> VoidAsync(QboConnectDb db, CostMovement movement, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(movement);
        return EndAsync(
            db, DocumentKind.CostMovement, movement.Id, movement.Number, movement.Status, () => movement.Status = DocumentStatus.Voided, reason, cancellation);
    }

    /// <summary>Voids a payment; refused while QuickBooks holds it.</summary>
    /// <param name="db">The context.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="removedInQuickBooks">The user says it has been removed in QuickBooks by hand.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Why not, or null where it was done.</returns>
    public Task<DocumentProblem?> VoidAsync(
        QboConnectDb db, Payment payment, string reason, bool removedInQuickBooks = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var kind = payment.Method == PaymentMethod.CustomerCredit ? DocumentKind.CreditApplication : DocumentKind.Payment;
        return EndSettlementAsync(
            db, kind, payment.Id, payment.Number, payment.Status, () => payment.Status = DocumentStatus.Voided, reason, removedInQuickBooks, cancellation);
    }

    /// <summary>Voids a refund; refused while QuickBooks holds it.</summary>
    /// <param name="db">The context.</param>
    /// <param name="refund">The refund.</param>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="removedInQuickBooks">The user says it has been removed in QuickBooks by hand.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Why not, or null where it was done.</returns>
    public Task<DocumentProblem?> VoidAsync(
        QboConnectDb db, Refund refund, string reason, bool removedInQuickBooks = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return EndSettlementAsync(
            db, DocumentKind.Refund, refund.Id, refund.Number, refund.Status, () => refund.Status = DocumentStatus.Voided, reason, removedInQuickBooks,
            cancellation);
    }

    private static DocumentKind KindOf(SaleDocument document) => document is Invoice ? DocumentKind.Invoice : DocumentKind.CreditNote;

    private async Task<DocumentProblem?> EndSettlementAsync(
        QboConnectDb db, DocumentKind kind, long id, string number, DocumentStatus status, Action end, string reason, bool removedInQuickBooks,
        CancellationToken cancellation)
    {
        var isInQuickBooks = await db.LedgerTransactions.AnyAsync(
            row => row.Kind == kind && row.DocumentId == id && row.RetiredAt == null && row.WasExported, cancellation);
        return isInQuickBooks && !removedInQuickBooks
            ? new DocumentProblem(
                DocumentProblemCode.RemoveInQuickBooksFirst, number,
                "QuickBooks holds it, and payments and refunds are not undone there automatically.",
                "Remove it in QuickBooks Online by hand, then void it here.")
            : await EndAsync(db, kind, id, number, status, end, reason, cancellation);
    }

    private async Task<DocumentProblem?> EndAsync(
        QboConnectDb db, DocumentKind kind, long id, string number, DocumentStatus status, Action end, string reason, CancellationToken cancellation)
    {
        if (status != DocumentStatus.Authorised)
        {
            return new DocumentProblem(DocumentProblemCode.NotAuthorised, number, "It is not authorised.", "There is nothing to undo or void.");
        }

        end();
        await ledger.RetireAsync(db, kind, id, reason, cancellation);
        return null;
    }
}
