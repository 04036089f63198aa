using Microsoft.Playwright;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

/// <summary>The whole road of a newcomer, in one browser: from an empty app to two trial balances that agree to the cent.</summary>
[Collection(nameof(InBrowser))]
public sealed class JourneyTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_newcomer_connects_consolidates_a_channel_syncs_and_sees_that_both_books_agree(int width)
    {
        // QuickBooks' minute is a tenth of one on both sides, so that the journey does not wait for its limits.
        await using var app = new AppFactory(("QuickBooks:Limits:WindowScale", "0.1"));
        await app.ScaleThrottleAsync(0.1);
        await using var visitor = await browser.VisitAsync(app, width);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(AppFactory.OwnerEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AppFactory.OwnerPassword);
        await page.GetByLabel("Password again").FillAsync(AppFactory.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner account" }).ClickAsync();
        await visitor.ReadyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Load the demo company" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Look around with the demo company")).ToBeHiddenAsync(new() { Timeout = 60_000 });

        await ConnectAsync(visitor, width);
        await ConsolidateAsync(visitor, width);
        await SyncAsync(visitor, width);
        await LookAtConsolidatedTransactionsAsync(visitor, width);
        await ReconcileAsync(visitor, width);
    }

    private static async Task ConnectAsync(Visitor visitor, int width)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/integration/quickbooks");
        await ShowAsync(visitor, "integration-before", width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Connect", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Radio, new() { Name = "Both ways" }).CheckAsync();
        await ShowAsync(visitor, "wizard-1-mode", width);
        await ContinueAsync(page, "Test data");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Discard transactions" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Customers" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Customers" }).GetByRole(AriaRole.Cell).Last).ToHaveTextAsync("0");
        await ShowAsync(visitor, "wizard-1-test-data", width);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Keep it" }).CheckAsync();
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

    private static async Task ConsolidateAsync(Visitor visitor, int width)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/integration/quickbooks/sync-options");
        await page.GetByLabel("Consolidate transactions").CheckAsync();
        await page.GetByLabel("Consolidation customer").ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").First.ClickAsync();
        foreach (var group in new[] { "Web store: invoices, payments, credit notes", "Web store: COGS", "Marketplace: invoices, payments, credit notes", "Marketplace: COGS" })
        {
            // The radio button itself is under its label, which is what a person touches.
            await page.GetByRole(AriaRole.Group, new() { Name = group }).GetByText("Consolidated", new() { Exact = true }).ClickAsync();
        }

        await Assertions.Expect(page.GetByText("not yet synced; what is synced stays as it is.")).ToBeVisibleAsync();
        await ShowAsync(visitor, "journey-sync-options", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Unsaved:")).ToHaveCountAsync(0);
    }

    private static async Task SyncAsync(Visitor visitor, int width)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/integration/quickbooks/dry-run");
        var apply = page.GetByRole(AriaRole.Button, new() { Name = "Apply" });
        await Assertions.Expect(apply).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Look again" })).ToBeEnabledAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What is in the way" })).ToHaveCountAsync(0);
        await ShowAsync(visitor, "journey-dry-run", width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Trial balance before and after" }).ClickAsync();
        await ShowAsync(visitor, "journey-forecast", width);
        await apply.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sync of" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShowAsync(visitor, "journey-run", width);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Completed", Exact = true })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await ShowAsync(visitor, "journey-run-completed", width);
    }

    private static async Task LookAtConsolidatedTransactionsAsync(Visitor visitor, int width)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/sale");
        await page.GetByRole(AriaRole.Link, new() { Name = "Consolidated transactions" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr", new() { HasText = "Synced" })).ToHaveCountAsync(await page.Locator("tbody tr").CountAsync());
        await ShowAsync(visitor, "journey-consolidated", width);
    }

    private static async Task ReconcileAsync(Visitor visitor, int width)
    {
        var page = visitor.Page;
        await visitor.OpenAsync("/reports/reconciliation");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("verdict")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.PhotographAsync($"journey-reconciliation-{width}");
        await Assertions.Expect(page.GetByTestId("verdict")).ToHaveTextAsync("Core and QuickBooks agree to the cent.");
        await ShowAsync(visitor, "journey-reconciliation", width);
        await visitor.OpenAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Core and QuickBooks" }).GetByText("Agree", new() { Exact = true })).ToBeVisibleAsync();
        await ShowAsync(visitor, "journey-dashboard", width);
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
