using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>Intuit's token and revocation endpoints (OAuth 2.0, RFC 6749 and 7009).</summary>
internal sealed class QboTokenEndpoint
{
    private readonly QboTransport _transport;
    private readonly IOptions<QboOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<QboReply> _once;
    private readonly ResiliencePipeline<QboReply> _again;

    public QboTokenEndpoint(QboTransport transport, IOptions<QboOptions> options, TimeProvider clock)
    {
        (_transport, _options, _clock) = (transport, options, clock);
        var limits = options.Value.Limits;
        _once = Builder().AddTimeout(limits.AttemptTimeout).Build();
        _again = Builder()
            .AddRetry(new RetryStrategyOptions<QboReply>
            {
                MaxRetryAttempts = limits.FailureRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = limits.FailureDelay,
                ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is TimeoutRejectedException || a.Outcome.Result is { IsFailure: true } or { IsThrottled: true }),
                DelayGenerator = a => ValueTask.FromResult(a.Outcome.Result?.RetryAfter),
            })
            .AddTimeout(limits.AttemptTimeout)
            .Build();
    }

    /// <summary>A code is good for one use, so its exchange is not repeated.</summary>
    public Task<QboOutcome<QboTokens>> ExchangeAsync(string code, Uri redirectUri, CancellationToken cancellation) =>
        TokensAsync(_once, [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri.OriginalString)], "exchange code", cancellation);

    /// <summary>Repeated after a failure: the old refresh token is the only one we have until an answer comes.</summary>
    public Task<QboOutcome<QboTokens>> RefreshAsync(string refreshToken, CancellationToken cancellation) =>
        TokensAsync(_again, [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], "refresh token", cancellation);

    /// <summary>Gives the connection back; a token that is dead already counts as given back.</summary>
    public async Task<QboOutcome<bool>> RevokeAsync(string refreshToken, CancellationToken cancellation)
    {
        var request = new QboRequest(Method.Post, _options.Value.Addresses.Revoke, "revoke token")
        {
            Body = JsonSerializer.Serialize(new { token = refreshToken }),
        };
        var reply = await SendAsync(_again, request, cancellation);
        return reply switch
        {
            { Silence: QboSilence.None, Status: 200 or 400 } => new QboOutcome<bool>.Ok(true, reply.IntuitTid),
            _ => new QboOutcome<bool>.Refused(QboFaults.OfTokenEndpoint(reply)),
        };
    }

    private async Task<QboOutcome<QboTokens>> TokensAsync(
        ResiliencePipeline<QboReply> pipeline, KeyValuePair<string, string>[] form, string what, CancellationToken cancellation)
    {
        var request = new QboRequest(Method.Post, _options.Value.Addresses.Token, what)
        {
            Body = string.Join('&', form.Select(f => f.Key + "=" + Uri.EscapeDataString(f.Value))),
            BodyType = "application/x-www-form-urlencoded",
            // Without it Intuit does not tell when the five years of a refresh token are over.
            Headers = [new("x-include-refresh-token-hard-expires-in", "true")],
        };
        var reply = await SendAsync(pipeline, request, cancellation);
        return reply is { Status: 200, Body: { } body } && Read(body) is { } tokens
            ? new QboOutcome<QboTokens>.Ok(tokens, reply.IntuitTid)
            : new QboOutcome<QboTokens>.Refused(QboFaults.OfTokenEndpoint(reply));
    }

    private async Task<QboReply> SendAsync(ResiliencePipeline<QboReply> pipeline, QboRequest request, CancellationToken cancellation)
    {
        var options = _options.Value;
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(options.ClientId + ":" + options.ClientSecret));
        try
        {
            return await pipeline.ExecuteAsync(async c => await _transport.SendAsync(request, basic, c), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            return QboReply.Silent(QboSilence.TimedOut);
        }
    }

    private QboTokens? Read(JsonElement body)
    {
        var now = _clock.GetUtcNow();
        return body.Text("access_token") is { Length: > 0 } access && body.Text("refresh_token") is { Length: > 0 } refresh
            ? new QboTokens(
                access,
                now + (Seconds(body, "expires_in") ?? TimeSpan.FromHours(1)),
                refresh,
                now + (Seconds(body, "x_refresh_token_expires_in") ?? TimeSpan.FromDays(100)),
                now + Seconds(body, "x_refresh_token_hard_expires_in"))
            : null;
    }

    private static TimeSpan? Seconds(JsonElement body, string property) =>
        long.TryParse(body.Text(property), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private ResiliencePipelineBuilder<QboReply> Builder() => new() { TimeProvider = _clock };
}
