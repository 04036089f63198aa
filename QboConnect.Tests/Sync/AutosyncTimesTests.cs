using QboConnect.Core.Sync;

namespace QboConnect.Tests.Sync;

public sealed class AutosyncTimesTests
{
    [Theory]
    [InlineData("2026-01-15", "02:30", "2026-01-15T01:30:00Z", "winter time is an hour ahead of UTC")]
    [InlineData("2026-07-15", "02:30", "2026-07-15T00:30:00Z", "summer time is two")]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:30:00Z", "02:30 is skipped that night: 03:30 summer time")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z", "02:30 comes twice that night: the first")]
    public void The_first_run_is_at_the_organisations_local_time(string date, string time, string expected, string because) =>
        AutosyncTimes.FirstRun(DateOnly.Parse(date, null), TimeOnly.Parse(time, null), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
            .Should().Be(DateTimeOffset.Parse(expected, null), because);

    [Theory]
    [InlineData(1440, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", "the night the clocks go forward")]
    [InlineData(1440, "2026-03-29T12:00:00Z", "2026-03-30T00:30:00Z", "back at 02:30 local time")]
    [InlineData(240, "2026-03-01T01:30:00Z", "2026-03-01T05:30:00Z", "the moment itself has passed")]
    [InlineData(240, "2026-03-01T05:29:59Z", "2026-03-01T05:30:00Z", "the rhythm of the first run is kept")]
    [InlineData(15, "2026-02-01T00:00:00Z", "2026-03-01T01:30:00Z", "not before the start")]
    public void The_next_run_keeps_the_rhythm_and_does_not_make_up_for_the_past(int minutes, string now, string expected, string because)
    {
        var settings = new AutosyncSettings { StartDate = new DateOnly(2026, 3, 1), StartTime = new TimeOnly(2, 30), FrequencyMinutes = minutes };

        AutosyncTimes.NextRun(settings, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), DateTimeOffset.Parse(now, null))
            .Should().Be(DateTimeOffset.Parse(expected, null), because);
    }

    [Theory]
    [InlineData(15, "every 15 minutes")]
    [InlineData(60, "every hour")]
    [InlineData(240, "every 4 hours")]
    [InlineData(1440, "once a day")]
    public void A_frequency_is_told_in_words(int minutes, string words) => AutosyncTimes.Words(minutes).Should().Be(words);
}
