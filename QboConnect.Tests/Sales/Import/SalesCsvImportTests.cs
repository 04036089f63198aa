using System.Text;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;
using QboConnect.Core.Sales.Import;
using QboConnect.Tests.Support;
using static QboConnect.Tests.Sales.Import.SalesCsvRig;

namespace QboConnect.Tests.Sales.Import;

public sealed class SalesCsvImportTests(Databases databases)
{
    private const string Paid = "1001,Web,2026-03-10,Anchor Cafe,USD,,200.00,,,,,Sales tax 8 %,16.80,10.00,,226.80,2026-03-11,Stripe USD,,2026-03-12,90.00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_order_becomes_an_invoice_a_payment_and_a_shipment_in_the_ledger(DatabaseProvider provider)
    {
        await using var rig = await StartAsync(databases, provider);

        var report = await rig.ImportAsync(File(Paid));

        (report.IsImported, report.NewOrders, report.Errors.Count).Should().Be((true, 1, 0));
        (await rig.BalancesAsync()).Should().BeEquivalentTo(new Dictionary<long, long>
        {
            [Books.StripeUsd] = 226_80,
            [Books.Sales] = -200_00,
            [Books.Shipping] = -10_00,
            [Books.SalesTax] = -16_80,
            [Books.Cost] = 90_00,
            [Books.Inventory] = -90_00,
        });
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_same_file_twice_adds_nothing_and_another_content_is_a_conflict(DatabaseProvider provider)
    {
        await using var rig = await StartAsync(databases, provider);
        var lines = "1002,Web,2026-03-10,Bistro,EUR,,,MUG,2.5,3.3333,10,,,,,7.50,2026-03-11,Stripe EUR,5.00,,";
        await rig.ImportAsync(File(Paid, lines));
        var before = await rig.BalancesAsync();

        var again = await rig.ImportAsync(File(Paid, lines));
        var changed = await rig.ImportAsync(File(Paid.Replace("226.80", "227.80", StringComparison.Ordinal).Replace(",10.00,", ",11.00,", StringComparison.Ordinal)));

        (again.NewOrders, again.AlreadyThere, again.Conflicts.Count).Should().Be((0, 2, 0));
        changed.Conflicts.Should().ContainSingle().Which.Should().Be(new SalesCsvError(
            2, "Total", "1001", "The order was imported before with another content. It stays as it is; change it on its own page."));
        (await rig.BalancesAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task Rows_of_an_order_are_its_lines()
    {
        await using var rig = await StartAsync(databases);

        // 2 x 9.00 less 10 % = 16.20, tax 1.30 (1.296); 1 x 20.00, tax 1.60; shipping 5.00 and 0.40 tax: 44.50.
        var report = await rig.ImportAsync(File(
            "1,Web,2026-03-10,Anchor Cafe,USD,,,MUG,2,9.00,10,Sales tax 8 %,,5.00,0.40,44.50,,,,,",
            "1,Web,2026-03-10,Anchor Cafe,USD,,,LAMP,1,20.00,,Sales tax 8 %,1.60,,,,,,,,"), new SalesCsvChoices { CreateProducts = true });

        report.Errors.Should().BeEmpty();
        report.NewProducts.Should().Equal("LAMP");
        await using var db = rig.Database.CreateDbContext();
        var invoice = await db.Invoices.SingleAsync(Cancellation);
        invoice.TotalMinor.Should().Be(44_50);
        invoice.Lines.OrderBy(line => line.LineNo).Select(line => (line.Kind, line.NetMinor, line.TaxMinor))
            .Should().Equal((SaleLineKind.Product, 16_20, 1_30), (SaleLineKind.Product, 20_00, 1_60), (SaleLineKind.Shipping, 5_00, 40));
    }

    [Fact]
    public async Task Four_decimals_are_rounded_and_the_cent_left_goes_to_the_largest_line()
    {
        await using var rig = await StartAsync(databases);

        // 20565.62 + 1971.51 + 616.10 (half a cent up is away from zero) = 23153.23; the total 23153.2355 is 23153.24.
        await rig.ImportAsync(File("7,Web,2026-03-10,Anchor Cafe,USD,,20565.6206,,,,,Sales tax 8 %,1971.5149,616.1000,,23153.2355,,,,,"));

        (await rig.BalancesAsync()).Should().BeEquivalentTo(new Dictionary<long, long>
        {
            [Books.Receivable] = 23153_24,
            [Books.Sales] = -20565_63,
            [Books.SalesTax] = -1971_51,
            [Books.Shipping] = -616_10,
        });
    }

    [Fact]
    public async Task A_foreign_order_takes_the_rate_on_file_or_its_own()
    {
        await using var rig = await StartAsync(databases);

        await rig.ImportAsync(File(
            "1,Web,2026-03-10,Bistro,EUR,,100.00,,,,,,,,,100.00,,,,,",
            "2,Web,2026-03-11,Bistro,EUR,1.25,100.00,,,,,,,,,100.00,,,,,"));

        // 110.00 at the rate of 1 March, which still holds, and 125.00.
        (await rig.BalancesAsync())[Books.Receivable].Should().Be(235_00);
    }

    [Fact]
    public async Task Every_error_is_named_by_row_and_column_and_nothing_is_imported()
    {
        await using var rig = await StartAsync(databases);
        var file = File(
            Paid,
            "2,Web,10.03.2026,Anchor Cafe,USD,,\"1,200.00\",,,,,,,,,1200.00,,,,,",
            "3,Web,2026-03-10,Anchor Cafe,EUR,,100.00,,,,,,,,,100.00,,,,,",
            "4,Web,2026-02-10,Bistro,EUR,,100.00,,,,,VAT,1.00,,,101.00,,,,,",
            "5,Web,2026-03-10,Anchor Cafe,USD,,,CUP,1,5.00,,,,,,5.00,2026-03-11,Piggy bank,,2026-03-12,",
            "6,Web,2026-03-10,Anchor Cafe,USD,,100.00,,,,,,8.00,,,118.00,,,,,",
            "7,Web,2026-03-10,Anchor Cafe,USD,,100.00,,,,,,,,,100.00,2026-03-11,Stripe USD,100.01,,",
            Paid);

        var report = await rig.ImportAsync(file);

        (report.IsImported, report.BadOrders).Should().Be((false, 7));
        report.Errors.Select(error => (error.Row, error.Column)).Should().BeEquivalentTo(
            new[] { (3, "OrderDate"), (3, "SubTotal"), (4, "Currency"), (5, "Rate"), (5, "TaxRule"), (6, "SKU"), (7, "TaxRule"), (8, "PaymentAmount"), (9, "OrderNumber") });
        report.Errors[0].Message.Should().Be("'10.03.2026' is not a date. Write year, month and day: 2026-03-31.");
        (await rig.BalancesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Orders_with_errors_are_left_out_whole_where_the_merchant_says_so()
    {
        await using var rig = await StartAsync(databases);

        var report = await rig.ImportAsync(
            File(
                Paid,
                "2,Shop,2026-03-10,Newcomer,USD,,,MUG,1,9.00,,,,,,19.00,,,,,",
                "2,Shop,2026-03-10,Newcomer,USD,,,MUG,one,10.00,,,,,,19.00,,,,,"),
            new SalesCsvChoices { LeaveOutErrors = true });

        (report.IsImported, report.NewOrders, report.BadOrders).Should().Be((true, 1, 1));
        report.Errors.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Row = 4, Column = "Quantity" });
        await using var db = rig.Database.CreateDbContext();
        (await db.Contacts.CountAsync(Cancellation), await db.SalesChannels.CountAsync(Cancellation)).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_wrong_total_says_what_the_parts_come_to()
    {
        await using var rig = await StartAsync(databases);

        var report = await rig.PreviewAsync(File("6,Web,2026-03-10,Anchor Cafe,USD,,100.00,,,,,Sales tax 8 %,8.00,,,118.00,,,,,"));

        report.Errors.Should().ContainSingle().Which.Should().Be(new SalesCsvError(2, "Total", "6", "It is 118.00, but lines, tax and shipping come to 108.00."));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Separator_byte_order_mark_and_quotes_are_understood(char separator)
    {
        await using var rig = await StartAsync(databases);
        var text = "\uFEFF" + string.Join(separator, "ordernumber", "Channel", "OrderDate", "Customer", "Currency", "SubTotal", "Total") + "\n\n"
            + string.Join(separator, "9", "Web", "2026-03-10", $"\"Smith {separator} \"\"Sons\"\"\"", "USD", "5", "5.00") + "\n";

        var report = await rig.PreviewAsync(Text(text));

        // A tab is a control character, which no name holds; the row it is in is the third, as in a spreadsheet.
        if (separator == '\t')
        {
            report.Errors.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Row = 3, Column = "Customer" });
        }
        else
        {
            report.NewCustomers.Should().Equal("Smith ; \"Sons\"");
        }
    }

    [Fact]
    public async Task A_file_that_is_no_sales_file_is_refused_in_words()
    {
        await using var rig = await StartAsync(databases);

        (await rig.PreviewAsync(Text(""))).Errors.Single().Message.Should().StartWith("The file is empty.");
        (await rig.PreviewAsync(Text("Order,Total\n1,2"))).Errors.Select(error => error.Column)
            .Should().Equal("Order", "OrderNumber", "Channel", "OrderDate", "Customer", "Currency");
        var latin = File(Paid.Replace("Anchor Cafe", "Café", StringComparison.Ordinal));
        (await rig.PreviewAsync(() => new MemoryStream(Encoding.Latin1.GetBytes(new StreamReader(latin()).ReadToEnd()))))
            .Errors.Single().Message.Should().Be("The file is not UTF-8. Save it as \"CSV UTF-8\" and choose it again.");
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_names_what_is_new()
    {
        await using var rig = await StartAsync(databases);

        var report = await rig.PreviewAsync(File("1,Fair,2026-03-10,Bistro,EUR,,100.00,,,,,,,,,100.00,,,,,", "2,Web,2026-03-20,Anchor Cafe,USD,,50.00,,,,,,,,,50.00,,,,,"));

        (report.NewChannels.Single(), report.NewCustomers.Single()).Should().Be(("Fair", "Bistro"));
        report.Days.Should().Be((new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 20)));
        report.ByCurrency.Should().Equal(new Dictionary<string, (int, long)> { ["EUR"] = (1, 100_00), ["USD"] = (1, 50_00) });
        (await rig.BalancesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task New_names_can_be_refused()
    {
        await using var rig = await StartAsync(databases);

        var report = await rig.PreviewAsync(
            File("1,Fair,2026-03-10,Bistro,EUR,,100.00,,,,,,,,,100.00,,,,,"), new SalesCsvChoices { CreateChannels = false, CreateCustomers = false });

        report.Errors.Select(error => error.Column).Should().BeEquivalentTo("Channel", "Customer");
    }

    [Fact]
    public void Exported_errors_run_as_no_formula() =>
        SalesCsvText.Errors([new SalesCsvError(2, "Customer", "=1+1", "'@x' is wrong")]).Should().Be("Row,Column,Order,What is wrong\r\n2,Customer,\"'=1+1\",'@x' is wrong\r\n");

    [Fact]
    public async Task The_template_can_be_imported()
    {
        await using var rig = await StartAsync(databases);
        var template = SalesCsvText.Template().Replace("Sales tax 8%", "Sales tax 8 %", StringComparison.Ordinal);

        (await rig.ImportAsync(Text(template))).Should().BeEquivalentTo(new { IsImported = true, NewOrders = 1 });
    }
}
