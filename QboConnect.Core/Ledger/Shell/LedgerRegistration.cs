using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>Registers the ledger.</summary>
public static class LedgerRegistration
{
    /// <summary>Registers what posts, authorises, imports, undoes and voids documents.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<LedgerWriter>()
        .AddSingleton<AuthoriseDocuments>()
        .AddSingleton<ImportSales>()
        .AddSingleton<UndoDocuments>();
}
