using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>Puts postings into the ledger and takes them out again. Changes are made to the given context; the caller saves them.</summary>
public sealed class LedgerWriter(IdSource ids, TimeProvider clock)
{
    /// <summary>Adds transactions, with their ids and the moment; the next sync looks at them.</summary>
    public void Post(QboConnectDb db, params IEnumerable<LedgerTransaction> transactions)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.LedgerTransactions.AddRange(Record(transactions));
    }

    /// <summary>Retires the live posting of a document, keeping it as history.</summary>
    /// <param name="db">The context it is changed in.</param>
    /// <param name="kind">The kind of document.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The retired posting, or null where the document had none.</returns>
    public async Task<LedgerTransaction?> RetireAsync(
        QboConnectDb db, DocumentKind kind, long documentId, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var live = db.LedgerTransactions.Local.FirstOrDefault(row => row.Kind == kind && row.DocumentId == documentId && row.RetiredAt == null)
            ?? await db.LedgerTransactions.FirstOrDefaultAsync(
                row => row.Kind == kind && row.DocumentId == documentId && row.RetiredAt == null, cancellation);
        live?.Retire(reason, clock.GetUtcNow());
        return live;
    }

    /// <summary>Gives transactions their ids and the moment, without adding them to a context.</summary>
    internal List<LedgerTransaction> Record(IEnumerable<LedgerTransaction> transactions)
    {
        var (recorded, now) = (new List<LedgerTransaction>(), clock.GetUtcNow());
        foreach (var transaction in transactions)
        {
            transaction.Record(ids.Next(), now);
            recorded.Add(transaction);
        }

        return recorded;
    }
}
