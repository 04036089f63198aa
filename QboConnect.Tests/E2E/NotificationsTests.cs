using Microsoft.Playwright;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

[Collection(nameof(InBrowser))]
public sealed class NotificationsTests(Browser browser)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Without_a_mail_server_a_test_message_is_kept_and_the_bell_counts_it_until_it_is_read(int width, bool dark)
    {
        await using var app = new AppFactory();
        await using var visitor = await browser.VisitAsync(app, width, dark);
        var page = visitor.Page;
        await visitor.SignInAsync(app);

        await visitor.OpenAsync("/settings/e-mail");
        await visitor.PhotographAsync($"mail-{width}");
        await visitor.ShouldBeCleanAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test message" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No mail server is set, so it was kept")).ToBeVisibleAsync();

        await visitor.OpenAsync("/notifications");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Test message of QboConnect" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Notifications, unread: 1" })).ToBeVisibleAsync();
        await visitor.PhotographAsync($"notifications-{width}");
        await visitor.ShouldBeCleanAsync();
        Directory.GetFiles(Path.Combine(app.DataDirectory, "mail"), "*.eml").Should().ContainSingle();

        await page.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Notifications, unread: 0" })).ToBeVisibleAsync();

        await visitor.OpenAsync("/integration/quickbooks/export-history");
        await visitor.ShouldBeCleanAsync();
        await visitor.OpenAsync("/integration/quickbooks/not-connected?cause=Call+0900-555&remedy=Call+0900-555");
        await Assertions.Expect(page.GetByText("is not kept any more")).ToBeVisibleAsync();
        (await page.GetByRole(AriaRole.Main).InnerTextAsync()).Should().NotContain("0900-555");
        await visitor.PhotographAsync($"not-connected-{width}");
        await visitor.ShouldBeCleanAsync();
    }
}
