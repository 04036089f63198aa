using System.Text.RegularExpressions;

namespace QboConnect.Core.QuickBooks;

/// <summary>Makes faults: QuickBooks' own, classified and explained, and those we find before or instead of an answer.</summary>
internal static partial class QboFaults
{
    private const string BusinessRule = "Business Validation Error: ";

    /// <summary>What QuickBooks refused.</summary>
    /// <param name="reply">Its answer.</param>
    /// <param name="about">What was done, because "not found" (610) means the object itself on all but a create.</param>
    public static QboFault Of(QboReply reply, QboOperation? about)
    {
        if (reply.Refusal is { } refusal)
        {
            return refusal;
        }
        if (reply.Silence != QboSilence.None)
        {
            return Silent(reply.Silence);
        }
        return Of(reply.Errors.Count > 0 ? reply.Errors[0] : NoError(reply.Status), about) with
        {
            HttpStatus = reply.Status,
            IntuitTid = reply.IntuitTid,
        };
    }

    /// <summary>One error, classified and explained.</summary>
    public static QboFault Of(QboError error, QboOperation? about)
    {
        var meaning = QboFaultCatalogue.Of(error.Code);
        var fault = new QboFault
        {
            Class = meaning.Class,
            Code = error.Code,
            Message = error.Message,
            Detail = error.Detail,
            Element = string.IsNullOrEmpty(error.Element) ? null : error.Element,
            Cause = meaning.Cause,
            Remedy = meaning.Remedy,
        };
        return error.Code switch
        {
            "610" or "2500" => Missing(fault, about),
            // QuickBooks repeats the refused token behind the colon.
            "3200" => fault with { Detail = error.Detail.Split(':')[0] },
            "6000" => fault with { Cause = "QuickBooks refused it: " + Sentence(error) },
            "6140" => fault with { Duplicate = TakenNumber(error.Detail) },
            "6240" => fault with { Duplicate = TakenName(error.Detail) },
            "10000" when (error.Message + error.Detail).Contains("UnsupportedOperation", StringComparison.Ordinal) => Unsupported() with
            {
                Code = error.Code,
                Message = error.Message,
                Detail = error.Detail,
            },
            _ => fault,
        };
    }

    public static QboFault NotConnected() => new()
    {
        Class = QboFaultClass.Reconnect,
        Code = "NotConnected",
        Cause = "This company is not connected to QuickBooks.",
        Remedy = "Connect it under Integration → QuickBooks Online.",
    };

    public static QboFault ConnectionEnded(QboReply? reply) => new()
    {
        Class = QboFaultClass.Reconnect,
        Code = "ConnectionEnded",
        Message = reply?.Body?.Text("error") ?? "",
        Detail = reply?.Body?.Text("error_description") ?? "",
        HttpStatus = reply?.Status,
        IntuitTid = reply?.IntuitTid,
        Cause = "QuickBooks no longer accepts this connection: it was ended in QuickBooks, or not used for too long.",
        Remedy = "Connect again under Integration → QuickBooks Online. Nothing that was synced is lost.",
    };

    public static QboFault ReadOnly(QboWrite write) => new()
    {
        Class = QboFaultClass.ReadOnly,
        Code = "ReadOnly",
        Detail = $"{write.Operation} {write.Entity}",
        Cause = "The connection is set to \"From QuickBooks only\", so nothing is written to QuickBooks.",
        Remedy = "Change the mode of the connection if documents are meant to go to QuickBooks.",
    };

    public static QboFault Unsupported() => new()
    {
        Class = QboFaultClass.Unsupported,
        Code = "Unsupported",
        Cause = "QuickBooks cannot do this with this kind of document.",
        Remedy = "Delete the document in QuickBooks, or enter one that reverses it.",
    };

    public static QboFault TooLongAgo(int days) => new()
    {
        Class = QboFaultClass.Validation,
        Code = "TooLongAgo",
        Cause = $"QuickBooks tells changes of the last {days} days only.",
        Remedy = "Compare the whole lists instead.",
    };

