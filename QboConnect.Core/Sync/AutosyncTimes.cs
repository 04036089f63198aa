namespace QboConnect.Core.Sync;

/// <summary>When autosync runs (seed: Autosync and alerts: start date, start time, sync frequency).</summary>
public static class AutosyncTimes
{
    /// <summary>Frequencies to choose from, in minutes.</summary>
    public static IReadOnlyList<int> Frequencies { get; } = [15, 30, 60, 120, 240, 360, 720, 1440];

    /// <summary>
    /// The first moment a schedule fires, UTC. A start time that the clocks skip in spring is taken as the same time by the clock before the change,
    /// that is an hour later; one that comes twice in autumn as the first of the two.
    /// </summary>
    public static DateTimeOffset FirstRun(DateOnly startDate, TimeOnly startTime, TimeZoneInfo zone)
    {
        var local = startDate.ToDateTime(startTime, DateTimeKind.Unspecified);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>
    /// The first moment after <paramref name="now"/> in the rhythm of a schedule, UTC. A start in the past is not a missed sync. Whole days keep
    /// the local time of day; shorter frequencies count elapsed time.
    /// </summary>
    public static DateTimeOffset NextRun(AutosyncSettings settings, TimeZoneInfo zone, DateTimeOffset now)
    {
        var first = FirstRun(settings.StartDate, settings.StartTime, zone);
        if (first > now)
        {
            return first;
        }

        if (settings.FrequencyMinutes == 1440)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            var candidate = FirstRun(today, settings.StartTime, zone);
            return candidate > now ? candidate : FirstRun(today.AddDays(1), settings.StartTime, zone);
        }

        var frequency = TimeSpan.FromMinutes(settings.FrequencyMinutes);
        return first + (frequency * (((now - first).Ticks / frequency.Ticks) + 1));
    }

    /// <summary>A frequency in words: "every 15 minutes", "every hour", "once a day".</summary>
    public static string Words(int minutes) => minutes switch
    {
        1440 => "once a day",
        60 => "every hour",
        > 60 when minutes % 60 == 0 => FormattableString.Invariant($"every {minutes / 60} hours"),
        _ => FormattableString.Invariant($"every {minutes} minutes"),
    };
}
