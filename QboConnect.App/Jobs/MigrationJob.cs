using QboConnect.Core.Connect.Shell;
using Quartz;

namespace QboConnect.App.Jobs;

/// <summary>Rings for the migration, which goes on from its last checkpoint.</summary>
[DisallowConcurrentExecution]
internal sealed class MigrationJob(MigrateCompany migration) : IJob
{
    public static readonly JobKey Key = new("migration", "connect");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await migration.RunAsync(cancellationToken);
}

/// <summary>Starts the migration's job: when the wizard ends in it, when somebody resumes it, and at the program's start where a crash left it open.</summary>
internal sealed class MigrationStart(ISchedulerFactory schedulers, MigrateCompany migration) : IHostedService
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var scheduler = await schedulers.GetScheduler(cancellation);
        await scheduler.TriggerJob(MigrationJob.Key, cancellation);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await migration.IsOpenAsync(cancellationToken))
        {
            await RunAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
