namespace QboConnect.Simulator.Companies;

/// <summary>The simulator's clock: the host's time, which the control surface may set and move.</summary>
internal sealed class Clock(TimeProvider time) : TimeProvider
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), "Pacific", "Pacific");

    private long _offsetTicks;

    /// <summary>Raised after the clock was set or moved: what waits for a moment looks again.</summary>
    public event EventHandler? Moved;

    /// <summary>How far this clock is ahead of the host's.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set
        {
            Interlocked.Exchange(ref _offsetTicks, value.Ticks);
            Moved?.Invoke(this, EventArgs.Empty);
        }
    }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Intuit's servers stamp and date by US Pacific time.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(GetUtcNow(), Pacific);

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
