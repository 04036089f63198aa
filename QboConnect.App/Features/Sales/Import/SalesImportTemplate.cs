using System.Text;
using QboConnect.Core.Sales.Import;

namespace QboConnect.App.Features.Sales.Import;

/// <summary>The template as a download.</summary>
internal static class SalesImportTemplate
{
    public static void MapSalesImport(this IEndpointRouteBuilder app) =>
        // With a byte order mark, or Excel takes the file for another encoding.
        app.MapGet(AppRoutes.SalesImportTemplate, () => Results.File(Encoding.UTF8.GetBytes("\uFEFF" + SalesCsvText.Template()), "text/csv", "sales-template.csv"));
}
