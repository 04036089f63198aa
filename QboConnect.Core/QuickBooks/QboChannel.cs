using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace QboConnect.Core.QuickBooks;

/// <summary>One company's line to QuickBooks: its token, its share of the limits, its circuit. Shared by all clients of the company.</summary>
internal sealed class QboChannel : IDisposable
{
    private readonly string _realmId;
    private readonly QboTransport _transport;
    private readonly QboAccessTokens _tokens;
    private readonly QboThrottle _throttle;
    private readonly ResiliencePipeline<QboReply> _pipeline;

    public QboChannel(string realmId, QboLimits limits, QboTransport transport, QboAccessTokens tokens, QboTelemetry telemetry, TimeProvider clock)
    {
        (_realmId, _transport, _tokens) = (realmId, transport, tokens);
        _throttle = new QboThrottle(limits, clock);
        _pipeline = QboResilience.For(limits, _throttle, telemetry, clock);
    }

    public async Task<QboReply> SendAsync(QboRequest request, CancellationToken cancellation)
    {
        var call = new QboCall(request);
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(QboResilience.Call, call);
        try
        {
            var reply = await _pipeline.ExecuteAsync(static (c, channel) => channel.AttemptAsync(c), context, this);
            return reply with { MaybeDone = call.MaybeDone };
        }
        catch (TimeoutRejectedException)
        {
            // A pause that QuickBooks wants longer than we wait is a throttle, not a silence.
            var reply = call.Latest is { IsThrottled: true } throttled ? throttled : QboReply.Silent(QboSilence.TimedOut);
            return reply with { MaybeDone = call.MaybeDone };
        }
        catch (BrokenCircuitException)
        {
            return QboReply.Silent(QboSilence.CircuitOpen) with { MaybeDone = call.MaybeDone };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => _throttle.Dispose();

    private async ValueTask<QboReply> AttemptAsync(ResilienceContext context)
    {
        var call = QboResilience.CallOf(context);
        var tokens = await _tokens.GetAsync(_realmId, call.RejectedToken, context.CancellationToken);
        if (!tokens.IsOk(out var usable))
        {
            return tokens.Match(_ => throw new InvalidOperationException(), QboReply.Refused, _ => QboReply.Silent(QboSilence.ConnectionLost));
        }

        var doneBefore = call.MaybeDone;
        call.Latest = null;
        call.MaybeDone = call.Request.IsWrite;
        var reply = await _transport.SendAsync(call.Request, "Bearer " + usable.AccessToken, context.CancellationToken);
        call.Latest = reply;
        call.MaybeDone = call.Request.IsWrite && reply.Effect switch
        {
            QboEffect.Settled => false,
            QboEffect.Nothing => doneBefore,
            QboEffect.Unknown => true,
        };
        if (reply.IsTokenRefused)
        {
            call.RejectedToken = usable.AccessToken;
        }
        return reply;
    }
}
