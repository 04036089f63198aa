using System.Diagnostics.CodeAnalysis;

namespace QboConnect.Core.QuickBooks;

/// <summary>What came of a call to QuickBooks: never an exception, apart from the caller's own cancellation.</summary>
public abstract record QboOutcome<T>
{
    private QboOutcome()
    {
    }

    /// <summary>QuickBooks did it.</summary>
    /// <param name="Value">What QuickBooks answered.</param>
    /// <param name="IntuitTid">Intuit's trace id, which their support asks for.</param>
    public sealed record Ok(T Value, string? IntuitTid) : QboOutcome<T>;

    /// <summary>It was not done, for certain.</summary>
    public sealed record Refused(QboFault Fault) : QboOutcome<T>;

    /// <summary>
    /// A write that may or may not have been done. Send it again with the same request id (QuickBooks then repeats its
    /// first answer) or look for the document; never send it under a new id first.
    /// </summary>
    public sealed record Uncertain(QboDoubt Doubt) : QboOutcome<T>;

    /// <summary>One function for each case; a new case breaks every caller that forgot it.</summary>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<QboFault, TResult> refused, Func<QboDoubt, TResult> uncertain) => this switch
    {
        Ok o => ok(o.Value),
        Refused r => refused(r.Fault),
        Uncertain u => uncertain(u.Doubt),
        _ => throw new InvalidOperationException("A QboOutcome has three cases."),
    };

    /// <summary>The same outcome with another value.</summary>
    public QboOutcome<TOther> Map<TOther>(Func<T, TOther> value) => this switch
    {
        Ok o => new QboOutcome<TOther>.Ok(value(o.Value), o.IntuitTid),
        _ => As<TOther>(),
    };

    /// <summary>True with the value where QuickBooks did it.</summary>
    public bool IsOk([MaybeNullWhen(false)] out T value)
    {
        value = this is Ok ok ? ok.Value : default;
        return this is Ok;
    }

    /// <summary>A refusal or a doubt, told as the outcome of something larger.</summary>
    internal QboOutcome<TOther> As<TOther>() => this switch
    {
        Refused r => new QboOutcome<TOther>.Refused(r.Fault),
        Uncertain u => new QboOutcome<TOther>.Uncertain(u.Doubt),
        _ => throw new InvalidOperationException("Only a refusal or a doubt can stand for another outcome."),
    };
}

/// <summary>Why it is not known whether a write was done.</summary>
public enum QboDoubtCause
{
    /// <summary>No answer within the time allowed.</summary>
    TimedOut,

    /// <summary>The connection broke after the request was sent.</summary>
    ConnectionLost,

    /// <summary>QuickBooks answered with a server error, to every attempt.</summary>
    ServerError,

    /// <summary>The answer could not be read, or lacked the document.</summary>
    UnreadableAnswer,

    /// <summary>QuickBooks says that this request id was used before (code 600): look for the document by its number.</summary>
    RequestIdUsed,
}

/// <summary>A write whose end is not known.</summary>
/// <param name="Cause">Why it is not known.</param>
/// <param name="Detail">What was seen, without secrets.</param>
/// <param name="IntuitTid">Intuit's trace id of the last answer, where there was one.</param>
public sealed record QboDoubt(QboDoubtCause Cause, string Detail, string? IntuitTid)
{
    /// <summary>What happened, in the merchant's words.</summary>
    public string Explanation => Cause switch
    {
        QboDoubtCause.TimedOut => "QuickBooks did not answer in time, so it is not known whether it saved the document.",
        QboDoubtCause.ConnectionLost => "The connection to QuickBooks broke before its answer came, so it is not known whether it saved the document.",
        QboDoubtCause.ServerError => "QuickBooks had an internal error, so it is not known whether it saved the document.",
        QboDoubtCause.UnreadableAnswer => "QuickBooks' answer could not be read, so it is not known whether it saved the document.",
        QboDoubtCause.RequestIdUsed => "QuickBooks has seen this request before, so the document may be there already.",
    };

    /// <summary>What happens next, in the merchant's words.</summary>
    public string Remedy => Cause == QboDoubtCause.RequestIdUsed
        ? "Look in QuickBooks whether the document is there, then sync again."
        : "The next sync asks again under the same request number, so nothing is entered twice.";
}
