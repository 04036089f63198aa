using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Reconciliation;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Dashboard;

/// <summary>What the bar at the top of every page says.</summary>
/// <param name="Organisation">The company; null before there is data.</param>
/// <param name="Connection">The current connection to QuickBooks, or null.</param>
/// <param name="LastSyncAt">When the last sync ended (or began, while it runs), UTC; null where there was none.</param>
/// <param name="Attention">Root causes that need somebody.</param>
/// <param name="Unread">Messages nobody has read.</param>
public sealed record ShellStatus(Organisation? Organisation, QuickBooksConnection? Connection, DateTimeOffset? LastSyncAt, int Attention, int Unread);

/// <summary>One reason why documents do not get to QuickBooks.</summary>
/// <param name="Code">QuickBooks' fault code, or our own.</param>
/// <param name="Message">What happened, why and what to do, of one of its documents.</param>
/// <param name="Documents">Documents that wait for it.</param>
/// <param name="AmountMinor">What they add up to, minor units of the base currency.</param>
/// <param name="Since">The oldest refusal, UTC.</param>
public sealed record RootCause(string Code, string Message, int Documents, long AmountMinor, DateTimeOffset Since);

/// <summary>Documents that reached QuickBooks on a day.</summary>
/// <param name="Day">The day, in the organisation's time zone.</param>
/// <param name="Documents">How many were created, updated or voided.</param>
/// <param name="AmountMinor">What they add up to, minor units of the base currency.</param>
public sealed record SyncedDay(DateOnly Day, int Documents, long AmountMinor);

/// <summary>The first page, in figures.</summary>
/// <param name="Organisation">The company; null before there is data.</param>
/// <param name="Connection">The current connection, or null.</param>
/// <param name="HasSales">Whether there is data.</param>
/// <param name="HasChosenSyncTypes">Whether a channel is synced otherwise than one by one, or autosync or consolidation is on.</param>
/// <param name="Waiting">Postings QuickBooks does not hold as they are here.</param>
/// <param name="WaitingMinor">The debit side of those, minor units of the base currency.</param>
/// <param name="Causes">What needs somebody, the most documents first.</param>
/// <param name="Runs">The last ten syncs, the newest first.</param>
/// <param name="Days">The last fourteen days, the oldest first.</param>
/// <param name="LastCheck">The last comparison of both trial balances of this company, or null.</param>
public sealed record DashboardFigures(
    Organisation? Organisation,
    QuickBooksConnection? Connection,
    bool HasSales,
    bool HasChosenSyncTypes,
    int Waiting,
    long WaitingMinor,
    IReadOnlyList<RootCause> Causes,
    IReadOnlyList<SyncRun> Runs,
    IReadOnlyList<SyncedDay> Days,
    ReconciliationCheck? LastCheck);
