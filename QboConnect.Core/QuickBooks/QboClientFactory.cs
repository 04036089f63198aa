using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace QboConnect.Core.QuickBooks;

/// <summary>Clients for companies. All clients of one company share its token, its limits and its circuit.</summary>
public sealed class QboClientFactory : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<QboChannel>> _channels = new(StringComparer.Ordinal);
    private readonly IOptions<QboOptions> _options;
    private readonly QboTransport _transport;
    private readonly QboAccessTokens _tokens;
    private readonly QboTelemetry _telemetry;
    private readonly TimeProvider _clock;

    internal QboClientFactory(IOptions<QboOptions> options, QboTransport transport, QboAccessTokens tokens, QboTelemetry telemetry, TimeProvider clock) =>
        (_options, _transport, _tokens, _telemetry, _clock) = (options, transport, tokens, telemetry, clock);

    /// <summary>A client for a company; cheap, so make one where it is needed.</summary>
    /// <param name="realmId">The company.</param>
    /// <param name="readOnly">True where the connection is "From QuickBooks only".</param>
    public QboClient For(string realmId, bool readOnly)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(realmId);
        var options = _options.Value;
        var channel = _channels.GetOrAdd(realmId, realm => new Lazy<QboChannel>(() => new QboChannel(realm, options.Limits, _transport, _tokens, _telemetry, _clock)));
        return new QboClient(realmId, readOnly, options.Addresses.Api, channel.Value, options.Limits, _clock);
    }

    /// <summary>Ends the queues of all companies.</summary>
    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(c => c.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }
}
