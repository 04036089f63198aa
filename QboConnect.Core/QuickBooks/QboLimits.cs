namespace QboConnect.Core.QuickBooks;

/// <summary>
/// QuickBooks Online's limits, in one home. Rates and time-outs can be overridden for scaled-down runs; lengths are QBO's.
/// Source: Intuit, "Limits and throttles" and the reference page of each entity.
/// </summary>
public sealed record QboLimits
{
    /// <summary>Most characters of a DocNumber, on every transaction.</summary>
    public const int DocNumberLength = 21;

    /// <summary>Most characters of a payment's reference number.</summary>
    public const int PaymentReferenceLength = 21;

    /// <summary>Most characters of a PrivateNote.</summary>
    public const int PrivateNoteLength = 4000;

    /// <summary>Most characters of a line's description.</summary>
    public const int LineDescriptionLength = 4000;

    /// <summary>Most characters of the message shown to the customer.</summary>
    public const int CustomerMemoLength = 1000;

    /// <summary>Most characters of a customer's or vendor's display name.</summary>
    public const int DisplayNameLength = 500;

    /// <summary>Most characters of the name of an item, account, class or department.</summary>
    public const int ListNameLength = 100;

    /// <summary>Most characters of a payment term's name.</summary>
    public const int TermNameLength = 31;

    /// <summary>Most characters of an item's SKU.</summary>
    public const int SkuLength = 100;

    /// <summary>Most characters of a <c>requestid</c>.</summary>
    public const int RequestIdLength = 50;

    /// <summary>Most characters of a batch's <c>requestid</c>.</summary>
    public const int BatchRequestIdLength = 36;

    /// <summary>Most characters of a batch item's id when the batch has a <c>requestid</c>.</summary>
    public const int BatchItemIdLength = 10;

    /// <summary>Most lines of a transaction (journal entries are exempt by QBO's text).</summary>
    public const int LinesPerTransaction = 10_000;

    /// <summary>Most lines of an invoice that carries tax.</summary>
    public const int LinesPerTaxableInvoice = 750;

    /// <summary>The version of the API we are written against; QBO treats every older value as this one.</summary>
    public const int MinorVersion = 75;

    /// <summary>Requests a minute for one company, whoever sends them.</summary>
    public int RequestsPerMinute { get; init; } = 500;

    /// <summary>Requests a second for one company and app.</summary>
    public int RequestsPerSecond { get; init; } = 10;

    /// <summary>Requests under way at once: the older wording of the limit above, kept as well.</summary>
    public int ConcurrentRequests { get; init; } = 10;

    /// <summary>Batches a minute for one company and app.</summary>
    public int BatchesPerMinute { get; init; } = 40;

    /// <summary>Items in one batch.</summary>
    public int ItemsPerBatch { get; init; } = 30;

    /// <summary>Rows of one page of a query.</summary>
    public int RowsPerPage { get; init; } = 1000;

    /// <summary>Objects in one answer of change data capture; an answer of that size is incomplete.</summary>
    public int ChangesPerAnswer { get; init; } = 1000;

    /// <summary>How far back change data capture can look.</summary>
    public TimeSpan ChangeLookBack { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What a "minute" and a "second" of the throttle are multiplied by; 1 is real time.</summary>
    public double WindowScale { get; init; } = 1;

    /// <summary>Setting up a connection, its TLS included. What takes longer was not sent.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One attempt. QBO itself gives up after 120 seconds, so its answer is waited for.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(125);

    /// <summary>One call with all its waiting for the throttle and its retries. Who exports much keeps about ten calls under way, not thousands.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Retries after no answer or a server error.</summary>
    public int FailureRetries { get; init; } = 3;

    /// <summary>Wait before the first of those retries; it doubles, with jitter.</summary>
    public TimeSpan FailureDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Retries after HTTP 429.</summary>
    public int ThrottleRetries { get; init; } = 8;

    /// <summary>How long the circuit stays open after QBO failed repeatedly.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The scaled minute of the throttle.</summary>
    public TimeSpan Minute => TimeSpan.FromMinutes(1) * WindowScale;

    /// <summary>The scaled second of the throttle.</summary>
    public TimeSpan Second => TimeSpan.FromSeconds(1) * WindowScale;
}
