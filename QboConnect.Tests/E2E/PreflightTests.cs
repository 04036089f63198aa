using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class PreflightTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_merchant_sees_what_would_go_wrong_and_mends_a_name(int width)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width);
        var page = visitor.Page;
        (await app.Services.GetRequiredService<LoadDemoCompany>().RunAsync(cancellation: TestContext.Current.CancellationToken)).Should().BeNull();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var product = await db.Products.OrderBy(row => row.Sku).FirstAsync(TestContext.Current.CancellationToken);
            product.Name = "Mug: blue";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await visitor.SignInAsync(app);
        await visitor.OpenAsync("/integration/quickbooks/pre-flight");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No QuickBooks company is authorised");
        await visitor.OpenAsync("/integration/quickbooks/connect");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Both ways" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Test data", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to QuickBooks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await visitor.ReadyAsync();

        await visitor.OpenAsync("/integration/quickbooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pre-flight check" }).ClickAsync();
        var names = page.GetByRole(AriaRole.Region, new() { Name = "1 product with a" });
        await Assertions.Expect(names).ToBeVisibleAsync();
        await names.GetByText("1 record", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(names).ToContainTextAsync("becomes Mug blue");
        await visitor.PhotographAsync($"preflight-{width}");
        await visitor.ShouldBeCleanAsync();

        await names.GetByRole(AriaRole.Button, new() { Name = "Rename products" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rename products" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("verdict")).ToContainTextAsync("1 product renamed.");
        await Assertions.Expect(names).ToHaveCountAsync(0);
    }
}
