namespace QboConnect.Core.QuickBooks;

/// <summary>What kind of refusal it is, and so what can be done about it.</summary>
public enum QboFaultClass
{
    /// <summary>QuickBooks could not be reached, is under maintenance, or was not asked because it kept failing. Try later.</summary>
    Connection,

    /// <summary>The authorisation ended, was taken back, or is not for this company. The merchant must connect again.</summary>
    Reconnect,

    /// <summary>The limits were exceeded, and waiting did not help.</summary>
    Throttled,

    /// <summary>Someone else changed the object: read it again, apply the change again.</summary>
    Stale,

    /// <summary>The document number is taken; see <see cref="QboFault.Duplicate"/>.</summary>
    DuplicateNumber,

    /// <summary>The name is taken; see <see cref="QboFault.Duplicate"/>.</summary>
    DuplicateName,

    /// <summary>The object that was asked for, changed or deleted is not there.</summary>
    NotFound,

    /// <summary>Something that the document refers to was made inactive or deleted.</summary>
    Inactive,

    /// <summary>The books are closed for that date.</summary>
    PeriodClosed,

    /// <summary>The QuickBooks plan, a switched-off setting, or the user's role does not allow it.</summary>
    Plan,

    /// <summary>The company's QuickBooks subscription ended; nothing can be written.</summary>
    SubscriptionEnded,

    /// <summary>A rule of QuickBooks or of bookkeeping is not met; the document has to be changed.</summary>
    Validation,

    /// <summary>QuickBooks has no such operation for this object.</summary>
    Unsupported,

    /// <summary>The connection is "From QuickBooks only", so the write was not sent.</summary>
    ReadOnly,

    /// <summary>The request itself was wrong: a fault of QboConnect, not of the merchant.</summary>
    Malformed,

    /// <summary>An internal error of QuickBooks.</summary>
    System,
}

/// <summary>The object that already has the name or number.</summary>
/// <param name="Id">Its id in QuickBooks, where the fault told it.</param>
/// <param name="TxnType">Its kind, such as <c>Invoice</c>, for a number.</param>
/// <param name="DocNumber">The number that is taken.</param>
public sealed record QboDuplicate(string? Id, string? TxnType, string? DocNumber);

/// <summary>One refusal, with QuickBooks' own words and ours. It holds no secret.</summary>
public sealed record QboFault
{
    /// <summary>What kind of refusal it is.</summary>
    public required QboFaultClass Class { get; init; }

    /// <summary>QuickBooks' code without leading zeros (<c>6140</c>), or a word of ours where QuickBooks gave none.</summary>
    public required string Code { get; init; }

    /// <summary>QuickBooks' message.</summary>
    public string Message { get; init; } = "";

    /// <summary>QuickBooks' detail, which often is the real information.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The property QuickBooks names.</summary>
    public string? Element { get; init; }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Intuit's trace id, which their support asks for.</summary>
    public string? IntuitTid { get; init; }

    /// <summary>What is already there, for the two duplicate classes.</summary>
    public QboDuplicate? Duplicate { get; init; }

    /// <summary>Why it was refused, in the merchant's words.</summary>
    public required string Cause { get; init; }

    /// <summary>What the merchant can do.</summary>
    public required string Remedy { get; init; }

    /// <summary>True where the same request can succeed later without a change.</summary>
    public bool IsTemporary => Class is QboFaultClass.Connection or QboFaultClass.Throttled or QboFaultClass.System;

    /// <summary>True where every other call will fail too, so that a run should stop.</summary>
    public bool StopsEverything => Class is QboFaultClass.Connection or QboFaultClass.Reconnect or QboFaultClass.SubscriptionEnded;
}
