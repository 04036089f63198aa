using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Sales.Import.Shell;

namespace QboConnect.App.Hosting;

/// <summary>One line a feature: what its pages and jobs need.</summary>
internal static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddLedger()
        .AddDemo()
        .AddSalesImport()
        .AddConnect();
}
