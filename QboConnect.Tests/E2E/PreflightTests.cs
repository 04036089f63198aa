using Microsoft.Playwright;
using QboConnect.Core.Catalog;
using QboConnect.Core.Finance;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class PreflightTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_merchant_sees_what_would_go_wrong_mends_a_name_and_makes_the_missing_accounts(int width)
    {
        await using var walk = await WizardWalk.BeginAsync(
            browser, "pre-flight", width, new CompanySetup("Quay Goods", "USD", "America/New_York", 1, "", 0m), "US", new { plan = "Plus" });
        var page = walk.Page;
        await walk.InCoreAsync((db, next) =>
        {
            db.Add(new Product { Id = next(), Sku = "MUG", Name = "Mug: blue", Type = ProductType.Stock });
            return Task.CompletedTask;
        });
        await walk.Visitor.OpenAsync("/integration/quickbooks/pre-flight");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No QuickBooks company is authorised");
        await walk.Visitor.OpenAsync("/integration/quickbooks/connect");
        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        await walk.ContinueAsync("Authorise");
        await walk.AuthoriseAsync("Sandbox Company US");

        await walk.Visitor.OpenAsync("/integration/quickbooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pre-flight check" }).ClickAsync();
        var names = page.GetByRole(AriaRole.Region, new() { Name = "1 product with a" });
        await Assertions.Expect(names).ToBeVisibleAsync();
        await names.GetByText("1 record", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(names).ToContainTextAsync("becomes Mug blue");
        await walk.LookAsync("found");
        await names.GetByRole(AriaRole.Button, new() { Name = "Rename products" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rename products" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("verdict")).ToContainTextAsync("1 product renamed.");
        await Assertions.Expect(names).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Create the missing accounts" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Work in Progress Required" })).ToContainTextAsync("Other current asset, Inventory, USD");
        await walk.LookAsync("missing");
        // What only a feature needs that this company does not use is left out unless it is ticked.
        await page.GetByRole(AriaRole.Button, new() { Name = "Create 5 accounts in QuickBooks" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Work in Progress: created in QuickBooks and mapped")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Work in Progress Required" })).ToContainTextAsync("Other Current Asset");
        await walk.LookAsync("created");
        (await walk.Company.QueryAsync("select * from Account where Name = 'Work in Progress'")).Should().ContainSingle();
    }
}
