using System.Collections.Concurrent;
using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Throttling;

/// <summary>QuickBooks' request limits (facts, section 5). A refused call does not count; a batch counts as a batch and as a
/// request.</summary>
internal sealed class Throttle(Clock clock)
{
    public const int RequestsPerMinute = 500;
    public const int RequestsPerSecond = 10;
    public const int BatchesPerMinuteOfApp = 40;
    public const int BatchesPerMinute = 120;

    private readonly ConcurrentDictionary<string, Realm> _realms = new(StringComparer.Ordinal);
    private volatile ThrottleSettings _settings = new();

    public ThrottleSettings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            _realms.Clear();
        }
    }

    /// <summary>Counts a call; when it is over a limit, answers which, and counts nothing.</summary>
    public string? Refuses(string realm, string app, bool isBatch)
    {
        var settings = _settings;
        if (!settings.Enabled)
        {
            return null;
        }
        var second = (long)(TimeSpan.TicksPerSecond * settings.Scale);
        return _realms.GetOrAdd(realm, static _ => new Realm()).Refuses(app, isBatch, clock.GetUtcNow().UtcTicks, second, 60 * second);
    }

    private sealed class Realm
    {
        private readonly Lock _gate = new();
        private readonly SlidingWindow _requests = new(RequestsPerMinute);
        private readonly SlidingWindow _batches = new(BatchesPerMinute);
        private readonly Dictionary<string, (SlidingWindow Rate, SlidingWindow Batches)> _apps = new(StringComparer.Ordinal);

        public string? Refuses(string app, bool isBatch, long now, long second, long minute)
        {
            lock (_gate)
            {
                if (!_apps.TryGetValue(app, out var own))
                {
                    _apps[app] = own = (new SlidingWindow(RequestsPerSecond), new SlidingWindow(BatchesPerMinuteOfApp));
                }
                if (own.Rate.IsFull(now, second))
                {
                    return "10 requests per second of company and app";
                }
                if (_requests.IsFull(now, minute))
                {
                    return "500 requests per minute of company";
                }
                if (isBatch && own.Batches.IsFull(now, minute))
                {
                    return "40 batches per minute of company and app";
                }
                if (isBatch && _batches.IsFull(now, minute))
                {
                    return "120 batches per minute of company";
                }
                own.Rate.Take(now);
                _requests.Take(now);
                if (isBatch)
                {
                    own.Batches.Take(now);
                    _batches.Take(now);
                }
                return null;
            }
        }
    }
}

/// <summary>How the limits are applied.</summary>
/// <param name="Enabled">Whether calls are counted at all.</param>
/// <param name="Scale">Length of every window against the real one: 0.1 makes a minute six seconds.</param>
internal sealed record ThrottleSettings(bool Enabled = true, double Scale = 1);
