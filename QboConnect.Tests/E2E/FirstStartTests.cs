using Microsoft.Playwright;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class FirstStartTests(Browser browser)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    [InlineData(360, true)]
    public async Task A_newcomer_creates_the_owner_account_and_reaches_the_dashboard(int width, bool dark)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width, dark);
        var page = visitor.Page;

        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Create the owner account" })).ToBeVisibleAsync();
        await visitor.PhotographAsync($"first-start-{width}-{dark}");
        await visitor.ShouldBeCleanAsync();

        await page.GetByLabel("E-mail").FillAsync(AppFactory.OwnerEmail);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(AppFactory.OwnerPassword);
        await page.GetByLabel("Password again").FillAsync(AppFactory.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner account" }).ClickAsync();
        await visitor.ReadyAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();
        await visitor.PhotographAsync($"dashboard-empty-{width}-{dark}");
        await visitor.ShouldBeCleanAsync();
    }

    [Fact]
    public async Task Signing_out_ends_on_the_sign_in_page_and_signing_in_returns_to_the_page_asked_for()
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app);
        var page = visitor.Page;
        await visitor.SignInAsync(app);

        await page.Locator("summary", new() { HasText = $"Account of {AppFactory.OwnerEmail}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await visitor.PhotographAsync("sign-in");
        await visitor.ShouldBeCleanAsync();

        await page.GotoAsync("/nowhere?x=1");
        await page.GetByLabel("E-mail").FillAsync(AppFactory.OwnerEmail);
        await page.GetByLabel("Password").FillAsync(AppFactory.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await visitor.ReadyAsync();

        new Uri(page.Url).PathAndQuery.Should().Be("/nowhere?x=1");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
    }
}
