using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using QboConnect.Core.Connect;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Connect;

/// <summary>Through the whole app, as a browser and as a program that calls Core's API.</summary>
public sealed partial class LockAndDoorTests : IAsyncLifetime
{
    private readonly AppFactory _app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _app.CreateOwnerAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task While_the_migration_runs_pages_show_its_progress_and_everything_else_is_locked()
    {
        using var stranger = Client();
        using var owner = Client();
        await SignInAsync(owner);
        (await owner.GetAsync("/sale/sales.csv", Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        await using (var db = await _app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync(Cancellation))
        {
            db.Connections.Add(new QuickBooksConnection { Id = 1, RealmId = "1", IsCurrent = true, State = ConnectionState.Migrating });
            await db.SaveChangesAsync(Cancellation);
        }

        foreach (var (client, path) in new[] { (stranger, "/api/v1/sales"), (owner, "/api/v1/sales"), (owner, "/sale/sales.csv") })
        {
            using var answer = await client.GetAsync(path, Cancellation);
            ((int)answer.StatusCode, answer.Headers.RetryAfter!.Delta, answer.Content.Headers.ContentType!.MediaType).Should().Be((423, TimeSpan.FromSeconds(30), "application/problem+json"), path);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
            problem.RootElement.GetProperty("status").GetInt32().Should().Be(423);
        }

        (await stranger.GetAsync("/sale/sales.csv", Cancellation)).StatusCode.Should().Be(HttpStatusCode.Found, "a stranger is sent to the sign-in page and told nothing");
        (await stranger.GetAsync("/health", Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await stranger.GetAsync("/sign-in", Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await owner.GetAsync("/sale", Cancellation)).StatusCode.Should().Be(HttpStatusCode.OK, "the page opens and shows the progress");
        (await owner.GetAsync("/integration/quickbooks/authorise", Cancellation)).StatusCode.Should().Be(HttpStatusCode.Found, "a migration may need a new sign-in to go on");
    }

    [Fact]
    public async Task A_refusal_at_QuickBooks_leads_to_a_page_whose_address_holds_no_words()
    {
        using var owner = Client();
        await SignInAsync(owner);
        using var begin = await owner.GetAsync("/integration/quickbooks/authorise", Cancellation);
        using var refused = await owner.GetAsync(new Uri(begin.Headers.Location + "&consent=deny"), Cancellation);
        using var back = await owner.GetAsync(refused.Headers.Location, Cancellation);

        back.Headers.Location!.OriginalString.Should().MatchRegex("^/integration/quickbooks/not-connected\\?problem=[0-9]+$");
        (await KeptAsync()).Should().Be((ConnectCode.Refused, "Access to QuickBooks was not allowed, so nothing was connected."));
    }

    [Fact]
    public async Task An_answer_of_QuickBooks_that_nobody_asked_for_is_explained_and_connects_nothing()
    {
        using var owner = Client();
        await SignInAsync(owner);

        using var back = await owner.GetAsync("/integration/quickbooks/callback?code=x&state=y&realmId=1", Cancellation);

        back.Headers.Location!.OriginalString.Should().StartWith("/integration/quickbooks/not-connected?problem=");
        (await KeptAsync()).Code.Should().Be(ConnectCode.StateUnknown);
    }

    private async Task<(ConnectCode Code, string Cause)> KeptAsync()
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync(Cancellation);
        var kept = await db.ConnectProblems.SingleAsync(Cancellation);
        return (kept.Code, kept.Cause);
    }

    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Url) };

    private static async Task SignInAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/sign-in", Cancellation);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(page).Groups["token"].Value,
            ["Input.Email"] = AppFactory.OwnerEmail,
            ["Input.Password"] = AppFactory.OwnerPassword,
        });
        using var answer = await client.PostAsync("/sign-in", form, Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
