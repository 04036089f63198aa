using Microsoft.Playwright;
using QboConnect.Core.Finance;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

/// <summary>More accounts fit than a list can show: the wizard's accounts step offers a search instead.</summary>
[Collection(nameof(InBrowser))]
public sealed class ManyAccountsTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task An_account_is_searched_and_mapped_with_the_keyboard_alone(int width)
    {
        await using var walk = await WizardWalk.BeginAsync(browser, "many", width, new CompanySetup("Quay Goods", "USD", "America/New_York", 1, "Quay tax", 6.5m), "US", new { plan = "Advanced" });
        var accounts = Enumerable.Range(1, 60).Select(number => $$"""{"bId":"{{number}}","operation":"create","Account":{"Name":"Branch {{number}}","AccountType":"Expense"} }""").ToList();
        foreach (var batch in accounts.Chunk(30))
        {
            await walk.Company.SendAsync(HttpMethod.Post, "batch", $$"""{"BatchItemRequest":[{{string.Join(',', batch)}}]}""");
        }

        await walk.ChooseModeAsync("Both ways");
        await walk.ContinueAsync("Test data");
        await walk.ContinueAsync("Authorise");
        await walk.AuthoriseAsync("Sandbox Company US");
        await walk.ShouldShowAsync("Accounts");

        var box = walk.Page.GetByRole(AriaRole.Combobox, new() { Name = "QuickBooks account for Rounding" });
        await box.FocusAsync();
        await box.PressSequentiallyAsync("branch 57");
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Option, new() { Name = "Branch" })).ToHaveTextAsync(["Branch 57 (Expense, USD)"]);
        // The list fades in, and axe would measure its contrast on the way.
        await Assertions.Expect(walk.Page.Locator(".mud-popover-open")).ToHaveCSSAsync("opacity", "1");
        await walk.LookAsync("searched");
        await walk.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(box).ToHaveValueAsync("Branch 57 (Expense, USD)");
        await Assertions.Expect(walk.Page.GetByRole(AriaRole.Row, new() { Name = "Rounding" })).ToContainTextAsync("Chosen by you");
    }
}
