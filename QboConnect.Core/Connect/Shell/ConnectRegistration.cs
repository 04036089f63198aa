using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Registers connecting to QuickBooks, the wizard and the migration.</summary>
public static class ConnectRegistration
{
    /// <summary>Adds them all, as singletons.</summary>
    public static IServiceCollection AddConnect(this IServiceCollection services) => services
        .AddSingleton<IQboTokenStore, ConnectionTokenStore>()
        .AddSingleton<ConnectCompany>();
}
