using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace QboConnect.Tests.Support;

/// <summary>Someone at a browser: one page, and what went wrong on it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _problems.Add("page error: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _problems.Add("console: " + message.Text);
            }
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Goes to an address of the app and waits until the page reacts.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    /// <summary>Signs the owner in through the sign-in page and waits for the dashboard. The account is made where it is missing.</summary>
    public async Task SignInAsync(AppFactory app)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.CreateOwnerAsync();
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("E-mail").FillAsync(AppFactory.OwnerEmail);
        await Page.GetByLabel("Password").FillAsync(AppFactory.OwnerPassword);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await ReadyAsync();
    }

    /// <summary>Waits until the circuit stands: what is typed or clicked before is lost.</summary>
    public Task ReadyAsync() =>
        Page.Locator("[data-testid=circuit][data-ready=true]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Asserts that axe finds no violation on the page as it stands, that nothing sticks out sideways, and that the browser reported no error.</summary>
    public async Task ShouldBeCleanAsync()
    {
        // A colour on its way from one to another is neither: what moves comes to its end first; what turns for ever (a progress bar) is left alone.
        await Page.EvaluateAsync(
            "() => Promise.all(document.getAnimations().filter(a => a.effect?.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => null))).then(() => null)");
        var result = await Page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").Should().BeEmpty();
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        overflow.Should().Be(0, "the page must not scroll sideways");
        _problems.Should().BeEmpty();
    }

    /// <summary>Where <c>QBOCONNECT_SCREENSHOTS</c> names a folder, keeps a picture of the page there.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("QBOCONNECT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    /// <summary>Prints what the browser complained about, for the reader of a failed test.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var problem in _problems)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(problem);
        }

        await _context.DisposeAsync();
    }
}
