using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>Inventory valuation summary (facts, 9.1 names it): quantity and FIFO value of each inventory item on a day. The values add up to what stock has
/// posted to its asset accounts.</summary>
internal static class InventoryValuation
{
    public static JsonObject Run(Report report)
    {
        var day = report.Date("report_date") ?? report.Date("end_date") ?? report.Today;
        var stock = report.Company.Stock;
        long total = 0;
        foreach (var item in report.Company.List(Catalogue.Item).Values.Where(i => i.Body.Text("Type") == "Inventory").OrderBy(i => i.Name, StringComparer.OrdinalIgnoreCase))
        {
            var layers = stock.Empty(item.Id);
            foreach (var movement in stock.Movements(item.Id).Where(m => m.Date <= day))
            {
                layers.Take(movement, (_, _) => { });
            }
            if (layers.Quantity == 0 && layers.Value == 0)
            {
                continue;
            }
            total += layers.Value;
            var average = layers.Quantity == 0 ? 0m : Math.Round(layers.Value / 100m / layers.Quantity, 2, MidpointRounding.AwayFromZero);
            report.Add(Report.Cells(
                Report.Cell(item.Name, item.Id), Report.Cell(item.Body.Text("Sku") ?? ""), Report.Cell(layers.Quantity.ToString("0.00###", CultureInfo.InvariantCulture)),
                Report.Cell(Report.Money(layers.Value)), Report.Cell(average.ToString("0.00", CultureInfo.InvariantCulture))));
        }
        report.Add(Report.Total("GrandTotal", Report.Cell("TOTAL"), Report.Cell(""), Report.Cell(""), Report.Cell(Report.Money(total)), Report.Cell("")));
        return report.Build([("", "ProductsAndService", null), ("SKU", "String", null), ("Qty", "Quantity", null), ("Asset Value", "Money", null), ("Avg Cost", "Money", null)], ("report_date", Journal.Text(day)));
    }
}
