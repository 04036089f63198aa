namespace QboConnect.Tests.Simulator;

public sealed class DemoCompanyTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task Demo_company_has_books_that_balance_and_open_documents()
    {
        var demo = await simulator.CompanyAsync("Demo");

        (await demo.TrialBalanceAsync()).Values.Sum().Should().Be(0m);
        (await demo.QueryAsync("select * from Invoice where Balance > '0'")).Count.Should().BeGreaterThanOrEqualTo(8);
        (await demo.QueryAsync("select * from Bill")).Count.Should().Be(5);
    }

    [Fact]
    public async Task Payment_at_a_better_rate_than_its_invoice_books_the_gain()
    {
        var demo = await simulator.CompanyAsync("Demo");

        // 200 EUR of an invoice at 1.0900, paid at 1.1050: 3.00 USD gain (facts, 8.3).
        (await demo.TrialBalanceAsync())["Exchange Gain or Loss"].Should().Be(-3.00m);
    }
}
