using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using Quartz;

namespace QboConnect.App.Jobs;

/// <summary>Keeps Quartz's trigger as the autosync settings say. The settings are the truth; the trigger is made from them.</summary>
internal sealed class AutosyncSchedule(IDbContextFactory<QboConnectDb> databases, ISchedulerFactory schedulers, TimeProvider clock)
{
    public static readonly TriggerKey Key = new("autosync", "sync");

    /// <summary>Stores new settings and sets the trigger by them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frequency is not one of <see cref="AutosyncTimes.Frequencies"/>.</exception>
    public async Task SaveAsync(AutosyncSettings settings, CancellationToken cancellation)
    {
        if (!AutosyncTimes.Frequencies.Contains(settings.FrequencyMinutes))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.FrequencyMinutes, "Not a frequency that can be chosen.");
        }

        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            var stored = await db.AutosyncSettings.SingleOrDefaultAsync(cancellation);
            if (stored is null)
            {
                db.AutosyncSettings.Add(stored = new AutosyncSettings());
            }

            (stored.IsEnabled, stored.StartDate, stored.StartTime, stored.FrequencyMinutes) = (settings.IsEnabled, settings.StartDate, settings.StartTime, settings.FrequencyMinutes);
            await db.SaveChangesAsync(cancellation);
        }

        await RescheduleAsync(cancellation);
    }

    /// <summary>Makes the trigger anew from the stored settings, where it differs from them.</summary>
    public async Task RescheduleAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var settings = await db.AutosyncSettings.SingleOrDefaultAsync(cancellation);
        var zone = await db.Organisations.Select(row => row.TimeZone).SingleOrDefaultAsync(cancellation);
        var scheduler = await schedulers.GetScheduler(cancellation);
        if (settings is not { IsEnabled: true } || zone is null)
        {
            await scheduler.UnscheduleJob(Key, cancellation);
            return;
        }

        var wanted = TriggerFor(settings, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var present = await scheduler.GetTrigger(Key, cancellation);
        if (present is null)
        {
            await scheduler.ScheduleJob(wanted, new ScheduleJobOptions(), cancellation);
        }
        else if (present.Description != wanted.Description)
        {
            await scheduler.RescheduleJob(Key, wanted, cancellation);
        }
    }

    /// <summary>When autosync runs next, UTC; null where it is off.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        return (await scheduler.GetTrigger(Key, cancellation))?.NextFireTimeUtc;
    }

    // By the calendar, so that a sync at 02:30 stays at 02:30 when the clocks change. What was missed while the app was down is done once, at the start.
    private ITrigger TriggerFor(AutosyncSettings settings, TimeZoneInfo zone)
    {
        var (interval, unit) = settings.FrequencyMinutes % 1440 == 0
            ? (settings.FrequencyMinutes / 1440, IntervalUnit.Day)
            : (settings.FrequencyMinutes, IntervalUnit.Minute);
        return TriggerBuilder.Create()
            .WithIdentity(Key)
            .ForJob(AutosyncJob.Key)
            .WithDescription(FormattableString.Invariant($"{settings.StartDate:O} {settings.StartTime:O} {settings.FrequencyMinutes} {zone.Id}"))
            .StartAt(AutosyncTimes.NextRun(settings, zone, clock.GetUtcNow()))
            .WithCalendarIntervalSchedule(schedule => schedule
                .WithInterval(interval, unit)
                .InTimeZone(zone)
                .PreserveHourOfDayAcrossDaylightSavings(true)
                .WithMisfireInstruction(CalendarIntervalTriggerMisfireInstruction.FireAndProceed))
            .Build();
    }
}
