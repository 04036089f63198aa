using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QboConnect.Core.Demo.Shell;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class RehearsalPageTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task A_merchant_rehearses_before_the_wizard_is_finished(int width)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width);
        var page = visitor.Page;
        (await app.Services.GetRequiredService<LoadDemoCompany>().RunAsync(cancellation: TestContext.Current.CancellationToken)).Should().BeNull();
        await visitor.SignInAsync(app);
        await visitor.OpenAsync("/integration/quickbooks/connect");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Both ways" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Test data", Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to QuickBooks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await visitor.ReadyAsync();

        await visitor.OpenAsync("/integration/quickbooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rehearse" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing was rehearsed yet.")).ToBeVisibleAsync();
        await visitor.ShouldBeCleanAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rehearse now" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The migration would succeed" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText("0 writes.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Journal QBC-STOCK in QuickBooks" })).ToBeVisibleAsync();
        await visitor.PhotographAsync($"rehearsal-{width}");
        await visitor.ShouldBeCleanAsync();

        await visitor.OpenAsync("/integration/quickbooks/rehearse");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The migration would succeed" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Should().Contain("Journal QBC-STOCK,").And.Contain("Calls to QuickBooks,writes,,0");
    }
}
