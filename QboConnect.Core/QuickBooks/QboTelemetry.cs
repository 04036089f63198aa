using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace QboConnect.Core.QuickBooks;

/// <summary>The meter <c>QboConnect.QuickBooks</c> and the log of calls. Neither sees a body, a token or a query's text.</summary>
internal sealed partial class QboTelemetry : IDisposable
{
    public const string MeterName = "QboConnect.QuickBooks";

    private readonly Meter _meter;
    private readonly ILogger<QboTelemetry> _log;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _throttled;
    private readonly Counter<long> _refreshes;

    public QboTelemetry(IMeterFactory meters, ILogger<QboTelemetry> log)
    {
        _log = log;
        _meter = meters.Create(MeterName);
        _duration = _meter.CreateHistogram<double>("qbo.request.duration", "s", "Attempts at QuickBooks, by what was asked and the status.");
        _wait = _meter.CreateHistogram<double>("qbo.throttle.wait", "s", "Waiting for a place within QuickBooks' limits.");
        _throttled = _meter.CreateCounter<long>("qbo.throttled", "{answer}", "Answers 429.");
        _refreshes = _meter.CreateCounter<long>("qbo.token.refreshes", "{refresh}", "Refreshes of an access token.");
    }

    public void Attempt(QboRequest request, QboReply reply, TimeSpan took)
    {
        _duration.Record(took.TotalSeconds, new("qbo.what", request.What), new("http.status", reply.Status));
        if (reply.IsThrottled)
        {
            _throttled.Add(1);
        }

        var failed = reply.Status is 0 or >= 400 || reply.Errors.Count > 0;
        var level = failed || request.IsWrite ? LogLevel.Information : LogLevel.Debug;
        var ended = reply.Silence == QboSilence.None ? string.Join(',', reply.Errors.Select(e => e.Code)) : reply.Silence.ToString();
        Called(level, request.Method.ToString().ToUpperInvariant(), request.Address.AbsolutePath, reply.Status, ended, took.TotalMilliseconds, reply.IntuitTid ?? "");
    }

    public void Waited(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    public void Refreshed(string realmId, string outcome)
    {
        _refreshes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        TokenRefreshed(realmId, outcome);
    }

    public void Dispose() => _meter.Dispose();

    [LoggerMessage("QuickBooks {Method} {Path} {Status} {Ended} in {Milliseconds:F0} ms, intuit_tid {IntuitTid}")]
    private partial void Called(LogLevel level, string method, string path, int status, string ended, double milliseconds, string intuitTid);

    [LoggerMessage(LogLevel.Information, "QuickBooks access token of company {RealmId}: {Outcome}")]
    private partial void TokenRefreshed(string realmId, string outcome);
}
