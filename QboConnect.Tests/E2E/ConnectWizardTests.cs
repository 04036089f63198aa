using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QboConnect.Core.Demo.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class ConnectWizardTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_merchant_connects_QuickBooks_through_the_wizard(int width)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width);
        var page = visitor.Page;
        (await app.Services.GetRequiredService<LoadDemoCompany>().RunAsync(cancellation: TestContext.Current.CancellationToken)).Should().BeNull();
        await visitor.SignInAsync(app);

        await visitor.OpenAsync("/integration/quickbooks");
        await ShowAsync(visitor, "integration-before", width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Radio, new() { Name = "Both ways" }).CheckAsync();
        await ShowAsync(visitor, "wizard-1-mode", width);
        await ContinueAsync(page, "Authorise");

        await ShowAsync(visitor, "wizard-2-authorise", width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to QuickBooks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await visitor.ReadyAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts", Exact = true })).ToBeVisibleAsync();

        await ShowAsync(visitor, "wizard-3-accounts", width);
        while (await page.Locator("tr.tomap select, tr.conflict select").CountAsync() is var left && left > 0)
        {
            var select = page.Locator("tr.tomap select, tr.conflict select").First;
            await select.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await Assertions.Expect(page.Locator("tr.tomap select, tr.conflict select")).ToHaveCountAsync(left - 1);
        }

        await ContinueAsync(page, "Tax rules");
        await ShowAsync(visitor, "wizard-4-tax-rules", width);
        await ContinueAsync(page, "Payment terms");
        await ShowAsync(visitor, "wizard-5-payment-terms", width);
        await ContinueAsync(page, "Opening balances");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Take over 14 documents" }).CheckAsync();
        await ShowAsync(visitor, "wizard-6-opening-balances", width);
        await ContinueAsync(page, "Stock on hand");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Take over 12 products" }).CheckAsync();
        await page.GetByLabel("Location").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await ShowAsync(visitor, "wizard-7-stock", width);
        await ContinueAsync(page, "Confirm");

        await Assertions.Expect(page.GetByText("Type the phrase", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("The phrase").FillAsync("I would like to update all transactions");
        await ShowAsync(visitor, "wizard-8-confirm", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect and update" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Connected", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("Nothing syncs while QuickBooks tracks inventory.")).ToBeVisibleAsync();
        await ShowAsync(visitor, "integration-after", width);
        var settings = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Open QuickBooks' settings" }).ClickAsync());
        await settings.GetByLabel("Track inventory quantity on hand").UncheckAsync();
        await settings.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(settings.GetByText("Saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing syncs while QuickBooks tracks inventory.")).ToBeHiddenAsync();
        foreach (var book in new[] { "accounts", "account-mapping", "tax-rules", "payment-terms" })
        {
            await visitor.OpenAsync($"/settings/{book}");
            await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
            await ShowAsync(visitor, book, width);
        }
    }

    private static async Task ContinueAsync(IPage page, string next)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = next, Exact = true })).ToBeVisibleAsync();
    }

    private static async Task ShowAsync(Visitor visitor, string name, int width)
    {
        await visitor.PhotographAsync($"{name}-{width}");
        await visitor.ShouldBeCleanAsync();
    }
}
