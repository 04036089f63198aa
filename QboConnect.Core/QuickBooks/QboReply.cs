using System.Globalization;
using System.Text.Json;
using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>Why there is nothing to read.</summary>
internal enum QboSilence
{
    None,
    NotReached,
    ConnectionLost,
    TimedOut,
    CircuitOpen,
    Unreadable,
}

/// <summary>What an attempt says about whether a write was done.</summary>
internal enum QboEffect
{
    /// <summary>QuickBooks decided: done or refused.</summary>
    Settled,

    /// <summary>This attempt did nothing; an earlier one may have.</summary>
    Nothing,

    /// <summary>It may have been done.</summary>
    Unknown,
}

/// <summary>What one attempt brought, read as far as retrying and judging need it.</summary>
internal sealed record QboReply
{
    public int Status { get; init; }
    public QboSilence Silence { get; init; }
    public string? IntuitTid { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public JsonElement? Body { get; init; }
    public string? FaultType { get; init; }
    public IReadOnlyList<QboError> Errors { get; init; } = [];

    /// <summary>A refusal of ours, made before anything was sent.</summary>
    public QboFault? Refusal { get; init; }

    /// <summary>True where this or an earlier attempt of the same write may have been done.</summary>
    public bool MaybeDone { get; init; }

    public bool IsThrottled => Status == 429 || Errors.Any(e => e.Code == "3001");
    public bool IsTokenRefused => Status == 401 && !Errors.Any(e => e.Code == "120");

    /// <summary>QBO answers 200 with a SystemFault for a void it does not have (Bill); that is final, not an outage.</summary>
    public bool IsUnsupported => Errors.Any(e => e.Code == "500" || (e.Message + e.Detail).Contains("UnsupportedOperation", StringComparison.Ordinal));

    public bool IsFailure => Refusal is null && !IsUnsupported &&
        (Silence != QboSilence.None || Status is 408 or >= 500 || Errors.Any(e => e.Code is "10000" or "4002"));

    public QboEffect Effect => this switch
    {
        { Refusal: not null } or { IsThrottled: true } or { Status: 401 or 403 } => QboEffect.Nothing,
        { Silence: QboSilence.NotReached or QboSilence.CircuitOpen } => QboEffect.Nothing,
        { IsFailure: true } => QboEffect.Unknown,
        _ when Errors.Any(e => e.Code == "600") => QboEffect.Unknown,
        _ => QboEffect.Settled,
    };

    public static QboReply Silent(QboSilence silence) => new() { Silence = silence };

    public static QboReply Refused(QboFault fault) => new() { Refusal = fault };

    public static QboReply Of(RestResponse response, DateTimeOffset now)
    {
        if (response.StatusCode == default || response.ErrorException is HttpRequestException { StatusCode: null } or IOException)
        {
            return Silent(SilenceOf(response.ErrorException));
        }

        var reply = new QboReply
        {
            Status = (int)response.StatusCode,
            IntuitTid = Header(response, "intuit_tid"),
            RetryAfter = RetryAfterOf(Header(response, "Retry-After"), now),
        };
        return QboErrors.Read(reply, response.Content ?? "");
    }

    private static QboSilence SilenceOf(Exception? error) => error switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        } => QboSilence.NotReached,
        // HttpClient itself has no time-out and an attempt's is thrown before this: only connecting is left.
        OperationCanceledException { InnerException: TimeoutException } or TimeoutException => QboSilence.NotReached,
        _ => QboSilence.ConnectionLost,
    };

    private static string? Header(RestResponse response, string name) =>
        response.Headers?.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;

    private static TimeSpan? RetryAfterOf(string? header, DateTimeOffset now)
    {
        if (int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }
        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? TimeSpan.FromTicks(Math.Max(0, (until - now).Ticks))
            : null;
    }
}
