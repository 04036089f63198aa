using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Registers the sync engine.</summary>
public static class SyncRegistration
{
    /// <summary>Registers planning, applying and the options; the database, the QuickBooks client and consolidation stand beside it.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services) =>
        services.AddSingleton<SyncProgress>().AddSingleton<PlanBuilder>().AddSingleton<RunSync>()
            .AddSingleton<InterruptedRuns>().AddSingleton<PreviewBody>().AddSingleton<SyncOptionsStore>().AddSingleton<ExportHistory>();
}
