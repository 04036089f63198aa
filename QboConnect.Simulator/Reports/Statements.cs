using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>Balance sheet and profit and loss (facts, 9.6).</summary>
internal static class Statements
{
    private static readonly (string, string, string?)[] Columns = [("", "Account", "account"), ("Total", "Money", "total")];

    public static JsonObject BalanceSheet(Report report)
    {
        var yearStart = report.FiscalYearStart(report.End);
        var balances = TrialBalance.Balances(report.Company, yearStart, report.End).ToList();
        var netIncome = -balances.Where(b => !AccountTypes.IsBalanceSheet(Type(b.Account))).Sum(b => b.Balance);
        var by = balances.Where(b => AccountTypes.IsBalanceSheet(Type(b.Account))).ToDictionary(b => b.Account, b => LedgerColumns.Natural(b.Account, b.Balance));
        var currentAssets = Group("Current Assets", "CurrentAssets",
            Accounts(report, by, "Bank Accounts", "BankAccounts", "Bank"), Accounts(report, by, "Accounts Receivable", "AR", "Accounts Receivable"),
            Accounts(report, by, "Other Current Assets", "OtherCurrentAssets", "Other Current Asset"));
        var assets = Group("ASSETS", "TotalAssets", currentAssets, Accounts(report, by, "Fixed Assets", "FixedAssets", "Fixed Asset"), Accounts(report, by, "Other Assets", "OtherAssets", "Other Asset"));
        var currentLiabilities = Group("Current Liabilities", "CurrentLiabilities",
            Accounts(report, by, "Accounts Payable", "AP", "Accounts Payable"), Accounts(report, by, "Credit Cards", "CreditCards", "Credit Card"),
            Accounts(report, by, "Other Current Liabilities", "OtherCurrentLiabilities", "Other Current Liability"));
        var liabilities = Group("Liabilities", "Liabilities", currentLiabilities, Accounts(report, by, "Long-Term Liabilities", "LongTermLiabilities", "Long Term Liability"));
        var net = Report.Cells(Report.Cell("Net Income"), Report.Cell(Report.Money(netIncome)));
        net["type"] = "Data";
        net["group"] = "NetIncome";
        var equity = Accounts(report, by, "Equity", "Equity", "Equity", (net, netIncome));
        foreach (var group in new[] { assets, Group("LIABILITIES AND EQUITY", "TotalLiabilitiesAndEquity", liabilities, equity) })
        {
            if (group.Row is { } row)
            {
                report.Add(row);
            }
        }
        return report.Build(Columns);
    }

    public static JsonObject ProfitAndLoss(Report report)
    {
        var by = Movements(report).ToDictionary(b => b.Account, b => LedgerColumns.Natural(b.Account, b.Balance));
        var income = Accounts(report, by, "Income", "Income", "Income");
        var cogs = Accounts(report, by, "Cost of Goods Sold", "COGS", "Cost of Goods Sold");
        var expenses = Accounts(report, by, "Expenses", "Expenses", "Expense");
        var otherIncome = Accounts(report, by, "Other Income", "OtherIncome", "Other Income");
        var otherExpenses = Accounts(report, by, "Other Expenses", "OtherExpenses", "Other Expense");
        var gross = income.Total - cogs.Total;
        var operating = gross - expenses.Total;
        var other = otherIncome.Total - otherExpenses.Total;
        foreach (var row in new[]
        {
            income.Row, cogs.Row, Computed("Gross Profit", "GrossProfit", gross), expenses.Row, Computed("Net Operating Income", "NetOperatingIncome", operating),
            otherIncome.Row, otherExpenses.Row, Computed("Net Other Income", "NetOtherIncome", other), Computed("Net Income", "NetIncome", operating + other),
        })
        {
            if (row is not null)
            {
                report.Add(row);
            }
        }
        return report.Build(Columns);
    }

    private static IEnumerable<(Record Account, long Balance)> Movements(Report report) =>
        LedgerLines.Sums(report.Company, report.Start, report.End).Where(s => !AccountTypes.IsBalanceSheet(Type(s.Account)));

    private static string Type(Record account) => account.Body.Text("AccountType")!;

    private static (JsonObject? Row, long Total) Accounts(Report report, Dictionary<Record, long> by, string title, string group, string type, (JsonObject Row, long Amount)? extra = null)
    {
        var rows = new List<JsonNode>();
        long total = 0;
        foreach (var node in AccountTree.Of(report.Company, by.Keys.Where(a => Type(a) == type)))
        {
            var (row, amount) = Account(node, by);
            rows.Add(row);
            total += amount;
        }
        if (extra is { } more)
        {
            rows.Add(more.Row);
            total += more.Amount;
        }
        return rows.Count == 0 ? (null, 0) : (Section(title, group, rows, total), total);
    }

    private static (JsonObject Row, long Total) Account(AccountNode node, Dictionary<Record, long> by)
    {
        var own = by.GetValueOrDefault(node.Account);
        var name = node.Account.Body.Text("Name")!;
        var row = Report.Cells(Report.Cell(name, node.Account.Id), Report.Cell(Report.Money(own)));
        row["type"] = "Data";
        if (node.Children.Count == 0)
        {
            return (row, own);
        }
        var children = node.Children.Select(c => Account(c, by)).ToList();
        var total = own + children.Sum(c => c.Total);
        return (new JsonObject
        {
            ["Header"] = Report.Cells(Report.Cell(name, node.Account.Id), Report.Cell(own == 0 ? "" : Report.Money(own))),
            ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. children.Select(c => c.Row)]) },
            ["Summary"] = Report.Cells(Report.Cell($"Total {name}"), Report.Cell(Report.Money(total))),
            ["type"] = "Section",
        }, total);
    }

    private static (JsonObject? Row, long Total) Group(string title, string group, params IReadOnlyList<(JsonObject? Row, long Total)> parts)
    {
        var rows = parts.Where(p => p.Row is not null).Select(p => (JsonNode)p.Row!).ToList();
        var total = parts.Sum(p => p.Total);
        return rows.Count == 0 ? (null, 0) : (Section(title, group, rows, total), total);
    }

    private static JsonObject Section(string title, string group, List<JsonNode> rows, long total) => new()
    {
        ["Header"] = Report.Cells(Report.Cell(title), Report.Cell("")),
        ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. rows]) },
        ["Summary"] = Report.Cells(Report.Cell(title.All(c => !char.IsLower(c)) ? $"TOTAL {title}" : $"Total {title}"), Report.Cell(Report.Money(total))),
        ["type"] = "Section",
        ["group"] = group,
    };

    private static JsonObject Computed(string title, string group, long amount) => Report.Total(group, Report.Cell(title), Report.Cell(Report.Money(amount)));
}
