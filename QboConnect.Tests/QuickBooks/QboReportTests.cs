using QboConnect.Core.QuickBooks;

namespace QboConnect.Tests.QuickBooks;

public sealed class QboReportTests
{
    private const string TrialBalance = """
        {"Header":{"Time":"2026-02-01T00:00:00-08:00","ReportName":"TrialBalance","ReportBasis":"Accrual","StartPeriod":"2025-07-01","EndPeriod":"2026-01-31","SummarizeColumnsBy":"Total","Currency":"USD","Option":[{"Name":"NoReportData","Value":"false"}]},
         "Columns":{"Column":[{"ColTitle":"","ColType":"Account"},{"ColTitle":"Debe","ColType":"Money"},{"ColTitle":"Haber","ColType":"Money"}]},
         "Rows":{"Row":[
           {"ColData":[{"value":"Checking","id":"35"},{"value":"1201.00"},{"value":""}]},
           {"ColData":[{"value":"Truck:Depreciation","id":"39"},{"value":""},{"value":"0.30"}]},
           {"ColData":[{"value":"Sales","id":"79"},{"value":""},{"value":"1,200.70"}]},
           {"group":"GrandTotal","type":"Section","Summary":{"ColData":[{"value":"TOTAL"},{"value":"1201.00"},{"value":"1201.00"}]}}]}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trial_balance_is_that_of_the_fiscal_year_so_far()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"CompanyInfo":{"Id":"1","SyncToken":"4","FiscalYearStartMonth":"July"}}""").Answers(200, TrialBalance);

        (await rig.Client.TrialBalanceAsync(new DateOnly(2026, 1, 31), Cancellation)).IsOk(out var balance).Should().BeTrue();

        balance!.Rows.Should().Equal(
            new QboTrialBalanceRow("35", "Checking", 1201.00m, 0m),
            new QboTrialBalanceRow("39", "Truck:Depreciation", 0m, 0.30m),
            new QboTrialBalanceRow("79", "Sales", 0m, 1200.70m));
        (balance.TotalDebit, balance.TotalCredit, balance.Currency).Should().Be((1201.00m, 1201.00m, "USD"));
        var query = rig.Stub.Calls[1].Query;
        (query["start_date"].ToString(), query["end_date"].ToString(), query["accounting_method"].ToString()).Should().Be(("2025-07-01", "2026-01-31", "Accrual"));
    }

    [Theory]
    [InlineData("2026-01-31", "January", "2026-01-01")]
    [InlineData("2026-01-31", "July", "2025-07-01")]
    [InlineData("2026-07-01", "July", "2026-07-01")]
    [InlineData("2026-01-31", null, "2026-01-01")]
    public void A_fiscal_year_begins_with_its_first_month(string asOf, string? month, string start) =>
        QboTrialBalance.FiscalYearStartOf(Day(asOf), month).Should().Be(Day(start));

    [Fact]
    public async Task A_report_keeps_its_sections_its_totals_and_its_ids()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """
            {"Header":{"ReportName":"GeneralLedger","Option":[{"Name":"NoReportData","Value":"false"}]},
             "Columns":{"Column":[{"ColTitle":"Date","ColType":"tx_date"},{"ColTitle":"Amount","ColType":"Money","MetaData":[{"Name":"ColKey","Value":"subt_nat_amount"}]}]},
             "Rows":{"Row":[{"Header":{"ColData":[{"value":"Truck","id":"37"},{"value":""}]},"Rows":{"Row":[
                 {"ColData":[{"value":"2026-01-05"},{"value":"13495.00"}],"type":"Data"},
                 {"Header":{"ColData":[{"value":"Depreciation"}]},"Rows":{"Row":[{"ColData":[{"value":"2026-01-06","id":"9"},{"value":"-1.00"}],"type":"Data"}]},"Summary":{"ColData":[{"value":"Total"},{"value":"-1.00"}]},"type":"Section"}]},
               "Summary":{"ColData":[{"value":"Total for Truck"},{"value":"13494.00"}]},"type":"Section"}]}}
            """);

        (await rig.Client.ReportAsync("GeneralLedger", new Dictionary<string, string> { ["account"] = "37" }, Cancellation)).IsOk(out var report).Should().BeTrue();

        report!.Columns.Select(c => c.Key).Should().Equal("tx_date", "subt_nat_amount");
        report.Rows.Single().Cells[0].Should().Be(new QboReportCell("Truck", "37"));
        report.Rows.Single().Summary[1].Value.Should().Be("13494.00");
        report.DataRows().Select(r => r.Cells[1].Value).Should().Equal("13495.00", "-1.00");
        rig.Stub.Calls.Single().Path.Should().EndWith("/reports/GeneralLedger");
    }

    [Fact]
    public async Task An_answer_that_is_no_report_is_a_refusal()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(200, """{"Header":{"ReportName":"TrialBalance"}}""");

        var outcome = await rig.Client.ReportAsync("TrialBalance", new Dictionary<string, string>(), Cancellation);

        outcome.Should().BeOfType<QboOutcome<QboReport>.Refused>().Which.Fault.Code.Should().Be("Unreadable");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
