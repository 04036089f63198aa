namespace QboConnect.Core.Connect.Shell;

/// <summary>Tells open pages of this process that the migration moved; what it says stands in the database.</summary>
public sealed class MigrationWatch
{
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];

    /// <summary>Calls back after each change until disposed.</summary>
    public IDisposable Subscribe(Action changed)
    {
        lock (_gate)
        {
            _listeners.Add(changed);
        }

        return new Subscription(this, changed);
    }

    /// <summary>Tells everyone.</summary>
    public void Changed()
    {
        Action[] listeners;
        lock (_gate)
        {
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }

    private sealed class Subscription(MigrationWatch watch, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (watch._gate)
            {
                watch._listeners.Remove(changed);
            }
        }
    }
}
