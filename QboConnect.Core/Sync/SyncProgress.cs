namespace QboConnect.Core.Sync;

/// <summary>How far a sync has come.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Phase">What it is doing, in words.</param>
/// <param name="Done">Writes settled.</param>
/// <param name="Total">Writes planned.</param>
/// <param name="IsFinished">Whether it has ended.</param>
public sealed record SyncProgressReport(long RunId, string Phase, int Done, int Total, bool IsFinished);

/// <summary>Tells whoever looks how the running sync gets on. One for the process; what it says is also in the database.</summary>
public sealed class SyncProgress
{
    private readonly Lock _gate = new();
    private readonly List<Action<SyncProgressReport>> _listeners = [];

    /// <summary>The last report; null while nothing has run in this process.</summary>
    public SyncProgressReport? Latest { get; private set; }

    /// <summary>Listens until the subscription is disposed. Listeners must return at once.</summary>
    public IDisposable Subscribe(Action<SyncProgressReport> listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
        }

        return new Subscription(this, listener);
    }

    internal void Report(SyncProgressReport report)
    {
        Action<SyncProgressReport>[] listeners;
        lock (_gate)
        {
            Latest = report;
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener(report);
        }
    }

    private sealed class Subscription(SyncProgress progress, Action<SyncProgressReport> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (progress._gate)
            {
                progress._listeners.Remove(listener);
            }
        }
    }
}
