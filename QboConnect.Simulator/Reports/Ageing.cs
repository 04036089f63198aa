using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Reports;

/// <summary>Aged receivables and payables (facts, 9.5), in home currency. What is open of a document on a day is what it posted to the control
/// account less what was settled of it, plus what it settled of others: summed over all documents that is the control account.</summary>
internal static class Ageing
{
    private static readonly string[] Buckets = ["Current", "1 - 30", "31 - 60", "61 - 90", "91 and over", "Total"];

    public static JsonObject Run(Report report, bool receivable)
    {
        var day = report.Date("report_date") ?? report.Date("end_date") ?? report.Today;
        var byName = new Dictionary<long, long[]>();
        foreach (var (txn, party, open) in Open(report.Company, receivable, day))
        {
            var buckets = byName.TryGetValue(party, out var known) ? known : byName[party] = new long[Buckets.Length];
            buckets[Bucket(day.DayNumber - Due(report.Company, txn).DayNumber)] += open;
            buckets[^1] += open;
        }
        var totals = new long[Buckets.Length];
        foreach (var (party, buckets) in byName.Select(b => (Party: LedgerLines.Party(report.Company, b.Key), b.Value)).OrderBy(b => b.Party?.Name, StringComparer.OrdinalIgnoreCase))
        {
            report.Add(Report.Cells(buckets.Select(b => Report.Cell(b == 0 ? "" : Report.Money(b))).Prepend(party is null ? Report.Cell("Not Specified") : Report.Cell(party.Name, party.Id))));
            for (var i = 0; i < totals.Length; i++)
            {
                totals[i] += buckets[i];
            }
        }
        report.Add(Report.Total("GrandTotal", totals.Select(t => Report.Cell(Report.Money(t))).Prepend(Report.Cell("TOTAL"))));
        return report.Build([("", receivable ? "Customer" : "Vendor", null), .. Buckets.Select(b => (b, "Money", (string?)null))], ("report_date", Journal.Text(day)));
    }

    /// <summary>What is open of each transaction: home cents, positive for what is owed to the company (or, for payables, by it).</summary>
    public static IEnumerable<(long Txn, long Party, long Open)> Open(Company company, bool receivable, DateOnly day)
    {
        var sign = receivable ? 1 : -1;
        var open = new Dictionary<(long Txn, long Party), long>();
        var parties = new Dictionary<long, long>();
        var accounts = company.List(Catalogue.Account).Values.Where(a => a.Body.Text("AccountType") == (receivable ? "Accounts Receivable" : "Accounts Payable")).Select(a => a.Id).ToHashSet();
        foreach (var (txn, account, party, home) in company.Database.Read(c => c.Rows("SELECT txn, account, party, home FROM posting WHERE txn BETWEEN ?1 AND ?2 AND date <= ?3 AND party IS NOT NULL",
            r => (r.GetInt64(0), Key.Id(r.GetInt64(1)), r.GetInt64(2), r.GetInt64(3)), company.FirstKey, company.LastKey, Journal.Text(day))))
        {
            if (accounts.Contains(account))
            {
                open[(txn, party)] = open.GetValueOrDefault((txn, party)) + home;
                parties[txn] = party;
            }
        }
        foreach (var (source, target, home) in company.Database.Read(c => c.Rows("SELECT source, target, home FROM link WHERE source BETWEEN ?1 AND ?2 AND date <= ?3",
            r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), company.FirstKey, company.LastKey, Journal.Text(day))))
        {
            // A payment of nothing that only moves a credit to an invoice has no posting, and so no party of its own here.
            if (Key.KindOf(source) != (receivable ? Catalogue.Payment : Catalogue.BillPayment).Number || (!parties.ContainsKey(source) && !parties.ContainsKey(target)))
            {
                continue;
            }
            var party = parties.TryGetValue(source, out var known) ? known : parties[target];
            open[(source, party)] = open.GetValueOrDefault((source, party)) + home;
            open[(target, party)] = open.GetValueOrDefault((target, party)) - home;
        }
        return open.Where(o => o.Value != 0).Select(o => (o.Key.Txn, o.Key.Party, sign * o.Value));
    }

    private static DateOnly Due(Company company, long txn)
    {
        var body = company.Find(Catalogue.ByNumber(Key.KindOf(txn)), Key.Id(txn))!.Body;
        var byTransaction = company.Prefers("ReportPrefs", "CalcAgingReportFromTxnDate");
        return Journal.Date((byTransaction ? null : body.Text("DueDate")) ?? body.Text("TxnDate")!);
    }

    private static int Bucket(int daysOverdue) => daysOverdue switch
    {
        <= 0 => 0,
        <= 30 => 1,
        <= 60 => 2,
        <= 90 => 3,
        _ => 4,
    };
}