    public static QboFault KeptChanging(QboEntity entity) => new()
    {
        Class = QboFaultClass.Connection,
        Code = "KeptChanging",
        Detail = entity.Name,
        Cause = "The list in QuickBooks changed each time while it was read.",
        Remedy = "Try again when nobody is deleting documents in QuickBooks.",
    };

    public static QboFault Unreadable(string what) => new()
    {
        Class = QboFaultClass.System,
        Code = "Unreadable",
        Detail = what,
        Cause = "QuickBooks' answer could not be understood.",
        Remedy = "Try again later. If it stays, report it with the trace id.",
    };

    /// <summary>What the token endpoint refused (RFC 6749, section 5.2).</summary>
    public static QboFault OfTokenEndpoint(QboReply reply) => reply.Body?.Text("error") switch
    {
        "invalid_grant" => ConnectionEnded(reply),
        "invalid_client" or "unauthorized_client" => new()
        {
            Class = QboFaultClass.Malformed,
            Code = "invalid_client",
            HttpStatus = reply.Status,
            IntuitTid = reply.IntuitTid,
            Cause = "Intuit does not know this client id and secret, or they are for the other environment.",
            Remedy = "Check QuickBooks:ClientId, QuickBooks:ClientSecret and QuickBooks:Environment in the settings.",
        },
        { } error => Of(new QboError(error, error, reply.Body?.Text("error_description") ?? "", null), null) with { HttpStatus = reply.Status, IntuitTid = reply.IntuitTid },
        null => Of(reply, null),
    };

    private static QboFault Silent(QboSilence silence) => new()
    {
        Class = silence == QboSilence.Unreadable ? QboFaultClass.System : QboFaultClass.Connection,
        Code = silence.ToString(),
        Cause = silence switch
        {
            QboSilence.TimedOut => "QuickBooks did not answer in time.",
            QboSilence.CircuitOpen => "QuickBooks failed several times in a row, so it is left alone for a moment.",
            QboSilence.Unreadable => "QuickBooks' answer could not be understood.",
            _ => "QuickBooks could not be reached.",
        },
        Remedy = "Try again in a few minutes. If it stays, check the internet connection and status.quickbooks.intuit.com.",
    };

    /// <summary>QBO says "not found" and "made inactive" in one sentence; which it is depends on what was asked.</summary>
    private static QboFault Missing(QboFault fault, QboOperation? about)
    {
        var refersToSomething = fault.Code == "2500" || (about == QboOperation.Create && fault.Detail.Contains("inactive", StringComparison.OrdinalIgnoreCase));
        return refersToSomething
            ? fault
            : fault with
            {
                Class = QboFaultClass.NotFound,
                Cause = "It is no longer in QuickBooks: someone deleted it there.",
                Remedy = "Sync again; QboConnect then decides anew what QuickBooks should hold.",
            };
    }

    private static string Sentence(QboError error)
    {
        var text = error.Detail.Length > 0 ? error.Detail : error.Message;
        var rule = text.IndexOf(BusinessRule, StringComparison.OrdinalIgnoreCase);
        return (rule < 0 ? text : text[(rule + BusinessRule.Length)..]).ReplaceLineEndings(" ").Trim();
    }

    private static QboDuplicate? TakenNumber(string detail) =>
        NumberTaken().Match(detail) is { Success: true } match
            ? new QboDuplicate(match.Groups["id"].Value, match.Groups["type"].Value, match.Groups["number"].Value)
            : null;

    private static QboDuplicate? TakenName(string detail) =>
        NameTaken().Match(detail) is { Success: true } match ? new QboDuplicate(match.Groups["id"].Value, null, null) : null;

    private static QboError NoError(int status) => status switch
    {
        401 => new("3200", "HTTP 401", "", null),
        403 => new("3100", "HTTP 403", "", null),
        429 => new("3001", "HTTP 429", "", null),
        >= 500 => new("10000", $"HTTP {status}", "", null),
        _ => new($"HTTP{status}", $"HTTP {status}", "", null),
    };

    [GeneratedRegex(@"DocNumber=(?<number>.*?) is assigned to TxnType=(?<type>.+?) with TxnId=(?<id>\d+)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberTaken();

    [GeneratedRegex(@"\bId=(?<id>\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameTaken();
}
