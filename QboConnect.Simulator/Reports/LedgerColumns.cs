using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>The columns of ledger reports (facts, 9.3 and 9.4).</summary>
internal static class LedgerColumns
{
    private static readonly Dictionary<string, (string Title, Func<Report, LedgerLine, JsonObject> Cell)> All = new(StringComparer.Ordinal)
    {
        ["tx_date"] = ("Date", (_, l) => Report.Cell(Journal.Text(l.Date))),
        ["txn_type"] = ("Transaction Type", (_, l) => Report.Cell(LedgerLines.TypeLabel(l), l.TxnId)),
        ["doc_num"] = ("Num", (_, l) => Report.Cell(l.Kind == Catalogue.Item ? "START" : l.Number ?? "")),
        ["name"] = ("Name", (_, l) => Name(l.Party)),
        ["cust_name"] = ("Customer", (_, l) => Name(l.Party?.Kind == Catalogue.Customer ? l.Party : null)),
        ["vend_name"] = ("Vendor", (_, l) => Name(l.Party?.Kind == Catalogue.Vendor ? l.Party : null)),
        ["emp_name"] = ("Employee", (_, l) => Name(l.Party?.Kind == Catalogue.Employee ? l.Party : null)),
        ["memo"] = ("Memo/Description", (_, l) => Report.Cell(l.Memo ?? "")),
        ["account_name"] = ("Account", (_, l) => Report.Cell(l.Account.Name, l.Account.Id)),
        ["account_num"] = ("Account #", (_, l) => Report.Cell(l.Account.Body.Text("AcctNum") ?? "")),
        ["klass_name"] = ("Class", (r, l) => Listed(r, Catalogue.Class, l.Class)),
        ["dept_name"] = ("Location", (r, l) => Listed(r, Catalogue.Department, l.Department)),
        ["split_acc"] = ("Split", (r, l) => l.OtherAccounts switch
        {
            0 => Report.Cell(""),
            1 => Report.Cell(r.Company.List(Catalogue.Account)[l.OtherAccount].Name, l.OtherAccount),
            _ => new JsonObject { ["value"] = "-Split-", ["id"] = "" },
        }),
        ["debt_amt"] = ("Debit", (_, l) => Report.Cell(l.Home >= 0 ? Report.Money(l.Home) : "")),
        ["credit_amt"] = ("Credit", (_, l) => Report.Cell(l.Home < 0 ? Report.Money(-l.Home) : "")),
        ["subt_nat_amount"] = ("Amount", (_, l) => Report.Cell(Report.Money(Natural(l.Account, l.Home)))),
        ["rbal_nat_amount"] = ("Balance", (_, _) => Report.Cell("")),
        ["is_adj"] = ("Adj", (_, _) => Report.Cell("No")),
        ["create_date"] = ("Create Date", (_, l) => Report.Cell(Journal.Text(l.Date))),
    };

    /// <summary>The columns asked for, or the defaults, in the report's own order.</summary>
    public static IReadOnlyList<string> Chosen(Report report, IReadOnlyList<string> defaults)
    {
        var asked = (report.Parameter("columns") ?? "").Split(',', StringSplitOptions.TrimEntries).Where(All.ContainsKey).ToList();
        return asked.Count > 0 ? asked : defaults;
    }

    public static IEnumerable<(string Title, string Type, string? Key)> Described(IEnumerable<string> columns) => columns.Select(c => (All[c].Title, c, (string?)c));

    public static JsonObject Cell(Report report, string column, LedgerLine line) => All[column].Cell(report, line);

    /// <summary>A home amount in the natural sign of its account: income, liabilities and equity grow by credits.</summary>
    public static long Natural(Record account, long home) => AccountTypes.IsDebitNatured(account.Body.Text("AccountType")!) ? home : -home;

    private static JsonObject Name(Record? party) => party is null ? Report.Cell("") : Report.Cell(party.Name, party.Id);

    private static JsonObject Listed(Report report, EntityKind kind, long? id) =>
        id is { } i && report.Company.List(kind).TryGetValue(i, out var record) ? Report.Cell(record.Name, i) : Report.Cell("");
}
