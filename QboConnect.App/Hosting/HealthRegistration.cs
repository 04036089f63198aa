using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using QboConnect.Core.Persistence;
using Quartz;

namespace QboConnect.App.Hosting;

/// <summary><c>GET /health</c>: 503 when the database is down, else 200 with the state of each check. It tells nothing about the merchant.</summary>
internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<QuickBooksReachable>();
        services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", HealthStatus.Unhealthy, timeout: TimeSpan.FromSeconds(8))
            .AddCheck<SchedulerRuns>("scheduler", HealthStatus.Degraded)
            .AddCheck<QuickBooksReachable>("quickbooks", HealthStatus.Degraded)
            .AddCheck<LastSync>("lastSync", HealthStatus.Degraded);
        return services;
    }

    public static void MapHealth(this WebApplication app) =>
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(
            new
            {
                status = Word(report.Status),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = Word(entry.Value.Status), detail = entry.Value.Description }),
            },
            JsonSerializerOptions.Web));
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "unhealthy",
    };

    private sealed class DatabaseAnswers(IDbContextFactory<QboConnectDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            try
            {
                _ = await db.Organisations.AnyAsync(cancellationToken);
                return HealthCheckResult.Healthy("answers");
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "does not answer", problem);
            }
        }
    }

    private sealed class SchedulerRuns(ISchedulerFactory schedulers) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            return await scheduler.GetStatus(cancellationToken) == SchedulerStatus.Running
                ? HealthCheckResult.Healthy("running")
                : new HealthCheckResult(context.Registration.FailureStatus, "not running");
        }
    }

    private sealed class LastSync(IDbContextFactory<QboConnectDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            try
            {
                var run = await db.SyncRuns.OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync(cancellationToken);
                return run is null
                    ? HealthCheckResult.Healthy("never")
                    : HealthCheckResult.Healthy(FormattableString.Invariant($"{run.State} at {run.FinishedAt ?? run.StartedAt:u}"));
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "not known", problem);
            }
        }
    }
}
