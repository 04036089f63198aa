using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales.Import;
using QboConnect.Core.Sales.Import.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Sales.Import;

/// <summary>A company with the test books, the product MUG at 9.00, the customer Anchor Cafe (USD), the channel Web and EUR at 1.10 from 2026-03-01.</summary>
public sealed class SalesCsvRig : IAsyncDisposable
{
    private const string Header = "OrderNumber,Channel,OrderDate,Customer,Currency,Rate,SubTotal,SKU,Quantity,UnitPrice,Discount,TaxRule,Tax,Shipping,ShippingTax,Total,PaymentDate,PaymentAccount,PaymentAmount,ShipmentDate,ShipmentCost";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero));

    private SalesCsvRig(TestDatabase database)
    {
        Database = database;
        var ids = new IdSource(_clock);
        Import = new ImportSalesFile(database, new ImportSales(new LedgerWriter(ids, _clock)), ids);
    }

    public TestDatabase Database { get; }

    public ImportSalesFile Import { get; }

    public static async Task<SalesCsvRig> StartAsync(Databases databases, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var rig = new SalesCsvRig(await databases.NewAsync(provider));
        await using var db = rig.Database.CreateDbContext();
        Books.AddTo(db);
        db.Add(new SalesChannel { Id = 1, Name = "Web" });
        db.Add(new Product { Id = 2, Sku = "MUG", Name = "Mug, blue", Type = ProductType.Stock, Price = 9m, Cost = 3m });
        db.Add(new Contact { Id = 3, Kind = ContactKind.Customer, Name = "Anchor Cafe", Currency = "USD" });
        db.Add(new DailyRate { Currency = "EUR", Date = new DateOnly(2026, 3, 1), Rate = 1.10m });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>A file of these rows under the header of all columns that tests use.</summary>
    public static Func<Stream> File(params string[] rows) => Text(string.Join("\r\n", rows.Prepend(Header)));

    public static Func<Stream> Text(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public Task<SalesFileReport> PreviewAsync(Func<Stream> file, SalesCsvChoices? choices = null) =>
        Import.PreviewAsync(file, choices ?? new SalesCsvChoices(), cancellation: TestContext.Current.CancellationToken);

    public Task<SalesFileReport> ImportAsync(Func<Stream> file, SalesCsvChoices? choices = null) =>
        Import.RunAsync(file, choices ?? new SalesCsvChoices(), cancellation: TestContext.Current.CancellationToken);

    /// <summary>Balances of the ledger by account code, base currency, debit positive, without those at zero.</summary>
    public async Task<Dictionary<long, long>> BalancesAsync()
    {
        await using var db = Database.CreateDbContext();
        return await db.LedgerLines.GroupBy(line => line.AccountId).Select(group => new { group.Key, Minor = group.Sum(line => line.BaseMinor) })
            .Where(row => row.Minor != 0).ToDictionaryAsync(row => row.Key, row => row.Minor, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Import.Dispose();
        await Database.DisposeAsync();
    }
}
