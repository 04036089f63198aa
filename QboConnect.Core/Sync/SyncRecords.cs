namespace QboConnect.Core.Sync;

/// <summary>What a plan wants done to one QuickBooks document.</summary>
public enum SyncOperation
{
    /// <summary>Create.</summary>
    Create,

    /// <summary>Replace its content.</summary>
    Update,

    /// <summary>Void it, where QuickBooks can.</summary>
    Void,

    /// <summary>Delete it, where QuickBooks cannot void (journal entries).</summary>
    Delete,
}

/// <summary>Whether QuickBooks holds what a link points at.</summary>
public enum LinkState
{
    /// <summary>It stands.</summary>
    Active,

    /// <summary>Voided there.</summary>
    Voided,

    /// <summary>Deleted there.</summary>
    Deleted,
}

/// <summary>
/// Ties one thing of ours to one object in QuickBooks: at most one for each local key and company. Written in the same database transaction that
/// settles the intent it came from.
/// </summary>
public sealed class SyncLink
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>What it is here, for example <c>invoice:123</c>, <c>contact:7</c>, <c>consolidated:INV|2024-03-18|EUR</c>.</summary>
    public required string LocalKey { get; init; }

    /// <summary>QBO entity name, for example <c>Invoice</c>.</summary>
    public required string QboEntity { get; init; }

    /// <summary>QBO id.</summary>
    public required string QboId { get; set; }

    /// <summary>QBO SyncToken as last seen.</summary>
    public required string SyncToken { get; set; }

    /// <summary>Hash of the content QuickBooks holds, as we meant it.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Whether it stands.</summary>
    public LinkState State { get; set; }

    /// <summary>What it does to QuickBooks' books, as <see cref="Planning.GlEffect"/> writes it; empty for names and items.</summary>
    public string Effect { get; set; } = "";

    /// <summary>When this row last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Where an intent stands.</summary>
public enum IntentState
{
    /// <summary>Written down; perhaps sent, perhaps not: sending it again with the same request id is safe.</summary>
    Open,

    /// <summary>QuickBooks did it and the link says so.</summary>
    Done,

    /// <summary>QuickBooks refused; nothing was changed there.</summary>
    Refused,

    /// <summary>Given up before it was sent, because the content changed.</summary>
    Abandoned,
}

/// <summary>One write to QuickBooks, committed before it is sent. One open intent a local key (unique index).</summary>
public sealed class SyncIntent
{
    /// <summary>Our id; <see cref="RequestId"/> is made of it.</summary>
    public long Id { get; init; }

    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>The run that wrote it down.</summary>
    public required long RunId { get; init; }

    /// <summary>What it is about; see <see cref="SyncLink.LocalKey"/>.</summary>
    public required string LocalKey { get; init; }

    /// <summary>What to do.</summary>
    public required SyncOperation Operation { get; init; }

    /// <summary>QBO entity name.</summary>
    public required string QboEntity { get; init; }

    /// <summary>Idempotency key: sent as <c>requestid</c>, so that QuickBooks answers a repetition with its first answer.</summary>
    public required string RequestId { get; init; }

    /// <summary>The exact body.</summary>
    public required string Body { get; init; }

    /// <summary>Hash of the desired content; becomes the link's.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Document number, for people.</summary>
    public required string Number { get; init; }

    /// <summary>Day of the document.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Total in minor units of the base currency, for reports.</summary>
    public long AmountMinor { get; init; }

    /// <summary>QBO id of what is changed; null for a create.</summary>
    public string? QboId { get; init; }

    /// <summary>The <c>requestid</c> of the batch it was sent in, which stands for all its members; null where it is sent by itself.</summary>
    public string? BatchRequestId { get; init; }

    /// <summary>Its place in the batch; null where it is sent by itself.</summary>
    public int? BatchPosition { get; init; }

    /// <summary>What follows from success, as JSON: the transactions it settles, its effect on the books.</summary>
    public string Consequences { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public IntentState State { get; set; }

    /// <summary>Times it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>QBO fault code of the last refusal, or null.</summary>
    public string? FaultCode { get; set; }

    /// <summary>What happened, why and what to do, in the merchant's words; null while nothing went wrong.</summary>
    public string? Message { get; set; }

    /// <summary>QBO's intuit_tid of the last answer, or null.</summary>
    public string? IntuitTid { get; set; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was settled, UTC; null while open.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

/// <summary>What started a run.</summary>
public enum SyncTrigger
{
    /// <summary>A person.</summary>
    Manual,

    /// <summary>The schedule.</summary>
    Autosync,
}

/// <summary>How a run ended.</summary>
public enum SyncRunState
{
    /// <summary>Still running, or the process died; the next run picks up what it left.</summary>
    Running,

    /// <summary>Everything planned was done.</summary>
    Completed,

    /// <summary>Done, but something was refused or blocked.</summary>
    CompletedWithErrors,

    /// <summary>Stopped: connection lost, cancelled or interrupted.</summary>
    Stopped,
}

/// <summary>One sync.</summary>
public sealed class SyncRun
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>What started it.</summary>
    public required SyncTrigger Trigger { get; init; }

    /// <summary>Who started it: a user's e-mail, or "Autosync".</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while running.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How it ended.</summary>
    public SyncRunState State { get; set; }

    /// <summary>Operations planned.</summary>
    public int Planned { get; set; }

    /// <summary>Documents created.</summary>
    public int Created { get; set; }

    /// <summary>Documents updated.</summary>
    public int Updated { get; set; }

    /// <summary>Documents voided or deleted.</summary>
    public int Voided { get; set; }

    /// <summary>Documents skipped on purpose.</summary>
    public int Skipped { get; set; }

    /// <summary>Documents blocked or refused.</summary>
    public int Failed { get; set; }

    /// <summary>Why it stopped, in the merchant's words; null where it did not.</summary>
    public string? Message { get; set; }
}

/// <summary>The one lock that keeps two syncs (or a sync and the migration) of a company apart, in one process or two: a row with a lease.</summary>
public sealed class SyncLock
{
    /// <summary>What is locked: the realm id.</summary>
    public required string Name { get; init; }

    /// <summary>Who holds it: node and run.</summary>
    public required string Owner { get; set; }

    /// <summary>Until when, UTC; the holder renews it, and after it anyone may take it.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>Autosync settings: one row (seed: Autosync and alerts).</summary>
public sealed class AutosyncSettings
{
    /// <summary>The only id there is.</summary>
    public const long TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public long Id { get; init; } = TheId;

    /// <summary>Whether it runs.</summary>
    public bool IsEnabled { get; set; }

    /// <summary>First day, in the organisation's time zone.</summary>
    public DateOnly StartDate { get; set; }

    /// <summary>Time of day of the first run, in the organisation's time zone.</summary>
    public TimeOnly StartTime { get; set; }

    /// <summary>Minutes from one run to the next.</summary>
    public int FrequencyMinutes { get; set; } = 60;
}
