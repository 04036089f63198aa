using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>General ledger (facts, 9.3): a section for each account, its beginning balance, its lines with a running balance, its total.</summary>
internal static class GeneralLedger
{
    private static readonly string[] Defaults = ["tx_date", "txn_type", "doc_num", "name", "memo", "split_acc", "subt_nat_amount", "rbal_nat_amount"];

    public static JsonObject Run(Report report)
    {
        var columns = LedgerColumns.Chosen(report, Defaults);
        var opening = TrialBalance.Balances(report.Company, report.FiscalYearStart(report.Start), report.Start.AddDays(-1))
            .ToDictionary(b => b.Account.Id, b => b.Balance);
        var lines = LedgerLines.Read(report.Company, report.Start, report.End, $"p.account, p.date, {LedgerLines.TransactionId}, p.txn, p.line").Where(l => Wanted(report, l)).ToLookup(l => l.Account.Id);
        var accounts = report.Company.List(Catalogue.Account).Values.Where(a => lines.Contains(a.Id) || opening.ContainsKey(a.Id)).Where(a => WantedAccount(report, a)).ToList();
        foreach (var node in AccountTree.Of(report.Company, accounts))
        {
            report.Add(Section(report, columns, node, lines, opening).Row);
        }
        return report.Build(LedgerColumns.Described(columns));
    }

    private static (JsonObject Row, long Total) Section(Report report, IReadOnlyList<string> columns, AccountNode node, ILookup<long, LedgerLine> lines, Dictionary<long, long> opening)
    {
        var account = node.Account;
        var own = new List<JsonNode>();
        var balance = LedgerColumns.Natural(account, opening.GetValueOrDefault(account.Id));
        if (balance != 0)
        {
            own.Add(Row(columns, c => c == columns[0] ? Report.Cell("Beginning Balance") : Report.Cell(c == "rbal_nat_amount" ? Report.Money(balance) : "")));
        }
        long total = 0;
        foreach (var line in lines[account.Id])
        {
            var amount = LedgerColumns.Natural(account, line.Home);
            (balance, total) = (balance + amount, total + amount);
            own.Add(Row(columns, c => c == "rbal_nat_amount" ? Report.Cell(Report.Money(balance)) : LedgerColumns.Cell(report, c, line)));
        }
        if (node.Children.Count == 0)
        {
            return (Report.Section(Report.Cell(account.Body.Text("Name")!, account.Id), own, Total(columns, $"Total for {account.Body.Text("Name")}", total)), total);
        }
        // An account with sub-accounts: its own rows first, then a section for each of them, then the sum of all.
        var children = node.Children.Select(child => Section(report, columns, child, lines, opening)).ToList();
        own.AddRange(children.Select(c => c.Row));
        var withChildren = total + children.Sum(c => c.Total);
        return (Report.Section(Report.Cell(account.Body.Text("Name")!), own, Total(columns, $"Total for {account.Body.Text("Name")} with sub-accounts", withChildren)), withChildren);
    }

    private static JsonObject Row(IReadOnlyList<string> columns, Func<string, JsonObject> cell)
    {
        var row = Report.Cells(columns.Select(cell));
        row["type"] = "Data";
        return row;
    }

    private static IEnumerable<JsonObject> Total(IReadOnlyList<string> columns, string title, long total) =>
        columns.Select((c, i) => Report.Cell(i == 0 ? title : c == "subt_nat_amount" ? Report.Money(total) : ""));

    private static bool WantedAccount(Report report, Record account) =>
        (report.Parameter("account") is not { } ids || ids.Split(',').Contains(Json.Digits(account.Id), StringComparer.Ordinal))
        && (report.Parameter("account_type") is not { } types || types.Split(',').Contains(account.Body.Text("AccountType")!.Replace(" ", "", StringComparison.Ordinal), StringComparer.Ordinal));

    private static bool Wanted(Report report, LedgerLine line) =>
        Matches(report, "customer", line.Party?.Kind == Catalogue.Customer ? line.Party.Id : null) && Matches(report, "vendor", line.Party?.Kind == Catalogue.Vendor ? line.Party.Id : null)
        && Matches(report, "class", line.Class) && Matches(report, "department", line.Department);

    private static bool Matches(Report report, string parameter, long? id) =>
        report.Parameter(parameter) is not { } wanted || (id is { } i && wanted.Split(',').Contains(Json.Digits(i), StringComparer.Ordinal));
}
