using QboConnect.App.Features.Connect;
using QboConnect.App.Features.Sync;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sales.Import.Shell;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.App.Hosting;

/// <summary>One line a feature: what its pages and jobs need.</summary>
internal static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddLedger()
        .AddDemo()
        .AddSalesImport()
        .AddConnect()
        .AddConnectPages()
        .AddConsolidation()
        .AddSync()
        .AddSyncPages()
        .AddReconciliation();
}
