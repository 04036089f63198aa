using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.Core.Sales.Shell;

/// <summary>Brings a sale's documents of all kinds into one list, each with where it stands on its way to QuickBooks.</summary>
internal static class SaleDocumentRows
{
    public static async Task<IReadOnlyList<SaleDocumentRow>> ReadAsync(
        QboConnectDb db, Sale sale, string home, IReadOnlyList<LedgerTransaction> postings, CancellationToken cancellation)
    {
        var found = await DocumentsAsync(db, sale, home, cancellation);
        var byDocument = postings.ToLookup(row => (row.Kind, row.DocumentId));
        var consolidated = await ConsolidatedAsync(db, postings, cancellation);
        var problems = await RefusalsAsync(db, found, cancellation);
        return
        [
            .. found.OrderBy(row => row.Date).ThenBy(row => row.Id).Select(row =>
            {
                var own = byDocument[(row.Kind, row.Id)].ToList();
                var current = own.Find(posting => posting.RetiredAt is null);
                return row with
                {
                    State = Tally(own).State,
                    Route = current?.Route ?? ExportRoute.Undecided,
                    Consolidated = current is { Route: ExportRoute.Consolidated }
                        ? [.. KeysOf(current).Select(key => consolidated.GetValueOrDefault(key)).OfType<ConsolidatedLink>()]
                        : [],
                    Problem = problems.GetValueOrDefault(KeyOf(row)),
                };
            }),
        ];
    }

    private static async Task<List<SaleDocumentRow>> DocumentsAsync(QboConnectDb db, Sale sale, string home, CancellationToken cancellation)
    {
        SaleDocumentRow Row(DocumentKind kind, string title, long id, string number, DateOnly date, DocumentStatus status, long amount, string? currency = null) =>
            new(kind, title, id, number, date, status, amount, currency ?? sale.Currency, PostingState.NotPosted, ExportRoute.Undecided, [], null);

        var rows = new List<SaleDocumentRow>();
        rows.AddRange((await db.Invoices.AsNoTracking().Where(row => row.SaleId == sale.Id).ToListAsync(cancellation))
            .Select(row => Row(DocumentKind.Invoice, "Invoice", row.Id, row.Number, row.Date, row.Status, row.TotalMinor)));
        rows.AddRange((await db.CreditNotes.AsNoTracking().Where(row => row.SaleId == sale.Id).ToListAsync(cancellation))
            .Select(row => Row(DocumentKind.CreditNote, "Credit note", row.Id, row.Number, row.Date, row.Status, row.TotalMinor)));
        rows.AddRange((await db.Payments.AsNoTracking().Where(row => row.SaleId == sale.Id).ToListAsync(cancellation))
            .Select(row => row.Method == PaymentMethod.CustomerCredit
                ? Row(DocumentKind.CreditApplication, "Payment by customer credit", row.Id, row.Number, row.Date, row.Status, row.AmountMinor)
                : Row(DocumentKind.Payment, "Payment", row.Id, row.Number, row.Date, row.Status, row.AmountMinor)));
        rows.AddRange((await db.Refunds.AsNoTracking().Where(row => row.SaleId == sale.Id).ToListAsync(cancellation))
            .Select(row => Row(DocumentKind.Refund, "Refund", row.Id, row.Number, row.Date, row.Status, row.AmountMinor)));
        rows.AddRange((await db.CostMovements.AsNoTracking().Where(row => row.SaleId == sale.Id).ToListAsync(cancellation))
            .Select(row => Row(DocumentKind.CostMovement, Title(row.Kind), row.Id, row.Number, row.Date, row.Status, row.Lines.Sum(line => line.CostMinor), home)));
        return rows;
    }

    private static string Title(CostMovementKind kind) => kind switch
    {
        CostMovementKind.Shipment => "Shipment",
        CostMovementKind.Restock => "Restock",
        CostMovementKind.CostChange => "Cost change",
    };

    private static PostingTally Tally(List<LedgerTransaction> own)
    {
        var counting = own.Where(row => row.RetiredAt is null || (row.WasExported && row.State != ExportState.Settled)).ToList();
        return new PostingTally(
            counting.Count,
            counting.Count(row => row.State != ExportState.Settled && row.Route is not (ExportRoute.Skipped or ExportRoute.FromQuickBooks or ExportRoute.FormerCompany or ExportRoute.FormerConsolidated)),
            counting.Count(row => row.WasExported));
    }

    private static IEnumerable<string> KeysOf(LedgerTransaction posting) =>
        posting.Lines.Select(line => JournalKey.TypeOf(line.Section)).OfType<JournalType>().Distinct()
            .Select(type => new JournalKey(type, posting.Date, posting.Currency, type == JournalType.Pay ? posting.PaymentAccountId : null).ToString());

    private static async Task<Dictionary<string, ConsolidatedLink>> ConsolidatedAsync(QboConnectDb db, IReadOnlyList<LedgerTransaction> postings, CancellationToken cancellation)
    {
        var keys = postings.Where(row => row.Route == ExportRoute.Consolidated).SelectMany(KeysOf).Distinct(StringComparer.Ordinal).ToArray();
        return await db.ConsolidatedTransactions.AsNoTracking().Where(row => keys.Contains(row.Key))
            .ToDictionaryAsync(row => row.Key, row => new ConsolidatedLink(row.Id, row.Number), cancellation);
    }

    // Only the last write of a document counts: an earlier refusal was mended by it.
    private static async Task<Dictionary<string, string>> RefusalsAsync(QboConnectDb db, List<SaleDocumentRow> rows, CancellationToken cancellation)
    {
        var keys = rows.Select(KeyOf).ToArray();
        var intents = await db.CurrentIntents().AsNoTracking().Where(row => keys.Contains(row.LocalKey)).ToListAsync(cancellation);
        return intents.GroupBy(row => row.LocalKey, StringComparer.Ordinal)
            .Select(group => group.MaxBy(row => row.Id)!)
            .Where(row => row.State == IntentState.Refused && row.Message is not null)
            .ToDictionary(row => row.LocalKey, row => row.Message!, StringComparer.Ordinal);
    }

    private static string KeyOf(SaleDocumentRow row) => row.Kind switch
    {
        DocumentKind.Invoice => LocalKeys.Invoice(row.Id),
        DocumentKind.CreditNote => LocalKeys.CreditNote(row.Id),
        DocumentKind.Refund => LocalKeys.Refund(row.Id),
        DocumentKind.CreditApplication => LocalKeys.CreditApplication(row.Id),
        DocumentKind.CostMovement => LocalKeys.Journal(row.Kind, row.Id),
        _ => LocalKeys.Payment(row.Id),
    };
}
