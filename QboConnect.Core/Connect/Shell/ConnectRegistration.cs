using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Registers connecting to QuickBooks, the wizard and the migration.</summary>
public static class ConnectRegistration
{
    /// <summary>Adds them all, as singletons. They need the ledger (<c>AddLedger</c>), the client (<c>AddQuickBooks</c>) and a <see cref="BackupFolder"/>.</summary>
    public static IServiceCollection AddConnect(this IServiceCollection services) => services
        .AddSingleton<IQboTokenStore, ConnectionTokenStore>()
        .AddSingleton<ConnectCompany>()
        .AddSingleton<SyncTypesDesk>()
        .AddSingleton<LeaveCompany>()
        .AddSingleton<WizardDesk>()
        .AddSingleton<CreateInQuickBooks>()
        .AddSingleton<ReloadAccounts>()
        .AddSingleton<MigrationWatch>()
        .AddSingleton<BackUpDatabase>()
        .AddSingleton<IMigrationStep, MigrateTestData>()
        .AddSingleton<RehearsalRun>()
        .AddSingleton<IMigrationStep, MigrateReferenceBooks>()
        .AddSingleton<IMigrationStep, MigrateBaseline>()
        .AddSingleton<IMigrationStep, MigrateOpeningBalances>()
        .AddSingleton<IMigrationStep, MigrateStock>()
        .AddSingleton<IMigrationStep, MigrateItems>()
        .AddSingleton<IMigrationStep, MigrateFinish>()
        .AddSingleton(services => new MigrateCompany(
            services.GetRequiredService<IDbContextFactory<QboConnectDb>>(),
            services.GetRequiredService<QboClientFactory>(),
            services.GetServices<IMigrationStep>(),
            services.GetRequiredService<MigrationWatch>(),
            services.GetRequiredService<IdSource>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<MigrateCompany>>()));
}
