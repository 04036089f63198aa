using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace QboConnect.Core.QuickBooks;

/// <summary>State of one call through its attempts.</summary>
internal sealed class QboCall(QboRequest request)
{
    public QboRequest Request => request;

    /// <summary>The access token QuickBooks refused, so that exactly this one is replaced.</summary>
    public string? RejectedToken { get; set; }

    /// <summary>The answer to the latest attempt; null while it is under way.</summary>
    public QboReply? Latest { get; set; }

    /// <summary>True once an attempt of a write may have been done.</summary>
    public bool MaybeDone { get; set; }
}

/// <summary>
/// The retry rules, in one home. Every request may be repeated: reads change nothing, and every write carries a request id
/// under which QuickBooks repeats its first answer (Intuit, "requestid").
/// </summary>
internal static class QboResilience
{
    public static readonly ResiliencePropertyKey<QboCall> Call = new("qbo.call");

    public static ResiliencePipeline<QboReply> For(QboLimits limits, QboThrottle throttle, QboTelemetry telemetry, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<QboReply> { TimeProvider = clock };
        return builder
            .AddTimeout(limits.TotalTimeout)
            .AddRetry(WhenThrottled(limits, throttle))
            .AddRetry(WhenFailed(limits))
            .AddRetry(WhenTokenRefused())
            .AddCircuitBreaker(WhenQuickBooksIsDown(limits))
            .AddRateLimiter(new RateLimiterStrategyOptions
            {
                RateLimiter = async arguments =>
                {
                    var started = clock.GetTimestamp();
                    var call = CallOf(arguments.Context);
                    var place = await throttle.EnterAsync(call.Request.IsBatch, arguments.Context.CancellationToken);
                    telemetry.Waited(clock.GetElapsedTime(started));
                    return place;
                },
            })
            .AddTimeout(limits.AttemptTimeout)
            .Build();
    }

    public static QboCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);

    /// <summary>The throttle holds everybody back, so the retry itself does not wait.</summary>
    private static RetryStrategyOptions<QboReply> WhenThrottled(QboLimits limits, QboThrottle throttle) => new()
    {
        MaxRetryAttempts = limits.ThrottleRetries,
        ShouldHandle = a => ValueTask.FromResult(a.Outcome.Result is { IsThrottled: true }),
        Delay = TimeSpan.Zero,
        OnRetry = a =>
        {
            throttle.PauseFor(PauseAfter(a.Outcome.Result!, a.AttemptNumber, limits));
            return default;
        },
    };

    /// <summary>
    /// QBO names no time in most of its 429: from one second, for the limit by the second, doubling up to its minute.
    /// The jitter keeps two programs on one company from meeting again.
    /// </summary>
    private static TimeSpan PauseAfter(QboReply reply, int attempt, QboLimits limits)
    {
        var doubled = limits.Second * Math.Pow(2, attempt) * (1 + (Random.Shared.NextDouble() * 0.25));
        return reply.RetryAfter ?? (doubled < limits.Minute ? doubled : limits.Minute);
    }

    private static RetryStrategyOptions<QboReply> WhenFailed(QboLimits limits) => new()
    {
        MaxRetryAttempts = limits.FailureRetries,
        ShouldHandle = a => ValueTask.FromResult(IsDown(a.Outcome)),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = limits.FailureDelay,
        DelayGenerator = a => ValueTask.FromResult(a.Outcome.Result?.RetryAfter),
    };

    private static RetryStrategyOptions<QboReply> WhenTokenRefused() => new()
    {
        MaxRetryAttempts = 1,
        ShouldHandle = a => ValueTask.FromResult(a.Outcome.Result is { IsTokenRefused: true }),
        Delay = TimeSpan.Zero,
    };

    private static CircuitBreakerStrategyOptions<QboReply> WhenQuickBooksIsDown(QboLimits limits) => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(30),
        BreakDuration = limits.BreakDuration,
        ShouldHandle = a => ValueTask.FromResult(IsDown(a.Outcome)),
    };

    private static bool IsDown(Outcome<QboReply> outcome) =>
        outcome.Exception is TimeoutRejectedException || outcome.Result is { IsFailure: true };
}
