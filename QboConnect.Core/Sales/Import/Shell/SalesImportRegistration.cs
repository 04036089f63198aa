using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Sales.Import.Shell;

/// <summary>Registers the CSV import of sales.</summary>
public static class SalesImportRegistration
{
    /// <summary>Registers what previews and imports files. Needs the ledger.</summary>
    public static IServiceCollection AddSalesImport(this IServiceCollection services) => services.AddSingleton<ImportSalesFile>();
}
