using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using Books = QboConnect.Tests.Simulator.Books;

namespace QboConnect.Tests.Connect;

/// <summary>What Core holds of each product after the migration against QuickBooks' inventory valuation report before it.</summary>
public sealed class StockProofTests(Databases databases) : IClassFixture<Databases>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_product_has_the_quantity_and_the_value_QuickBooks_said()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, new CompanySetup("Quay Goods", "USD", "Etc/UTC", 1, "", 0m), Cancellation);
        var company = await rig.UseNewCompanyAsync(new { template = "US", plan = "Plus", inventoryTracking = true }, Cancellation);
        // Soap: 10 at 2.00, 7 more at 3.10, 12 sold: 5 at 3.10 are left, 15.50, while the next purchase would cost 3.10. Rope: 3 for 10.00 in all.
        var soap = await ItemAsync(company, "Soap", "SOAP", 10, 2.00m);
        await BuyAsync(company, soap, 7, 21.70m);
        await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{Books.ItemLine(soap, 12, 5m)}}]}""");
        var rope = await ItemAsync(company, "Rope", "ROPE", 1, 3.34m);
        await BuyAsync(company, rope, 2, 6.66m);

        var view = await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation, whatIsMissing: true);
        view.Stock!.Items.Select(item => (item.Item.Sku, item.Quantity, item.ValueMinor)).Should().BeEquivalentTo([("SOAP", 5m, 15_50L), ("ROPE", 3m, 10_00L)]);
        await rig.MigrateAsync(view, Cancellation);

        await using var db = await rig.Databases.CreateDbContextAsync(Cancellation);
        var layers = await db.StockLayers.Where(row => row.Source == MigrateStock.LayerSource).ToListAsync(Cancellation);
        var products = await db.Products.ToDictionaryAsync(row => row.Id, row => row.Sku, Cancellation);
        layers.Select(row => (products[row.ProductId], row.Remaining, Math.Round(row.Remaining * row.UnitCost, 2, MidpointRounding.AwayFromZero)))
            .Should().BeEquivalentTo([("SOAP", 5m, 15.50m), ("ROPE", 3m, 10.00m)]);
        var inventory = await db.AccountRoles.Where(row => row.Role == AccountRole.Inventory).Select(row => row.AccountId).SingleAsync(Cancellation);
        (await db.LedgerLines.Where(row => row.AccountId == inventory).SumAsync(row => row.BaseMinor, Cancellation)).Should().Be(25_50);
    }

    private static async Task<string> ItemAsync(SimulatedCompany company, string name, string sku, decimal quantity, decimal cost)
    {
        var item = await company.StockItemAsync(name, quantity, cost);
        await company.SaveAsync("item", $$"""{"Id":"{{item}}","SyncToken":"0","sparse":true,"Sku":"{{sku}}"}""");
        return item;
    }

    private static async Task BuyAsync(SimulatedCompany company, string item, decimal quantity, decimal amount) => await company.SaveAsync("bill", $$"""
        {"VendorRef":{"value":"{{await company.VendorAsync("Vendor of " + item)}}"},"Line":[{"Amount":{{Books.Text(amount)}},"DetailType":"ItemBasedExpenseLineDetail",
         "ItemBasedExpenseLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":{{Books.Text(quantity)}},"UnitPrice":{{Books.Text(amount / quantity)}} } }]}
        """);
}
