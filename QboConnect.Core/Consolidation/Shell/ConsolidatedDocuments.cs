using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>One document behind a consolidated transaction.</summary>
/// <param name="LedgerTransactionId">Its posting.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Number">Its number.</param>
/// <param name="SaleId">Its sale, or null.</param>
/// <param name="ContactId">Its customer, or null.</param>
/// <param name="AmountMinor">
/// Its share, minor units of the base currency; the shares add up to the whole. Of a line: debit positive. Of a whole journal: its share of the debit
/// side, negative where it lessens a debit.
/// </param>
public sealed record ConsolidatedDocument(
    long LedgerTransactionId, DocumentKind Kind, long DocumentId, string Number, long? SaleId, long? ContactId, long AmountMinor);

/// <summary>Drill-down from consolidated transactions to documents.</summary>
public static class ConsolidatedDocuments
{
    /// <summary>
    /// The documents behind a consolidated transaction, or behind one of its lines, ordered by number; they add up to its total, or to the line. Empty
    /// where there is no such transaction or line.
    /// </summary>
    /// <remarks>It shows the ledger as it is now: a refresh that is due may not be in the consolidated transaction yet.</remarks>
    public static async Task<IReadOnlyList<ConsolidatedDocument>> DocumentsOfAsync(
        this QboConnectDb db, long consolidatedTransactionId, int? lineNo = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var whole = await db.ConsolidatedTransactions.AsNoTracking().Include(row => row.Lines)
            .SingleOrDefaultAsync(row => row.Id == consolidatedTransactionId, cancellation);
        if (whole is null)
        {
            return [];
        }

        var rules = await db.LoadConsolidationRulesAsync(cancellation);
        var lines = whole.Lines.Where(line => lineNo is null ? line.DebitMinor > 0 : line.LineNo == lineNo).Select(KeyOf).ToHashSet();
        var kinds = Enum.GetValues<DocumentKind>().Where(kind => JournalKey.TypesOf(kind).Contains(whole.Type)).ToArray();
        var route = whole.IsOfFormerCompany ? ExportRoute.FormerConsolidated : ExportRoute.Consolidated;
        var query = db.LedgerTransactions.AsNoTracking().Include(row => row.Lines)
            .Where(row => row.Date == whole.Date && row.Currency == whole.Currency && kinds.Contains(row.Kind))
            .Where(row => row.Route == route && row.RetiredAt == null);
        if (whole.Type == JournalType.Pay)
        {
            query = query.Where(row => row.PaymentAccountId == whole.PaymentAccountId);
        }

        var documents = new List<ConsolidatedDocument>();
        await foreach (var row in query.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var inJournal = row.Lines.Where(line => JournalKey.TypeOf(line.Section) == whole.Type).ToList();
            var behind = inJournal.Where(line => lines.Contains(KeyOf(row, line, rules))).ToList();
            if (behind.Count > 0 || (lineNo is null && inJournal.Count > 0))
            {
                documents.Add(new ConsolidatedDocument(
                    row.Id, row.Kind, row.DocumentId, row.Number, row.SaleId, row.ContactId, behind.Sum(line => line.BaseMinor)));
            }
        }

        documents.Sort((left, right) => (string.CompareOrdinal(left.Number, right.Number), left.LedgerTransactionId.CompareTo(right.LedgerTransactionId)) switch
        {
            (0, var byId) => byId,
            (var byNumber, _) => byNumber,
        });
        return documents;
    }

    private static (LedgerSection, long, bool, string?, string?) KeyOf(ConsolidatedLine line) =>
        (line.Section, line.AccountId, line.IsTax, line.Class, line.Location);

    private static (LedgerSection, long, bool, string?, string?) KeyOf(LedgerTransaction row, LedgerLine line, ConsolidationRules rules) => (
        line.Section,
        rules.AccountInJournal(line.Section, line.AccountId, row.PaymentAccountId),
        line.TaxRuleId is not null,
        rules.Tracked(rules.ClassSource, row.LocationId, row.SalesRep, row.Job),
        rules.Tracked(rules.LocationSource, row.LocationId, row.SalesRep, row.Job));
}
