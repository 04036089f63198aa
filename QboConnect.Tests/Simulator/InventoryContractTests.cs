namespace QboConnect.Tests.Simulator;

/// <summary>Stock: facts, sections 7.9, 7.13 and 8.3 (FIFO).</summary>
public sealed class InventoryContractTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task S9_1_The_inventory_valuation_says_quantity_and_value_of_each_item_unconfirmed_columns()
    {
        var company = await simulator.CompanyAsync("US", new { inventoryTracking = true });
        var soap = await company.StockItemAsync("Soap", 10, 2m);
        await company.SaveAsync("invoice", $$"""{"CustomerRef":{"value":"{{await company.CustomerAsync()}}"},"Line":[{{Books.ItemLine(soap, 4, 5m)}}]}""");

        var rows = (await company.GetAsync("reports/InventoryValuationSummary"))["Rows"]!["Row"]!.AsArray();

        rows[0]!["ColData"]!.AsArray().Select(cell => cell!["value"]!.GetValue<string>()).Should().Equal("Soap", "", "6.00", "12.00", "2.00");
        rows[0]!["ColData"]![0]!["id"]!.GetValue<string>().Should().Be(soap);
        rows[^1]!["Summary"]!["ColData"]![3]!["value"]!.GetValue<string>().Should().Be((await company.TrialBalanceAsync())["Inventory Asset"].ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task S8_3_Opening_stock_stands_against_opening_balance_equity()
    {
        var company = await simulator.CompanyAsync();

        var item = await company.StockItemAsync("Frame", 10m, 4.50m);

        (await company.ReadAsync("item", item)).Money("QtyOnHand").Should().Be(10m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Inventory Asset"] = 45m, ["Opening Balance Equity"] = -45m });
        (await company.GetAsync("reports/JournalReport?start_date=2026-01-01&end_date=2026-01-01")).ToJsonString().Should().Contain("Inventory Starting Value").And.Contain("START");
    }

    [Fact]
    public async Task S8_3_Sales_take_the_oldest_cost_first()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m);
        await BuyAsync(company, item, 10m, 5m, "2026-02-01");

        await SellAsync(company, item, 12m, "2026-03-01");

        // 10 at 4.00 and 2 at 5.00.
        (await company.TrialBalanceAsync())["Cost of Goods Sold"].Should().Be(50m);
        (await company.TrialBalanceAsync())["Inventory Asset"].Should().Be(40m);
        (await company.ReadAsync("item", item)).Money("QtyOnHand").Should().Be(8m);
    }

    [Fact]
    public async Task S8_3_A_back_dated_purchase_costs_later_sales_again()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 2m, 4m);
        await BuyAsync(company, item, 10m, 6m, "2026-02-10");
        await SellAsync(company, item, 4m, "2026-03-01");
        (await company.TrialBalanceAsync())["Cost of Goods Sold"].Should().Be(20m, "2 at 4.00, 2 at 6.00");

        await BuyAsync(company, item, 10m, 5m, "2026-02-01");

        (await company.TrialBalanceAsync())["Cost of Goods Sold"].Should().Be(18m, "2 at 4.00, 2 at 5.00");
    }

    [Fact]
    public async Task S8_3_Stock_sold_before_it_arrives_is_set_right_by_its_arrival_unconfirmed()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 0m, 4m);
        await SellAsync(company, item, 3m, "2026-03-01");
        (await company.TrialBalanceAsync())["Cost of Goods Sold"].Should().Be(12m, "the purchase cost stands in");

        await BuyAsync(company, item, 5m, 5m, "2026-03-10");

        var balances = await company.TrialBalanceAsync();
        balances["Cost of Goods Sold"].Should().Be(15m);
        balances["Inventory Asset"].Should().Be(10m, "2 of 5.00 are left");
    }

    [Fact]
    public async Task S8_3_Voiding_or_deleting_a_sale_brings_the_stock_back()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m);
        var (first, second) = (await SellAsync(company, item, 3m, "2026-03-01"), await SellAsync(company, item, 3m, "2026-03-02"));

        await company.SaveAsync("invoice?operation=void", $$"""{"Id":"{{first}}","SyncToken":"0"}""");
        await company.SaveAsync("invoice?operation=delete", $$"""{"Id":"{{second}}","SyncToken":"0"}""");

        (await company.ReadAsync("item", item)).Money("QtyOnHand").Should().Be(10m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Inventory Asset"] = 40m, ["Opening Balance Equity"] = -40m });
    }

    [Fact]
    public async Task S8_3_A_credit_memo_puts_stock_back_against_cost_of_sales()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m);
        await SellAsync(company, item, 5m, "2026-03-01");

        await SellAsync(company, item, 2m, "2026-03-05", "creditmemo");

        (await company.ReadAsync("item", item)).Money("QtyOnHand").Should().Be(7m);
        (await company.TrialBalanceAsync())["Cost of Goods Sold"].Should().Be(12m);
        (await company.TrialBalanceAsync())["Inventory Asset"].Should().Be(28m);
    }

    [Fact]
    public async Task S6_2_A_tracked_line_needs_a_quantity_and_a_date_after_the_start()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m, "2026-02-01");
        var customer = await company.CustomerAsync();
        var bare = $$"""{"Amount":10,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{item}}"} } }""";

        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"Line":[{{bare}}]}""")).Should().Be("6520");
        (await company.RefusalAsync("invoice", $$"""{"CustomerRef":{"value":"{{customer}}"},"TxnDate":"2026-01-31","Line":[{{Books.ItemLine(item, 1, 10m)}}]}""")).Should().Be("6270");
    }

    [Fact]
    public async Task S7_13_An_adjustment_moves_value_between_stock_and_its_account()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m);
        var shrinkage = await company.AccountAsync("Inventory Shrinkage");

        await company.SaveAsync("inventoryadjustment", $$"""
            {"TxnDate":"2026-02-01","AdjustAccountRef":{"value":"{{shrinkage}}"},"Line":[{"DetailType":"ItemAdjustmentLineDetail","ItemAdjustmentLineDetail":{"ItemRef":{"value":"{{item}}"},"QtyDiff":-2} }]}
            """);

        (await company.TrialBalanceAsync())["Inventory Shrinkage"].Should().Be(8m);
        (await company.TrialBalanceAsync())["Inventory Asset"].Should().Be(32m);
    }

    [Fact]
    public async Task S7_9_Deactivating_an_item_writes_its_stock_off_unconfirmed()
    {
        var company = await simulator.CompanyAsync();
        var item = await company.StockItemAsync("Frame", 10m, 4m);

        var gone = await company.SaveAsync("item", $$"""{"Id":"{{item}}","SyncToken":"0","sparse":true,"Active":false}""");

        gone.Text("Name").Should().Be("Frame (deleted)");
        gone.Money("QtyOnHand").Should().Be(0m);
        (await company.TrialBalanceAsync()).Should().BeEquivalentTo(new Dictionary<string, decimal> { ["Inventory Shrinkage"] = 40m, ["Opening Balance Equity"] = -40m });
    }

    private static async Task<string> SellAsync(SimulatedCompany company, string item, decimal quantity, string date, string path = "invoice")
    {
        var customers = await company.QueryAsync("select * from Customer");
        var customer = customers.Count > 0 ? customers[0]!.AsObject().Id() : await company.CustomerAsync();
        return await company.NewAsync(path, $$"""{"CustomerRef":{"value":"{{customer}}"},"TxnDate":"{{date}}","Line":[{{Books.ItemLine(item, quantity, 9m)}}]}""");
    }

    private static async Task BuyAsync(SimulatedCompany company, string item, decimal quantity, decimal cost, string date)
    {
        var vendors = await company.QueryAsync("select * from Vendor");
        var vendor = vendors.Count > 0 ? vendors[0]!.AsObject().Id() : await company.VendorAsync();
        await company.SaveAsync("bill", $$"""
            {"VendorRef":{"value":"{{vendor}}"},"TxnDate":"{{date}}","Line":[{"Amount":{{Books.Text(quantity * cost)}},"DetailType":"ItemBasedExpenseLineDetail",
             "ItemBasedExpenseLineDetail":{"ItemRef":{"value":"{{item}}"},"Qty":{{Books.Text(quantity)}},"UnitPrice":{{Books.Text(cost)}} } }]}
            """);
    }
}
