using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.Reports;

/// <summary>Trial balance (facts, 9.2): balance sheet accounts at the end date, income and expense from the start of the fiscal year,
/// everything earlier in Retained Earnings.</summary>
internal static class TrialBalance
{
    public static JsonObject Run(Report report)
    {
        long debits = 0, credits = 0;
        foreach (var (account, balance) in Balances(report.Company, report.FiscalYearStart(report.End), report.End))
        {
            debits += Math.Max(balance, 0);
            credits += Math.Max(-balance, 0);
            report.Add(Report.Cells(Report.Cell(account.Name, account.Id), Report.Cell(balance > 0 ? Report.Money(balance) : ""), Report.Cell(balance < 0 ? Report.Money(-balance) : "")));
        }
        report.Add(Report.Total("GrandTotal", Report.Cell("TOTAL"), Report.Cell(Report.Money(debits)), Report.Cell(Report.Money(credits))));
        return report.Build([("", "Account", null), ("Debit", "Money", null), ("Credit", "Money", null)]);
    }

    /// <summary>Accounts with a balance, in chart-of-accounts order; home currency cents, debit positive. They add up to 0.</summary>
    public static IEnumerable<(Record Account, long Balance)> Balances(Companies.Company company, DateOnly yearStart, DateOnly end)
    {
        var sums = company.Database.Read(c => c.Rows(
            "SELECT account, sum(CASE WHEN date < ?3 THEN home ELSE 0 END), sum(home) FROM posting WHERE txn BETWEEN ?1 AND ?2 AND date <= ?4 GROUP BY account",
            r => (Id: Key.Id(r.GetInt64(0)), Before: r.GetInt64(1), Total: r.GetInt64(2)),
            company.FirstKey, company.LastKey, Journal.Text(yearStart), Journal.Text(end)));
        var balances = new Dictionary<long, long>();
        long retained = 0;
        foreach (var (id, before, total) in sums)
        {
            var isBalanceSheet = AccountTypes.IsBalanceSheet(company.List(Catalogue.Account)[id].Body["AccountType"]!.GetValue<string>());
            retained += isBalanceSheet ? 0 : before;
            balances[id] = isBalanceSheet ? total : total - before;
        }
        if (retained != 0)
        {
            var account = company.List(Catalogue.Account).Values.First(a => a.Body["AccountSubType"]!.GetValue<string>() == "RetainedEarnings");
            balances[account.Id] = balances.GetValueOrDefault(account.Id) + retained;
        }
        return balances.Where(b => b.Value != 0).Select(b => (Account: company.List(Catalogue.Account)[b.Key], Balance: b.Value))
            .OrderBy(b => AccountTypes.Order(b.Account.Body["AccountType"]!.GetValue<string>())).ThenBy(b => b.Account.Name, StringComparer.OrdinalIgnoreCase);
    }
}
