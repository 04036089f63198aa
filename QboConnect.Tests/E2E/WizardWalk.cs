using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using QboConnect.Core.Finance;
using QboConnect.Core.Finance.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.E2E;

/// <summary>One merchant who walks the Connect Wizard with a company of his own, in a merchant's verbs. Every screen is photographed and checked with axe.</summary>
internal sealed class WizardWalk : IAsyncDisposable
{
    private readonly AppFactory _app;
    private readonly HttpClient _quickBooks;
    private readonly string _name;

    private WizardWalk(AppFactory app, HttpClient quickBooks, SimulatedCompany company, Visitor visitor, string name) =>
        (_app, _quickBooks, Company, Visitor, _name) = (app, quickBooks, company, visitor, name);

    /// <summary>The company at QuickBooks.</summary>
    public SimulatedCompany Company { get; }

    public Visitor Visitor { get; }

    public IPage Page => Visitor.Page;

    /// <summary>Core with an empty company of its own, a company at QuickBooks, and the merchant signed in at the wizard.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="name">Names the pictures.</param>
    /// <param name="width">Width of the window.</param>
    /// <param name="core">Core's company.</param>
    /// <param name="template">The simulator's template.</param>
    /// <param name="settings">The company's settings at QuickBooks.</param>
    public static async Task<WizardWalk> BeginAsync(Browser browser, string name, int width, CompanySetup core, string template, object settings)
    {
        var app = new AppFactory();
        var http = new HttpClient { BaseAddress = app.Services.GetRequiredService<IOptions<QboOptions>>().Value.SimulatorUrl };
        (await http.PutAsJsonAsync("/simulator/throttle", new { enabled = false })).EnsureSuccessStatusCode();
        (await app.Services.GetRequiredService<SetUpCompany>().RunAsync(core, CancellationToken.None)).Should().BeEmpty();
        var company = await SimulatorFixture.CompanyAsync(http, template, settings);
        var visitor = await browser.VisitAsync(app, width);
        await visitor.SignInAsync(app);
        var walk = new WizardWalk(app, http, company, visitor, $"{name}-{width}");
        await visitor.OpenAsync("/integration/quickbooks/connect");
        await walk.ShouldShowAsync("Mode");
        return walk;
    }

    public async ValueTask DisposeAsync()
    {
        await Visitor.DisposeAsync();
        _quickBooks.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Works on Core's database, as what happened before would have.</summary>
    public async Task InCoreAsync(Func<QboConnectDb, Func<long>, Task> change)
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync();
        await change(db, _app.Services.GetRequiredService<IdSource>().Next);
        await db.SaveChangesAsync();
    }

    /// <summary>The step cannot be left, and says why.</summary>
    public async Task ShouldBeHeldByAsync(string reason)
    {
        await Assertions.Expect(Page.Locator("#blocker")).ToHaveTextAsync(reason);
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Continue" })).ToBeDisabledAsync();
        await PhotographAsync("held");
    }

    public async Task ContinueAsync(string next)
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Continue" })).ToBeEnabledAsync();
        await LookAsync("done");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await ShouldShowAsync(next);
    }

    /// <summary>Loads the page anew, which reads QuickBooks anew; the wizard is where it was.</summary>
    public async Task ComeBackAsync(string step)
    {
        await Page.ReloadAsync();
        await Visitor.ReadyAsync();
        await ShouldShowAsync(step);
    }

    public async Task ReloadFromQuickBooksAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Reload from QuickBooks" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Reload from QuickBooks" })).ToBeEnabledAsync();
    }

    public Task ChooseModeAsync(string mode) => Page.GetByRole(AriaRole.Radio, new() { Name = mode }).CheckAsync();

    /// <summary>Goes to QuickBooks' consent page, picks a company and allows or refuses.</summary>
    public async Task AuthoriseAsync(string company, bool allow = true, string link = "Go to QuickBooks")
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = company }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = allow ? "Allow" : "Refuse" }).ClickAsync();
        await Visitor.ReadyAsync();
    }

    /// <summary>Lets everything that is missing be made in QuickBooks, after looking at it.</summary>
    public async Task CreateWhatIsMissingAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create what is missing in QuickBooks" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Tick all" }).ClickAsync();
        await LookAsync("create");
        await Page.Locator(".notice button", new() { HasText = "in QuickBooks" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Tick all" })).ToHaveCountAsync(0);
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Reload from QuickBooks" })).ToBeEnabledAsync();
    }

    /// <summary>Chooses the first that fits for every row that is left.</summary>
    public async Task MapTheRestAsync()
    {
        while (await Page.Locator("tr.tomap select, tr.conflict select").CountAsync() is var left && left > 0)
        {
            await Page.Locator("tr.tomap select, tr.conflict select").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            await Assertions.Expect(Page.Locator("tr.tomap select, tr.conflict select")).ToHaveCountAsync(left - 1);
        }
    }

    public async Task ConfirmAsync()
    {
        await Page.GetByLabel("The phrase").FillAsync("i would like to update all transactions");
        await Assertions.Expect(Page.Locator("#blocker")).ToHaveTextAsync("Type the phrase");
        await PhotographAsync("held");
        await Page.GetByLabel("The phrase").FillAsync("I would like to update all transactions");
        await LookAsync("done");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Connect and update" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Connected", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await LookAsync("connected");
    }

    public async Task ShouldAgreeAsync()
    {
        await Visitor.OpenAsync("/reports/reconciliation");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Assertions.Expect(Page.GetByTestId("verdict")).ToHaveTextAsync("Core and QuickBooks agree to the cent.", new() { Timeout = 30_000 });
    }

    /// <summary>Keeps a picture, and lets axe look at the page.</summary>
    public async Task LookAsync(string what)
    {
        await PhotographAsync(what);
        await Visitor.ShouldBeCleanAsync();
    }

    private async Task PhotographAsync(string what)
    {
        var step = await Page.Locator("h1, #step-title").Last.InnerTextAsync();
        await Visitor.PhotographAsync($"{_name}-{step.ToLowerInvariant().Replace(' ', '-')}-{what}");
    }

    public Task ShouldShowAsync(string step) => Assertions.Expect(Page.Locator("#step-title")).ToHaveTextAsync(step);
}
