using Microsoft.Data.Sqlite;
using QboConnect.App.Jobs;
using QboConnect.Core.Persistence;
using Quartz;

namespace QboConnect.App.Hosting;

/// <summary>Registers Quartz with its own persisted store. Jobs are declared here, durable and without triggers: a declared trigger would overwrite the admin's at every start.</summary>
internal static class SchedulerRegistration
{
    public static IServiceCollection AddScheduler(this IServiceCollection services, AppSettings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "QboConnect";
                scheduler.InstanceId = $"{Environment.MachineName}-{settings.Node}";
            });
            quartz.UseDefaultThreadPool(maxConcurrency: 4);
            // A sync that a killed process left in the midst goes on at the next start.
            quartz.AddJob<AutosyncJob>(job => job.WithIdentity(AutosyncJob.Key).StoreDurably().RequestRecovery());
            quartz.AddJob<MigrationJob>(job => job.WithIdentity(MigrationJob.Key).StoreDurably());
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.UseExecutionHistory();
                if (settings.Provider == DatabaseProvider.Postgres)
                {
                    store.UsePostgres(settings.SchedulerConnectionString);
                    store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    UseWriteAheadLog(settings.SchedulerConnectionString);
                    store.UseSqlite(settings.SchedulerConnectionString);
                }
            });
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    // Kept in the file itself once set. Without it every fired trigger waits for the disk twice.
    private static void UseWriteAheadLog(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}
