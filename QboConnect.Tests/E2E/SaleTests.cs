using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

/// <summary>A merchant with the demo company, whose Web store is consolidated.</summary>
[Collection(nameof(InBrowser))]
public sealed class SaleTests(Browser browser)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task A_merchant_sees_sales_and_consolidated_transactions_down_to_the_documents(int width, bool dark)
    {
        await using var app = new AppFactory();
        await PrepareAsync(app);
        await using var visitor = await browser.VisitAsync(app, width, dark);
        var page = visitor.Page;
        await visitor.SignInAsync(app);
        var look = $"{width}-{dark}";
        await Assertions.Expect(page.GetByText("Four steps to the first sync")).ToBeVisibleAsync();
        await visitor.PhotographAsync("dashboard-" + look);
        await visitor.ShouldBeCleanAsync();

        await visitor.OpenAsync("/sale?sort=number");
        await Assertions.Expect(page.GetByText("1–25 of", new() { Exact = false })).ToBeVisibleAsync();
        await visitor.PhotographAsync("sales-" + look);
        await visitor.ShouldBeCleanAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("26–50 of", new() { Exact = false })).ToBeVisibleAsync();
        page.Url.Should().EndWith("/sale?sort=number&page=2");

        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sale " })).ToBeVisibleAsync();
        await visitor.PhotographAsync("sale-" + look);
        await visitor.ShouldBeCleanAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Financial" }).ClickAsync();
        await Assertions.Expect(page.Locator("section.panel").First).ToBeVisibleAsync();
        await visitor.PhotographAsync("financial-" + look);
        await visitor.ShouldBeCleanAsync();

        await visitor.OpenAsync("/sale/consolidated?type=Inv");
        await Assertions.Expect(page.GetByText("1–25 of", new() { Exact = false })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.PhotographAsync("consolidated-" + look);
        await visitor.ShouldBeCleanAsync();

        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator("tfoot")).ToBeVisibleAsync();
        await visitor.PhotographAsync("summary-" + look);
        await visitor.ShouldBeCleanAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Journals" }).ClickAsync();
        await Assertions.Expect(page.GetByText("they add up to it")).ToBeVisibleAsync();
        await page.Locator("tbody a").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Documents behind")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".behind tfoot")).ToBeVisibleAsync();
        await visitor.PhotographAsync("journal-" + look);
        await visitor.ShouldBeCleanAsync();

        // The line's amount and the sum of its documents are the same figure.
        var line = page.Locator("tr[aria-current=true] td.number");
        var amounts = await line.AllInnerTextsAsync();
        var sum = await page.Locator(".behind tfoot td.number").InnerTextAsync();
        amounts.Select(text => text.Trim()).Should().Contain(sum.Trim().TrimStart('-'));

        await page.GetByRole(AriaRole.Link, new() { Name = "Transaction log" }).ClickAsync();
        await Assertions.Expect(page.GetByText(AppFactory.OwnerEmail).Last).ToBeVisibleAsync();
        await visitor.PhotographAsync("log-" + look);
        await visitor.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Sync_options_refuse_to_turn_consolidation_off_while_a_channel_uses_it_and_offer_the_way_out(int width, bool dark)
    {
        await using var app = new AppFactory();
        await PrepareAsync(app);
        await using var visitor = await browser.VisitAsync(app, width, dark);
        var page = visitor.Page;
        await visitor.SignInAsync(app);

        await visitor.OpenAsync("/integration/quickbooks/sync-options");
        await page.GetByLabel("Consolidate transactions").UncheckAsync();
        await Assertions.Expect(page.GetByText("Unsaved: consolidation off.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Consolidation cannot be off while a channel uses it: Web store.")).ToBeVisibleAsync();
        await visitor.PhotographAsync($"sync-options-{width}-{dark}");
        await visitor.ShouldBeCleanAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Set 1 channel to Individual" }).ClickAsync();
        await Assertions.Expect(page.GetByText("not yet synced; what is synced stays as it is.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Unsaved:")).ToHaveCountAsync(0);

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.SalesChannels.AnyAsync(row => row.InvoiceSync == SyncType.Consolidated || row.CogsSync == SyncType.Consolidated, TestContext.Current.CancellationToken)).Should().BeFalse();
        (await db.ConsolidationSettings.SingleAsync(TestContext.Current.CancellationToken)).IsEnabled.Should().BeFalse();
    }

    private static async Task PrepareAsync(AppFactory app)
    {
        var cancellation = TestContext.Current.CancellationToken;
        (await app.Services.GetRequiredService<LoadDemoCompany>().RunAsync(cancellation: cancellation)).Should().BeNull();
        var store = app.Services.GetRequiredService<SyncOptionsStore>();
        var customer = (await store.FindCustomersAsync("", cancellation))[0];
        var options = (await store.ReadAsync(cancellation)).Options;
        var problems = await store.SaveAsync(
            options with
            {
                Consolidate = true,
                CustomerId = customer.Id,
                Channels = [.. options.Channels.Select(channel => channel.Name == "Web store" ? channel with { Invoices = SyncType.Consolidated, Cogs = SyncType.Consolidated } : channel)],
            },
            cancellation);
        problems.Should().BeEmpty();
    }
}
