using System.Text.Json.Nodes;

namespace QboConnect.Simulator.Reports;

/// <summary>Journal (facts, 9.4): every transaction with its lines and its total.</summary>
internal static class JournalReport
{
    private static readonly string[] Defaults = ["tx_date", "txn_type", "doc_num", "name", "memo", "account_name", "debt_amt", "credit_amt"];

    public static JsonObject Run(Report report)
    {
        var columns = LedgerColumns.Chosen(report, Defaults);
        long total = 0;
        foreach (var transaction in LedgerLines.Read(report.Company, report.Start, report.End, $"p.date, {LedgerLines.TransactionId}, p.txn, p.line").GroupBy(l => l.Txn))
        {
            var isFirst = true;
            foreach (var line in transaction)
            {
                report.Add(Row(columns.Select(c => isFirst ? LedgerColumns.Cell(report, c, line) : Continued(report, c, line))));
                isFirst = false;
            }
            var debits = transaction.Where(l => l.Home > 0).Sum(l => l.Home);
            total += debits;
            report.Add(new JsonObject { ["Summary"] = Report.Cells(columns.Select(c => Report.Cell(c is "debt_amt" or "credit_amt" ? Report.Money(debits) : ""))), ["type"] = "Section" });
            report.Add(Row(columns.Select(_ => Report.Cell(""))));
        }
        report.Add(Report.Total("GrandTotal", columns.Select((c, i) => Report.Cell(i == 0 ? "TOTAL" : c is "debt_amt" or "credit_amt" ? Report.Money(total) : ""))));
        return report.Build(LedgerColumns.Described(columns));
    }

    /// <summary>Lines after the first show no date, type or number of their own.</summary>
    private static JsonObject Continued(Report report, string column, LedgerLine line) => column switch
    {
        "tx_date" => Report.Cell("0-00-00"),
        "txn_type" or "doc_num" => Report.Cell(""),
        _ => LedgerColumns.Cell(report, column, line),
    };

    private static JsonObject Row(IEnumerable<JsonObject> cells)
    {
        var row = Report.Cells(cells);
        row["type"] = "Data";
        return row;
    }
}
