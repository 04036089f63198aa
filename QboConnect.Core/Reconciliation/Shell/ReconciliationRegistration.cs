using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Reconciliation.Shell;

/// <summary>Registers reconciliation.</summary>
public static class ReconciliationRegistration
{
    /// <summary>Registers the comparison of the trial balances.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services) => services.AddSingleton<Reconcile>();
}
