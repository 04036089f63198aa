using QboConnect.App.Features.Connect;
using QboConnect.App.Features.Consolidation;
using QboConnect.App.Features.Preflight;
using QboConnect.App.Features.Sales;
using QboConnect.App.Features.Sales.Import;
using QboConnect.App.Features.Sync;
using QboConnect.App.Jobs;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Dashboard.Shell;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Finance.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Notifications.Shell;
using QboConnect.Core.Preflight.Shell;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sales.Import.Shell;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.App.Hosting;

/// <summary>One line a feature: what its pages and jobs need.</summary>
internal static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddFinance()
        .AddLedger()
        .AddConsolidation()
        .AddSync()
        .AddSyncPages()
        .AddDashboard()
        .AddDemo()
        .AddSalesImport()
        .AddConnect()
        .AddPreflight()
        .AddConnectPages()
        .AddNotifications()
        .AddHostedService<MailDelivery>()
        .AddReconciliation();

    /// <summary>Endpoints beside the pages: sign-in at QuickBooks, downloads.</summary>
    public static void MapFeatures(this WebApplication app)
    {
        app.MapConnect();
        app.MapSalesImport();
        app.MapSalesExport();
        app.MapConsolidatedExport();
        app.MapPreflight();
    }
}
