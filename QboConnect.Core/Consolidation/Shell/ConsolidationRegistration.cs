using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>Registers consolidation.</summary>
public static class ConsolidationRegistration
{
    /// <summary>Registers what keeps the consolidated transactions in line with the ledger.</summary>
    public static IServiceCollection AddConsolidation(this IServiceCollection services) => services.AddSingleton<RefreshConsolidation>();
}
