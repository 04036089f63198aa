using QboConnect.App.Jobs;

namespace QboConnect.App.Features.Sync;

/// <summary>Registers what the pages of sync and autosync need.</summary>
internal static class SyncPagesRegistration
{
    public static IServiceCollection AddSyncPages(this IServiceCollection services) => services
        .AddSingleton<AutosyncSchedule>()
        .AddSingleton<ManualSync>()
        .AddHostedService<AutosyncStart>();

    /// <summary>Sets the trigger by the settings at the start, for a database that came from elsewhere.</summary>
    private sealed class AutosyncStart(AutosyncSchedule schedule) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => schedule.RescheduleAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
