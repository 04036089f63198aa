namespace QboConnect.Core.Notifications;

/// <summary>Where the e-mail of a message stands.</summary>
public enum DeliveryState
{
    /// <summary>Not sent yet; it is tried again until it is sent or given up.</summary>
    Waiting,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>No mail server is set: it is kept here and as a file in the data directory.</summary>
    Kept,

    /// <summary>Given up after several attempts; the reason stands beside it.</summary>
    Failed,
}

/// <summary>Something that was told to somebody. Written down in the same database transaction as what it reports, and e-mailed afterwards.</summary>
public sealed class Message
{
    /// <summary>Our id; the e-mail's Message-Id is made of it, so that one that is sent twice after a crash is seen as the same.</summary>
    public long Id { get; init; }

    /// <summary>Whom it is for: an e-mail address.</summary>
    public required string To { get; init; }

    /// <summary>What it is about, in a sentence.</summary>
    public required string Subject { get; init; }

    /// <summary>What happened, why and what to do; paragraphs are parted by an empty line.</summary>
    public required string Body { get; init; }

    /// <summary>The page of the app it leads to, for example <c>/integration/quickbooks</c>; null where there is none.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it tells of something that went wrong.</summary>
    public bool IsProblem { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody marked it as read, UTC; null before.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Where its e-mail stands.</summary>
    public DeliveryState Delivery { get; set; }

    /// <summary>Attempts to send it.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before then it is tried (again), UTC.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When the mail server took it, UTC; null before.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the last attempt came to, in words; null where nothing went wrong.</summary>
    public string? Problem { get; set; }
}

/// <summary>How often a message is tried.</summary>
public static class DeliveryRules
{
    /// <summary>An attempt that has not ended after this long is taken for lost with its process.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(12)];

    /// <summary>How long to wait after an attempt that failed; null where it is given up.</summary>
    /// <param name="attempts">Attempts so far, at least one.</param>
    public static TimeSpan? PauseAfter(int attempts) => attempts <= Pauses.Length ? Pauses[attempts - 1] : null;
}
