namespace QboConnect.Simulator.Companies;

/// <summary>The simulator's clock: the host's time, which the control surface may set and move.</summary>
internal sealed class Clock(TimeProvider time) : TimeProvider
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), "Pacific", "Pacific");

    private long _offsetTicks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

    /// <summary>Intuit's servers stamp and date by US Pacific time.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(GetUtcNow(), Pacific);

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
