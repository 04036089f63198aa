using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <content>Invoices, credit notes, and the payments and refunds that settle them.</content>
internal sealed partial class WaitingDocuments
{
    private async Task SalesAsync(List<LedgerTransaction> waiting)
    {
        DocumentKind[] kinds = [DocumentKind.Invoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.CreditApplication, DocumentKind.Refund];
        var rows = waiting.Where(row => kinds.Contains(row.Kind)).ToList();
        foreach (var sales in rows.Select(row => row.SaleId!.Value).Distinct().Order().Chunk(400))
        {
            var ids = sales.ToHashSet();
            var reader = await SaleReader.OfAsync(db, sales, cancellation);
            foreach (var group in rows.Where(row => ids.Contains(row.SaleId!.Value)).GroupBy(row => (row.Kind, row.DocumentId)))
            {
                Sale(reader, group.Key.Kind, group.Key.DocumentId, [.. group]);
            }
        }
    }

    private void Sale(SaleReader reader, DocumentKind kind, long documentId, List<LedgerTransaction> rows)
    {
        var live = rows.SingleOrDefault(row => row.RetiredAt is null);
        var key = KeyOf(kind, documentId);
        if (live is null)
        {
            Gone(key, rows);
            return;
        }

        var sale = reader.Sales[live.SaleId!.Value];
        Try(key, live, () =>
        {
            switch (kind)
            {
                case DocumentKind.Invoice:
                    Add(Project.Invoice(book, sale, reader.Invoices[documentId], live), rows);
                    break;
                case DocumentKind.CreditNote:
                    CreditNote(reader, sale, reader.CreditNotes[documentId], live, rows);
                    break;
                case DocumentKind.Payment:
                    Payment(reader, sale, reader.Payments[documentId], live, rows);
                    break;
                case DocumentKind.CreditApplication:
                    _documents.AddRange(Project.CreditApplication(book, sale, reader.Payments[documentId], live)
                        .Select(document => document.Kind == ExportKind.Payment ? document with { After = Before(reader, sale, reader.Payments[documentId]) } : document));
                    _nothing.AddRange(rows.Where(row => row.RetiredAt is not null).Select(Cover));
                    break;
                case DocumentKind.Refund:
                    Refund(reader, sale, reader.Refunds[documentId], live, rows);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a document of a sale.");
            }
        });
    }

    private void CreditNote(SaleReader reader, Sale sale, CreditNote creditNote, LedgerTransaction live, IReadOnlyCollection<LedgerTransaction> rows)
    {
        var refunds = reader.RefundsByMoney(creditNote.Id);
        if (TooMuchRefunded(creditNote, refunds, live))
        {
            return;
        }

        if (Project.CreditMemo(book, sale, creditNote, refunds, live) is { } memo)
        {
            Add(memo, rows);
        }
        else
        {
            // Nothing is left of it but refunds; the last of them carries its posting.
            Gone(LocalKeys.CreditNote(creditNote.Id), [.. rows.Where(row => row.RetiredAt is not null)]);
        }

        // What a refund takes depends on the credit note, so its receipts are looked at again with it.
        foreach (var refund in refunds.Where(refund => reader.Postings.ContainsKey((DocumentKind.Refund, refund.Id))))
        {
            RefundReceipt(reader, sale, creditNote, refunds, refund, reader.Postings[(DocumentKind.Refund, refund.Id)], []);
        }
    }

    private void RefundReceipt(
        SaleReader reader, Sale sale, CreditNote creditNote, List<Refund> refunds, Refund refund, LedgerTransaction live, IReadOnlyCollection<LedgerTransaction> rows)
    {
        var isLast = refunds.Sum(other => other.AmountMinor) == creditNote.TotalMinor && refund.Id == refunds.Max(other => other.Id);
        Add(Project.RefundReceipt(book, sale, creditNote, refunds, refund, live, isLast ? reader.Postings.GetValueOrDefault((DocumentKind.CreditNote, creditNote.Id)) : null), rows);
    }

    private void Refund(SaleReader reader, Sale sale, Refund refund, LedgerTransaction live, List<LedgerTransaction> rows)
    {
        if (refund.Method == PaymentMethod.CreditNote)
        {
            // The payment that is its other half carries it.
            if (reader.PaymentOf(refund) is null)
            {
                Unprojectable(LocalKeys.Refund(refund.Id), ExportKind.Payment, live, new(
                    "PAY-03", "Credit notes set against nothing", $"{refund.Number} sets a credit note against an invoice, but the payment that belongs to it is missing.",
                    "Undo it and set the credit note against the invoice again."));
            }

            return;
        }

        var creditNote = reader.CreditNotes[refund.CreditNoteId];
        var refunds = reader.RefundsByMoney(creditNote.Id);
        if (TooMuchRefunded(creditNote, refunds, live))
        {
            return;
        }

        RefundReceipt(reader, sale, creditNote, refunds, refund, live, rows);
        // What is left of the credit note shrinks with each refund, even where the credit note itself is settled.
        if (!_known.Contains(LocalKeys.CreditNote(creditNote.Id)) && reader.Postings.TryGetValue((DocumentKind.CreditNote, creditNote.Id), out var posting))
        {
            CreditNote(reader, sale, creditNote, posting, []);
        }
    }

    private bool TooMuchRefunded(CreditNote creditNote, List<Refund> refunds, LedgerTransaction live)
    {
        if (refunds.Sum(refund => refund.AmountMinor) <= creditNote.TotalMinor)
        {
            return false;
        }

        Unprojectable(KeyOf(live.Kind, live.DocumentId), ExportKind.CreditMemo, live, new(
            "DOC-09", $"{creditNote.Number} is refunded beyond its amount",
            $"The refunds of {creditNote.Number} exceed it, and QuickBooks does not allow a negative credit note.",
            "Check the totals of the credit note and its refunds and correct them."));
        return true;
    }

    private void Payment(SaleReader reader, Sale sale, Payment payment, LedgerTransaction live, List<LedgerTransaction> rows)
    {
        if (payment.Method == PaymentMethod.Account)
        {
            Add(Project.Payment(book, sale, payment, live) with { After = Before(reader, sale, payment) }, rows);
        }
        else if (reader.RefundOf(payment) is { } refund && reader.Postings.TryGetValue((DocumentKind.Refund, refund.Id), out var refundPosting))
        {
            Add(Project.CreditNoteAllocation(book, sale, payment, refund, [live, refundPosting]) with { After = Before(reader, sale, payment) }, rows);
        }
        else
        {
            Unprojectable(LocalKeys.Payment(payment.Id), ExportKind.Payment, live, new(
                "PAY-03", "Credit notes set against nothing", $"{payment.Number} sets a credit note against an invoice, but the refund that belongs to it is missing.",
                "Undo it and set the credit note against the invoice again."));
        }
    }

    // Part payments in another currency relieve the document to the cent in the order they come, and the last takes what is left: so they come in ours.
    private string[] Before(SaleReader reader, Sale sale, Payment payment) =>
        sale.Currency == book.Home.Code
            ? []
            : [.. reader.Payments.Values
                .Where(other => other.SaleId == sale.Id && other.Status == DocumentStatus.Authorised && (other.Date, other.Id).CompareTo((payment.Date, payment.Id)) < 0)
                .OrderByDescending(other => (other.Date, other.Id))
                .Select(other => other.Method == PaymentMethod.CustomerCredit ? LocalKeys.CreditApplicationLink(other.Id) : LocalKeys.Payment(other.Id))
                .Take(1)];
}
