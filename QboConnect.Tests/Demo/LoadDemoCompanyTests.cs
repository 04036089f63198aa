using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Amounts;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Stock;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Demo;

public sealed class LoadDemoCompanyTests(Databases databases)
{
    // 03:00 UTC is still the evening of the day before in New York.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 3, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task It_loads_posted_and_in_balance_with_stock_and_receivables_as_its_documents_say(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        var told = new Told();

        (await Loader(database).RunAsync(told, Cancellation)).Should().BeNull();

        await using var db = database.CreateDbContext();
        (await db.Sales.CountAsync(Cancellation), await db.Purchases.CountAsync(Cancellation)).Should().Be((3_000, 200));
        (await db.Sales.MaxAsync(sale => sale.OrderDate, Cancellation)).Should().Be(new DateOnly(2026, 6, 30));
        told.Last.Should().Be(new DemoProgress("Done", 3_200, 3_200));

        var balances = await db.LedgerLines.GroupBy(line => line.AccountId)
            .Select(group => new { Account = group.Key, Minor = group.Sum(line => line.BaseMinor) })
            .ToDictionaryAsync(row => row.Account, row => row.Minor, Cancellation);
        balances.Values.Sum().Should().Be(0);

        var roles = await db.AccountRoles.ToDictionaryAsync(row => row.Role, row => row.AccountId, Cancellation);
        var layers = await db.StockLayers.ToListAsync(Cancellation);
        balances[roles[AccountRole.Inventory]].Should().BePositive()
            .And.Be(layers.Sum(layer => Fifo.Value(layer.Remaining, layer.UnitCost, Currency.Usd).Minor));
        await ReceivablesAreWhatDocumentsSayAsync(db, roles[AccountRole.AccountsReceivable]);
    }

    [Fact]
    public async Task It_is_not_loaded_on_top_of_data()
    {
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        await Loader(database).RunAsync(cancellation: Cancellation);

        var refusal = await Loader(database).RunAsync(cancellation: Cancellation);

        refusal!.Cause.Should().Be("There is data in this company already.");
        await using var db = database.CreateDbContext();
        (await db.Sales.CountAsync(Cancellation)).Should().Be(3_000);
    }

    [Fact]
    public async Task Broken_off_it_leaves_nothing_behind()
    {
        await using var database = await databases.NewAsync(DatabaseProvider.Sqlite);
        var breaksOff = new Told { At = progress => progress is { Step: "Sales", Done: > 1_000 } ? throw new InvalidOperationException("The power failed.") : 0 };

        var load = () => Loader(database).RunAsync(breaksOff, Cancellation);

        await load.Should().ThrowAsync<InvalidOperationException>().WithMessage("The power failed.");
        await using var db = database.CreateDbContext();
        (await db.Accounts.CountAsync(Cancellation), await db.Sales.CountAsync(Cancellation), await db.LedgerTransactions.CountAsync(Cancellation)).Should().Be((0, 0, 0));
    }

    // For every sale: invoices less payments less credit notes plus refunds, in the sale's currency.
    private static async Task ReceivablesAreWhatDocumentsSayAsync(QboConnectDb db, long receivable)
    {
        var expected = new Dictionary<long, long>();
        void Add(long saleId, long minor) => expected[saleId] = expected.GetValueOrDefault(saleId) + minor;
        await db.Invoices.AsNoTracking().ForEachAsync(row => Add(row.SaleId, row.TotalMinor), Cancellation);
        await db.Payments.AsNoTracking().ForEachAsync(row => Add(row.SaleId, -row.AmountMinor), Cancellation);
        await db.CreditNotes.AsNoTracking().ForEachAsync(row => Add(row.SaleId, -row.TotalMinor), Cancellation);
        await db.Refunds.AsNoTracking().ForEachAsync(row => Add(row.SaleId, row.AmountMinor), Cancellation);

        var posted = await db.LedgerTransactions.Where(row => row.SaleId != null)
            .SelectMany(row => row.Lines, (row, line) => new { row.SaleId, line.AccountId, line.DocumentMinor, line.BaseMinor })
            .Where(row => row.AccountId == receivable)
            .GroupBy(row => row.SaleId!.Value)
            .Select(group => new { Sale = group.Key, Document = group.Sum(row => row.DocumentMinor), Base = group.Sum(row => row.BaseMinor) })
            .ToListAsync(Cancellation);
        posted.ToDictionary(row => row.Sale, row => row.Document).Should().Equal(expected);
        // Where nothing is open in the sale's currency, exchange differences have closed it in dollars too.
        posted.Where(row => expected[row.Sale] == 0 && row.Base != 0).Should().BeEmpty();
    }

    private LoadDemoCompany Loader(TestDatabase database)
    {
        var ids = new IdSource(_clock);
        var writer = new LedgerWriter(ids, _clock);
        return new LoadDemoCompany(database, new AuthoriseDocuments(writer, _clock), new ImportSales(writer), ids, _clock);
    }

    private sealed class Told : IProgress<DemoProgress>
    {
        public DemoProgress? Last { get; private set; }

        public Func<DemoProgress, int> At { get; init; } = _ => 0;

        public void Report(DemoProgress value)
        {
            Last = value;
            At(value);
        }
    }
}
