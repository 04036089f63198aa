using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Reports;

/// <summary>The reports this simulator answers. Only accrual basis: a cash basis request is refused rather than approximated.</summary>
internal static class ReportCatalogue
{
    public static JsonObject Run(Company company, string name, IQueryCollection query, Clock clock)
    {
        if (query["accounting_method"].FirstOrDefault() is { } method && !method.Equals("Accrual", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault.Business("This simulator keeps accrual books only.", "accounting_method").Thrown();
        }
        var report = new Report(company, name, query, clock);
        return name switch
        {
            "TrialBalance" => TrialBalance.Run(report),
            "GeneralLedger" => GeneralLedger.Run(report),
            "JournalReport" => JournalReport.Run(report),
            "AgedReceivables" => Ageing.Run(report, receivable: true),
            "AgedPayables" => Ageing.Run(report, receivable: false),
            "InventoryValuationSummary" => InventoryValuation.Run(report),
            "BalanceSheet" => Statements.BalanceSheet(report),
            "ProfitAndLoss" => Statements.ProfitAndLoss(report),
            _ => throw Fault.Unsupported($"Report {name} is not supported.").Thrown(),
        };
    }
}
