using System.Text.Json;

namespace QboConnect.Core.QuickBooks;

/// <summary>
/// Judges an answer. HTTP 200 proves nothing: QuickBooks answers 200 with a fault for the void of a bill, and 200 with an
/// empty batch for the void of a journal entry.
/// </summary>
internal static class QboAnswer
{
    /// <summary>The part of the answer under a key.</summary>
    public static QboOutcome<JsonElement> Of(QboReply reply, string key, QboOperation? about)
    {
        var whole = Whole(reply, key, about);
        return whole.Map(body => body.GetProperty(key));
    }

    /// <summary>The answers to a batch's items; where they are missing, what became of the items is not known.</summary>
    public static QboOutcome<JsonElement> OfBatch(QboReply reply)
    {
        var outcome = Of(reply, "BatchItemResponse", about: null);
        return outcome is QboOutcome<JsonElement>.Refused { Fault.Code: "Unreadable" }
            ? new QboOutcome<JsonElement>.Uncertain(new QboDoubt(QboDoubtCause.UnreadableAnswer, "The batch's answer lacks its items.", reply.IntuitTid))
            : outcome;
    }

    /// <summary>The whole answer, which has the key.</summary>
    public static QboOutcome<JsonElement> Whole(QboReply reply, string key, QboOperation? about = null)
    {
        if (reply.MaybeDone)
        {
            return new QboOutcome<JsonElement>.Uncertain(Doubt(reply));
        }
        if (reply.Refusal is not null || reply.Silence != QboSilence.None || reply.Errors.Count > 0 || reply.Status is < 200 or > 299)
        {
            return new QboOutcome<JsonElement>.Refused(QboFaults.Of(reply, about));
        }
        if (reply.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(key, out _))
        {
            return new QboOutcome<JsonElement>.Ok(body, reply.IntuitTid);
        }
        return new QboOutcome<JsonElement>.Refused(QboFaults.Unreadable($"The answer lacks {key}.") with { HttpStatus = reply.Status, IntuitTid = reply.IntuitTid });
    }

    /// <summary>What became of a write.</summary>
    public static QboOutcome<QboWritten> OfWrite(QboReply reply, QboWrite write)
    {
        if (reply is { MaybeDone: false, Refusal: null, Errors.Count: 0, Silence: QboSilence.None, Status: >= 200 and < 300 })
        {
            return reply.Body is { } body ? Written(body, write, reply.IntuitTid) : Lacking(write, reply.IntuitTid);
        }
        return Whole(reply, write.Entity.Name, write.Operation).As<QboWritten>();
    }

    /// <summary>The object in an answer to a write, or in an item of a batch.</summary>
    public static QboOutcome<QboWritten> Written(JsonElement answer, QboWrite write, string? intuitTid)
    {
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(write.Entity.Name, out var json) && json.Text("Id") is { Length: > 0 } id)
        {
            return new QboOutcome<QboWritten>.Ok(new QboWritten(write.Entity, id, json.Text("SyncToken"), json.GetRawText()), intuitTid);
        }
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("BatchItemResponse", out _)
            ? new QboOutcome<QboWritten>.Refused(QboFaults.Unsupported() with { HttpStatus = 200, IntuitTid = intuitTid })
            : Lacking(write, intuitTid);
    }

    /// <summary>The answer to a read as a value of ours; one that does not fit is a refusal, not an exception.</summary>
    public static QboOutcome<TOther> Typed<T, TOther>(this QboOutcome<T> outcome, Func<T, TOther> read)
    {
        try
        {
            return outcome.Map(read);
        }
        catch (Exception misfit) when (misfit is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return new QboOutcome<TOther>.Refused(QboFaults.Unreadable(misfit.Message) with { IntuitTid = (outcome as QboOutcome<T>.Ok)?.IntuitTid });
        }
    }

    /// <summary>The answer to a write as a wire record. It was done: one that does not fit leaves its content in doubt.</summary>
    public static QboOutcome<T> Typed<T>(this QboOutcome<QboWritten> outcome) where T : IQboEntity
    {
        try
        {
            return outcome.Map(written => written.As<T>());
        }
        catch (JsonException misfit)
        {
            return new QboOutcome<T>.Uncertain(new QboDoubt(QboDoubtCause.UnreadableAnswer, misfit.Message, (outcome as QboOutcome<QboWritten>.Ok)?.IntuitTid));
        }
    }

    private static QboOutcome<QboWritten> Lacking(QboWrite write, string? intuitTid) =>
        new QboOutcome<QboWritten>.Uncertain(new QboDoubt(QboDoubtCause.UnreadableAnswer, $"The answer lacks {write.Entity}.", intuitTid));

    private static QboDoubt Doubt(QboReply reply)
    {
        var cause = reply.Silence switch
        {
            QboSilence.TimedOut => QboDoubtCause.TimedOut,
            QboSilence.Unreadable => QboDoubtCause.UnreadableAnswer,
            QboSilence.None when reply.Errors.Any(e => e.Code == "600") => QboDoubtCause.RequestIdUsed,
            QboSilence.None => QboDoubtCause.ServerError,
            QboSilence.NotReached or QboSilence.ConnectionLost or QboSilence.CircuitOpen => QboDoubtCause.ConnectionLost,
        };
        var error = reply.Errors.Count > 0 ? $"{reply.Errors[0].Code} {reply.Errors[0].Message}" : "";
        return new QboDoubt(cause, reply.Refusal?.Cause ?? (reply.Status > 0 ? $"HTTP {reply.Status} {error}".TrimEnd() : reply.Silence.ToString()), reply.IntuitTid);
    }
}
