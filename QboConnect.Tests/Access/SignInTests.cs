using System.Net;
using System.Text.RegularExpressions;
using QboConnect.App.Features.Access;
using QboConnect.App.Hosting;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Access;

public sealed partial class SignInTests : IAsyncLifetime
{
    private const string Refusal = "E-mail and password do not match an account. After 5 wrong passwords an account is locked for 5 minutes.";
    private readonly AppFactory _app = new();

    public async ValueTask InitializeAsync() => await _app.CreateOwnerAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_right_password_signs_in()
    {
        using var client = Client();

        using var answer = await SignInAsync(client, AppFactory.OwnerPassword);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().EndWith("/");
        (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too()
    {
        using var client = Client();
        for (var attempt = 0; attempt < SignInRules.FailuresBeforeLockout; attempt++)
        {
            using var wrong = await SignInAsync(client, "not the password");
            (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(Refusal);
        }

        using var answer = await SignInAsync(client, AppFactory.OwnerPassword);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(Refusal);
    }

    [Fact]
    public async Task An_unknown_address_is_refused_in_the_same_words()
    {
        using var client = Client();

        using var answer = await SignInAsync(client, "whatever it is", email: "nobody@harbour.example");

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain(Refusal);
    }

    [Fact]
    public async Task One_address_cannot_try_without_end()
    {
        using var client = Client();
        for (var attempt = 0; attempt < AccessRegistration.AttemptsPerMinute; attempt++)
        {
            using var refused = await SignInAsync(client, "not the password", email: $"guess{attempt}@harbour.example");
            refused.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        using var answer = await SignInAsync(client, "not the password");

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be("Too many sign-in attempts from your address. Wait a minute, then try again.");
    }

    [Theory]
    [InlineData("/sale?tab=consolidated", "/sale?tab=consolidated")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData(null, "/")]
    public async Task Signing_in_returns_only_to_an_address_of_this_app(string? asked, string reached)
    {
        using var client = Client();

        using var answer = await SignInAsync(client, AppFactory.OwnerPassword, returnUrl: asked);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        new Uri(new Uri(_app.Url), answer.Headers.Location!).Should().Be(new Uri(_app.Url + reached));
    }

    [Fact]
    public async Task The_first_start_is_over_once_there_is_an_owner()
    {
        using var client = Client();

        using var answer = await client.GetAsync("/first-start", TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().EndWith("/sign-in");
    }

    [Fact]
    public async Task Strangers_are_sent_to_the_sign_in_page_from_everywhere_but_health_and_assets()
    {
        using var client = Client();
        string[] closed = ["/", "/sale", "/integration", "/not-found", "/_blazor/negotiate?negotiateVersion=1", "/anything"];
        string[] open = ["/sign-in", "/access-denied", "/health", "/app.css"];

        foreach (var path in closed)
        {
            using var answer = path.StartsWith("/_blazor", StringComparison.Ordinal)
                ? await client.PostAsync(path, content: null, TestContext.Current.CancellationToken)
                : await client.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.Should().Be(HttpStatusCode.Found, path);
            answer.Headers.Location!.AbsolutePath.Should().Be("/sign-in", path);
        }

        foreach (var path in open)
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Two_first_starts_at_the_same_moment_make_one_owner()
    {
        await using var app = new AppFactory();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => CreateOwnerAsync(app, number)));

        made.Should().ContainSingle(succeeded => succeeded);
    }

    private static async Task<bool> CreateOwnerAsync(AppFactory app, int number)
    {
        await using var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(app.Services);
        var owner = (OwnerAccount)scope.ServiceProvider.GetService(typeof(OwnerAccount))!;
        var (user, problems) = await owner.CreateAsync($"owner{number}@harbour.example", AppFactory.OwnerPassword);
        (user is not null || problems.Count > 0).Should().BeTrue();
        return user is not null;
    }

    // The factory's own client follows redirects whatever its options say when the server is Kestrel.
    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Url) };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string password, string email = AppFactory.OwnerEmail, string? returnUrl = null)
    {
        var address = returnUrl is null ? "/sign-in" : "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl);
        var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(page).Groups["token"].Value,
            ["Input.Email"] = email,
            ["Input.Password"] = password,
        });
        return await client.PostAsync(address, form, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
