using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sales.Import;
using QboConnect.Core.Sales.Import.Shell;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;
using QboConnect.Simulator.Hosting;
using QboConnect.Tests.QuickBooks;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using Books = QboConnect.Tests.Support.Books;

namespace QboConnect.Tests.Sales.Import;

/// <summary>31,465 real orders from a file to QuickBooks, and every figure worked out a second time from the file alone.</summary>
public sealed class AdventureWorksTests(Databases databases, ITestOutputHelper output)
{
    private const long RetainedEarnings = 3100;
    private static readonly DateOnly AsOf = new(2025, 7, 31);
    private readonly IdSource _ids = new(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Real_orders_are_imported_consolidated_and_synced_to_the_cent()
    {
        var figures = AdventureWorksOrders.Find();
        Assert.SkipUnless(figures is not null, AdventureWorksOrders.Absent);
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await using var simulator = SimulatorHost.Build(new SimulatorOptions { Throttled = false });
        await simulator.StartAsync(Cancellation);
        var url = new Uri(simulator.Urls.First());
        await using var rig = await QboRig.StartAsync(server: url);
        using var http = new HttpClient { BaseAddress = url };
        var company = await ConnectAsync(database, http, rig, figures);

        await ImportTwiceAsync(database, figures.Csv(), figures.Orders.Count);
        var run = await SyncAsync(database, rig);
        run.Should().BeEquivalentTo(new { State = SyncRunState.Completed, Failed = 0 }, run.Message);
        output.WriteLine($"{figures.Orders.Count} orders became {run.Created} documents in QuickBooks.");

        var expected = Expected.Of(figures);
        await JournalsAreTheOrdersAsync(database, expected);
        await TrialBalancesAgreeAsync(database, rig, company, expected);
    }

    private async Task ImportTwiceAsync(TestDatabase database, byte[] csv, int orders)
    {
        var choices = new SalesCsvChoices { CreateChannels = false };
        using var import = new ImportSalesFile(database, new ImportSales(new LedgerWriter(_ids, TimeProvider.System)), _ids);

        var report = await import.RunAsync(() => new MemoryStream(csv), choices, cancellation: Cancellation);
        report.Errors.Should().BeEmpty();
        (report.IsImported, report.NewOrders).Should().Be((true, orders));

        var again = await import.RunAsync(() => new MemoryStream(csv), choices with { LeaveOutErrors = true }, cancellation: Cancellation);
        (again.NewOrders, again.AlreadyThere, again.Conflicts.Count).Should().Be((0, orders, 0));
    }

    private async Task<SyncRun> SyncAsync(TestDatabase database, QboRig rig)
    {
        var plans = new PlanBuilder(database, rig.Factory, new RefreshConsolidation(_ids, TimeProvider.System));
        var sync = new RunSync(database, rig.Factory, plans, new SyncProgress(), _ids, TimeProvider.System);
        var outcome = await sync.RunAsync(SyncTrigger.Manual, "test", fingerprint: null, Cancellation);
        return outcome.Should().BeOfType<SyncOutcome.Ran>().Subject.Run;
    }

    private static async Task JournalsAreTheOrdersAsync(TestDatabase database, Expected expected)
    {
        await using var db = database.CreateDbContext();
        var lines = await db.ConsolidatedTransactions.SelectMany(
                journal => journal.Lines, (journal, line) => new { journal.Id, journal.Type, line.AccountId, Minor = line.DebitMinor - line.CreditMinor })
            .ToListAsync(Cancellation);
        lines.GroupBy(line => line.Id).Where(journal => journal.Sum(line => line.Minor) != 0).Should().BeEmpty();
        long Sum(JournalType type, long account) => lines.Where(line => line.Type == type && line.AccountId == account).Sum(line => line.Minor);

        Sum(JournalType.Inv, Books.Receivable).Should().Be(expected.InvoicedMinor);
        Sum(JournalType.Inv, Books.SalesTax).Should().Be(-expected.TaxMinor);
        (Sum(JournalType.Inv, Books.Sales) + Sum(JournalType.Inv, Books.Shipping)).Should().Be(expected.TaxMinor - expected.InvoicedMinor);
        Sum(JournalType.Pay, Books.Clearing).Should().Be(expected.PaidMinor);
        Sum(JournalType.Pay, Books.Receivable).Should().Be(-expected.PaidMinor);
        Sum(JournalType.Fx, Books.CurrencyGains).Should().Be(expected.InvoicedMinor - expected.PaidMinor);
    }

    private async Task TrialBalancesAgreeAsync(TestDatabase database, QboRig rig, SimulatedCompany company, Expected expected)
    {
        var quickBooks = await company.TrialBalanceAsync($"end_date={AsOf:yyyy-MM-dd}");
        decimal Balance(string account) => quickBooks.GetValueOrDefault(account);
        quickBooks.Values.Sum().Should().Be(0m);
        Balance("Accounts Receivable (A/R)").Should().Be(0m);
        Balance("Payment Clearing").Should().Be(expected.PaidMinor / 100m);
        Balance("Tax collected").Should().Be(-expected.TaxMinor / 100m);
        (Balance("Sales") + Balance("Shipping")).Should().Be(-expected.RevenueOfYearMinor / 100m);
        Balance("Realized Currency Gains").Should().Be(expected.LossOfYearMinor / 100m);
        Balance("Retained Earnings").Should().Be((expected.LossBeforeMinor - expected.RevenueBeforeMinor) / 100m);

        var result = await new Reconcile(database, rig.Factory, _ids, TimeProvider.System).RunAsync(AsOf, Cancellation);
        result.Problem.Should().BeNull();
        result.Comparison!.UnexplainedMinor.Should().Be(0);
        result.Comparison.UnexplainedAccounts.Should().Be(0);
    }

    private static async Task<SimulatedCompany> ConnectAsync(TestDatabase database, HttpClient http, QboRig rig, AdventureWorksOrders figures)
    {
        var created = await SimulatorFixture.ReadAsync(await http.PostAsJsonAsync(
            "/simulator/companies", new { template = "US", plan = "Plus", multiCurrency = true, inventoryTracking = false }, Cancellation));
        var realm = created["realmId"]!.GetValue<string>();
        var pair = await SimulatorFixture.ReadAsync(await http.PostAsync($"/simulator/companies/{realm}/tokens", null, Cancellation));
        rig.Store.Tokens[realm] = QboRig.LivingTokens(TimeProvider.System, Text(pair, "access_token"), Text(pair, "refresh_token"));
        var company = new SimulatedCompany(http, realm, Text(pair, "access_token"));

        await using var db = database.CreateDbContext();
        Books.AddTo(db);
        db.Accounts.Add(new Account { Id = RetainedEarnings, Code = "3100", Name = "Retained Earnings", Type = AccountType.Equity, Currency = "USD" });
        db.AccountRoles.Add(new AccountRoleAssignment { Role = AccountRole.RetainedEarnings, AccountId = RetainedEarnings });
        db.DailyRates.AddRange(figures.Rates.Select(row => new DailyRate { Currency = row.Key.Currency, Date = row.Key.Day, Rate = row.Value }));
        db.SalesChannels.AddRange(new[] { "Online", "Reseller" }.Select((name, index) => new SalesChannel
        {
            Id = 1 + index,
            Name = name,
            InvoiceSync = SyncType.Consolidated,
            CogsSync = SyncType.Consolidated,
        }));
        db.Contacts.Add(new Contact { Id = 9, Kind = ContactKind.Customer, Name = "Consolidated Sales", Currency = "USD" });
        db.ConsolidationSettings.Add(new ConsolidationSettings { IsEnabled = true, CustomerId = 9 });
        db.Connections.Add(new QuickBooksConnection
        {
            Id = 1,
            RealmId = realm,
            IsCurrent = true,
            Mode = IntegrationMode.BothWays,
            State = ConnectionState.Connected,
            HomeCurrency = "USD",
            Country = "US",
            IntegrationDate = new DateOnly(2022, 1, 1),
        });
        await MapAccountsAsync(db, company);
        await db.SaveChangesAsync(Cancellation);
        return company;
    }

    private static async Task MapAccountsAsync(QboConnectDb db, SimulatedCompany company)
    {
        var ids = new Dictionary<long, string>
        {
            [Books.Receivable] = await company.IdAsync("Account", "Accounts Receivable (A/R)"),
            [RetainedEarnings] = await company.IdAsync("Account", "Retained Earnings"),
        };
        foreach (var (account, name, type) in new[]
        {
            (Books.StripeUsd, "Stripe USD", "Bank"), (Books.StripeEur, "Stripe EUR", "Bank"), (Books.Clearing, "Payment Clearing", "Bank"),
            (Books.SalesTax, "Tax collected", "Other Current Liability"), (Books.Sales, "Sales", "Income"), (Books.Shipping, "Shipping", "Income"),
            (Books.CurrencyGains, "Realized Currency Gains", "Expense"),
        })
        {
            var json = new JsonObject { ["Name"] = name, ["AccountType"] = type, ["CurrencyRef"] = new JsonObject { ["value"] = name.EndsWith("EUR", StringComparison.Ordinal) ? "EUR" : "USD" } };
            ids[account] = Text(await company.SaveAsync("account", json.ToJsonString()), "Id");
        }

        foreach (var account in db.Accounts.Local)
        {
            account.QboId = ids.GetValueOrDefault(account.Id);
        }
    }

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();

    /// <summary>Sums over the orders in cents of USD, each order converted by itself (accounting-examples 0.4); the year is that of the trial balance.</summary>
    private sealed record Expected
    {
        public long InvoicedMinor { get; private set; }

        public long TaxMinor { get; private set; }

        public long PaidMinor { get; private set; }

        public long RevenueOfYearMinor { get; private set; }

        public long RevenueBeforeMinor { get; private set; }

        public long LossOfYearMinor { get; private set; }

        public long LossBeforeMinor { get; private set; }

        public static Expected Of(AdventureWorksOrders figures)
        {
            var sums = new Expected();
            foreach (var order in figures.Orders)
            {
                var rate = figures.Rate(order.Currency, order.Date);
                var invoiced = InDollars(AdventureWorksOrders.Order.Cents(order.Total), rate);
                var tax = InDollars(AdventureWorksOrders.Order.Cents(order.Tax), rate);
                var paid = InDollars(AdventureWorksOrders.Order.Cents(order.Total), figures.Rate(order.Currency, order.PaidOn));
                sums.InvoicedMinor += invoiced;
                sums.TaxMinor += tax;
                sums.PaidMinor += paid;
                sums.RevenueOfYearMinor += order.Date.Year == AsOf.Year ? invoiced - tax : 0;
                sums.RevenueBeforeMinor += order.Date.Year == AsOf.Year ? 0 : invoiced - tax;
                sums.LossOfYearMinor += order.PaidOn.Year == AsOf.Year ? invoiced - paid : 0;
                sums.LossBeforeMinor += order.PaidOn.Year == AsOf.Year ? 0 : invoiced - paid;
            }

            return sums;
        }

        private static long InDollars(long minor, decimal rate) => (long)Math.Round(minor * rate, MidpointRounding.AwayFromZero);
    }
}
