using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace QboConnect.Tests.Simulator.Front;

/// <summary>Sign-in (facts, section 1).</summary>
public sealed class OAuthTests
{
    private const string Redirect = "http://localhost:5080/callback";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consent_page_lists_companies_and_leads_back_with_code_state_and_company()
    {
        await using var rig = await FrontRig.StartAsync();
        using var page = await rig.Http.GetAsync(Authorize("com.intuit.quickbooks.accounting"), Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        html.Should().Contain("Allow</button>").And.Contain("Refuse</button>").And.Contain("Simulator app").And.Contain(rig.Realm);

        var allowed = await BackAsync(rig, Authorize("com.intuit.quickbooks.accounting") + $"&realmId={rig.Realm}&consent=allow");
        var refused = await BackAsync(rig, Authorize("com.intuit.quickbooks.accounting") + "&consent=deny");

        (allowed["state"], allowed["realmId"]).Should().Be(("s 1", rig.Realm));
        (refused["error"], refused["state"], refused["code"]).Should().Be(("access_denied", "s 1", null));
    }

    [Theory]
    [InlineData("client_id=other&response_type=code&scope=a&redirect_uri=http://localhost/cb")]
    [InlineData("client_id=simulator-client&response_type=code&scope=a&redirect_uri=https://evil.example/cb")]
    [InlineData("client_id=simulator-client&response_type=token&scope=a&redirect_uri=http://localhost/cb")]
    [InlineData("client_id=simulator-client&response_type=code&redirect_uri=http://localhost/cb")]
    public async Task Request_that_is_not_the_apps_is_refused_without_a_redirect(string query)
    {
        await using var rig = await FrontRig.StartAsync();

        using var response = await rig.Http.GetAsync("/connect/oauth2?" + query, Cancellation);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Code_buys_one_pair_and_an_id_token_that_the_published_key_confirms()
    {
        await using var rig = await FrontRig.StartAsync();
        var code = (await BackAsync(rig, Authorize("com.intuit.quickbooks.accounting openid email") + $"&realmId={rig.Realm}&consent=allow"))["code"]!;

        var (_, pair) = await TokenAsync(rig, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect));

        pair["expires_in"]!.GetValue<int>().Should().Be(3600);
        pair["x_refresh_token_expires_in"]!.GetValue<int>().Should().Be(8_726_400);
        var parts = pair["id_token"]!.GetValue<string>().Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        (claims["realmid"]!.GetValue<string>(), claims["aud"]![0]!.GetValue<string>(), claims["iss"]!.GetValue<string>())
            .Should().Be((rig.Realm, "simulator-client", "https://oauth.platform.intuit.com/op/v1"));
        var key = JsonNode.Parse(await rig.Http.GetStringAsync("/op/v1/jwks", Cancellation))!["keys"]![0]!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Decoded(key["n"]), Exponent = Decoded(key["e"]) });
        rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
        (await TokenAsync(rig, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect))).Body["error"]!.GetValue<string>().Should().Be("invalid_grant");
        (await UserAsync(rig, pair["access_token"]!.GetValue<string>())).Should().Be((HttpStatusCode.OK, "avery.tester@example.com"));
    }

    [Fact]
    public async Task Userinfo_needs_the_openid_scope()
    {
        await using var rig = await FrontRig.StartAsync();

        (await UserAsync(rig, rig.AccessToken)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await UserAsync(rig, "nobody")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Refresh_value_is_used_up_and_the_older_access_token_lives_out_its_hour()
    {
        await using var rig = await FrontRig.StartAsync();

        var (_, pair) = await RefreshAsync(rig, rig.RefreshToken);

        pair["refresh_token"]!.GetValue<string>().Should().NotBe(rig.RefreshToken);
        (await RefreshAsync(rig, rig.RefreshToken)).Status.Should().Be(HttpStatusCode.BadRequest);
        (await rig.ReadAsync()).Should().Be(200);
        rig.Time.Advance(TimeSpan.FromHours(1));
        (await rig.ReadAsync()).Should().Be(401);
    }

    [Fact]
    public async Task Daily_rotation_keeps_a_value_for_24_hours()
    {
        await using var rig = await FrontRig.StartAsync();
        await rig.ControlAsync(HttpMethod.Put, "oauth", new { refreshRotation = "Daily" });
        rig.Time.Advance(TimeSpan.FromHours(23));
        (await RefreshAsync(rig, rig.RefreshToken)).Body["refresh_token"]!.GetValue<string>().Should().Be(rig.RefreshToken);

        rig.Time.Advance(TimeSpan.FromHours(1));

        (await RefreshAsync(rig, rig.RefreshToken)).Body["refresh_token"]!.GetValue<string>().Should().NotBe(rig.RefreshToken);
        (await RefreshAsync(rig, rig.RefreshToken)).Body["error"]!.GetValue<string>().Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Refresh_tokens_end_for_good_after_five_years_however_often_they_are_refreshed()
    {
        await using var rig = await FrontRig.StartAsync();
        var refresh = rig.RefreshToken;
        for (var days = 0; days < 5 * 365 - 50; days += 50)
        {
            rig.Time.Advance(TimeSpan.FromDays(50));
            refresh = (await RefreshAsync(rig, refresh)).Body["refresh_token"]!.GetValue<string>();
        }

        rig.Time.Advance(TimeSpan.FromDays(50));

        (await RefreshAsync(rig, refresh)).Body["error"]!.GetValue<string>().Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Revoking_either_token_kills_the_pair()
    {
        await using var rig = await FrontRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/oauth2/tokens/revoke")
        {
            Content = new StringContent(new JsonObject { ["token"] = rig.AccessToken }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = Basic();

        using var response = await rig.Http.SendAsync(request, Cancellation);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Cancellation)).Should().BeEmpty();
        (await rig.ReadAsync()).Should().Be(401);
        (await RefreshAsync(rig, rig.RefreshToken)).Body["error"]!.GetValue<string>().Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData("openid_configuration")]
    [InlineData("openid_sandbox_configuration")]
    public async Task Discovery_leads_to_the_endpoints_of_this_simulator(string document)
    {
        await using var rig = await FrontRig.StartAsync();

        var discovery = JsonNode.Parse(await rig.Http.GetStringAsync("/.well-known/" + document, Cancellation))!;

        discovery["token_endpoint"]!.GetValue<string>().Should().Be(new Uri(rig.Http.BaseAddress!, "/oauth2/v1/tokens/bearer").AbsoluteUri);
        discovery["jwks_uri"]!.GetValue<string>().Should().Be(new Uri(rig.Http.BaseAddress!, "/op/v1/jwks").AbsoluteUri);
    }

    private static string Authorize(string scope) =>
        $"/connect/oauth2?client_id=simulator-client&response_type=code&scope={Uri.EscapeDataString(scope)}&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s%201";

    private static async Task<System.Collections.Specialized.NameValueCollection> BackAsync(FrontRig rig, string url)
    {
        using var response = await rig.Http.GetAsync(url, Cancellation);
        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return HttpUtility.ParseQueryString(response.Headers.Location!.Query);
    }

    private static Task<(HttpStatusCode Status, JsonObject Body)> RefreshAsync(FrontRig rig, string value) => TokenAsync(rig, ("grant_type", "refresh_token"), ("refresh_token", value));

    private static async Task<(HttpStatusCode Status, JsonObject Body)> TokenAsync(FrontRig rig, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth2/v1/tokens/bearer") { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Authorization = Basic();
        using var response = await rig.Http.SendAsync(request, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!.AsObject());
    }

    private static async Task<(HttpStatusCode Status, string? Email)> UserAsync(FrontRig rig, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/openid_connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await rig.Http.SendAsync(request, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["email"]?.GetValue<string>());
    }

    private static AuthenticationHeaderValue Basic() => new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("simulator-client:simulator-secret")));

    private static byte[] Decoded(JsonNode? value) => Base64Url.DecodeFromChars(value!.GetValue<string>());
}
