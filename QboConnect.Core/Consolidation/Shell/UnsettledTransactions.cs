using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>Named queries of transactions a sync has to look at.</summary>
public static class UnsettledTransactions
{
    /// <summary>Posted, retired or re-routed since they were last looked at.</summary>
    /// <remarks>
    /// The first condition is the filter of the partial index in its own words: SQLite uses the index for no other wording, and the cost must not grow
    /// with the history.
    /// </remarks>
    public static IQueryable<LedgerTransaction> ChangedTransactions(this QboConnectDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.LedgerTransactions.Where(row => row.State != ExportState.Settled).Where(row => row.State == ExportState.Changed);
    }

    /// <summary>Routed, and not in QuickBooks as they are here yet.</summary>
    public static IQueryable<LedgerTransaction> WaitingTransactions(this QboConnectDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.LedgerTransactions.Where(row => row.State != ExportState.Settled).Where(row => row.State == ExportState.Waiting);
    }
}
