using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.QuickBooks;

public sealed class QboTokenTests
{
    private const string Term = """{"Term":{"Id":"7","SyncToken":"0","Name":"Net 30"}}""";
    private const string Expired = """{"warnings":null,"intuitObject":null,"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"Token expired: AB01","code":"3200","element":null}],"type":"AUTHENTICATION"},"report":null,"queryResponse":null,"batchItemResponse":[],"time":1601391072830}""";
    private const string InvalidGrant = """{"error":"invalid_grant","error_description":"Token invalid"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_calls_on_a_dead_token_refresh_it_once_and_all_succeed()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = call => call.Authorization == "Bearer access-2" ? (200, Term) : (401, Expired);
        rig.Stub.Tokens = _ => (200, QboRig.TokenAnswer("access-2", "refresh-2"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => rig.Client.ReadAsync<QboTerm>("7", Cancellation)));

        outcomes.Should().AllBeOfType<QboOutcome<QboTerm>.Ok>();
        rig.Stub.SignInCalls.Should().ContainSingle().Which.Body.Should().Be("grant_type=refresh_token&refresh_token=refresh-1");
    }

    [Fact]
    public async Task A_rotated_token_is_stored_before_it_is_used()
    {
        await using var rig = await QboRig.StartAsync();
        var storedWhenUsed = "";
        rig.Stub.Tokens = _ => (200, QboRig.TokenAnswer("access-2", "refresh-2"));
        rig.Stub.Otherwise = call =>
        {
            if (call.Authorization != "Bearer access-2")
            {
                return (401, Expired);
            }
            storedWhenUsed = rig.Store.Tokens[QboRig.Realm].RefreshToken;
            return (200, Term);
        };

        var outcome = await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        storedWhenUsed.Should().Be("refresh-2");
    }

    [Fact]
    public async Task A_rotated_token_that_could_not_be_stored_is_stored_before_anything_else_and_not_lost()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Tokens = _ => (200, QboRig.TokenAnswer("access-2", "refresh-2"));
        rig.Stub.Otherwise = call => call.Authorization == "Bearer access-2" ? (200, Term) : (401, Expired);
        rig.Store.FailingSaves = 1;

        await FluentActions.Awaiting(() => rig.Client.ReadAsync<QboTerm>("7", Cancellation)).Should().ThrowAsync<IOException>();
        var second = await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        second.IsOk(out _).Should().BeTrue();
        rig.Stub.SignInCalls.Should().ContainSingle("the refresh token of the first answer is still good");
        rig.Store.Tokens[QboRig.Realm].RefreshToken.Should().Be("refresh-2");
    }

    [Fact]
    public async Task A_token_about_to_expire_is_refreshed_without_being_refused_first()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await QboRig.StartAsync(clock: clock);
        rig.Stub.Tokens = _ => (200, QboRig.TokenAnswer("access-2", "refresh-2"));
        rig.Stub.Otherwise = _ => (200, Term);

        clock.Advance(TimeSpan.FromMinutes(58));
        await rig.Client.ReadAsync<QboTerm>("7", Cancellation);
        clock.Advance(TimeSpan.FromMinutes(1.5));
        await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        rig.Stub.Calls.Select(c => c.Authorization).Should().Equal("Bearer access-1", "Bearer access-2");
        rig.Store.Tokens[QboRig.Realm].RefreshTokenExpiresAt.Should().Be(clock.GetUtcNow().AddSeconds(8_726_400));
    }

    [Fact]
    public async Task A_dead_refresh_token_asks_the_merchant_to_connect_again_and_is_not_tried_twice()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = _ => (401, Expired);
        rig.Stub.Tokens = _ => (400, InvalidGrant);

        var outcomes = new[]
        {
            await rig.Client.ReadAsync<QboTerm>("7", Cancellation),
            await rig.Client.ReadAsync<QboTerm>("7", Cancellation),
        };

        outcomes.Should().AllSatisfy(o => o.Should().BeOfType<QboOutcome<QboTerm>.Refused>().Which.Fault.Class.Should().Be(QboFaultClass.Reconnect));
        rig.Stub.SignInCalls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_token_that_another_node_refreshed_meanwhile_is_taken_from_the_store()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = call => call.Authorization == "Bearer access-9" ? (200, Term) : (401, Expired);
        rig.Stub.Tokens = _ =>
        {
            rig.Store.Tokens[QboRig.Realm] = QboRig.LivingTokens(TimeProvider.System, "access-9", "refresh-9");
            return (400, InvalidGrant);
        };

        var outcome = await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        rig.Store.Tokens[QboRig.Realm].RefreshToken.Should().Be("refresh-9");
    }

    [Fact]
    public async Task A_user_who_lost_access_is_told_so_and_no_token_is_refreshed()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(401, """{"Fault":{"Error":[{"Message":"Authorization Failure","Detail":"AuthorizationFailure: -11014-You do not have access to use QuickBooks Online Plus.","code":"120"}],"type":"AuthorizationFault"}}""");

        var outcome = await rig.Client.ReadAsync<QboTerm>("7", Cancellation);

        var fault = outcome.Should().BeOfType<QboOutcome<QboTerm>.Refused>().Which.Fault;
        fault.Class.Should().Be(QboFaultClass.Reconnect);
        fault.Cause.Should().Contain("no longer has access");
        rig.Stub.SignInCalls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_company_that_is_not_connected_is_refused_without_a_call()
    {
        await using var rig = await QboRig.StartAsync();

        var outcome = await rig.Factory.For("4711", readOnly: false).ReadAsync<QboTerm>("7", Cancellation);

        outcome.Should().BeOfType<QboOutcome<QboTerm>.Refused>().Which.Fault.Code.Should().Be("NotConnected");
        rig.Stub.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_endpoint_that_fails_for_a_moment_is_asked_again()
    {
        await using var rig = await QboRig.StartAsync();
        var asked = 0;
        rig.Stub.Otherwise = call => call.Authorization == "Bearer access-2" ? (200, Term) : (401, Expired);
        rig.Stub.Tokens = _ => ++asked < 3 ? (503, "") : (200, QboRig.TokenAnswer("access-2", "refresh-2"));

        (await rig.Client.ReadAsync<QboTerm>("7", Cancellation)).IsOk(out _).Should().BeTrue();
        asked.Should().Be(3);
    }

    [Fact]
    public async Task The_authorise_address_asks_for_accounting_and_carries_the_state()
    {
        await using var rig = await QboRig.StartAsync();

        var url = rig.Authorization.AuthoriseUrl(new Uri("http://localhost:5080/connect/callback"), "s+/ &=");

        url.AbsolutePath.Should().Be("/connect/oauth2");
        url.Query.Should().Be("?client_id=simulator-client&response_type=code&scope=com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2Flocalhost%3A5080%2Fconnect%2Fcallback&state=s%2B%2F%20%26%3D");
    }

    [Fact]
    public async Task A_code_is_exchanged_once_with_basic_authorisation_and_its_tokens_are_stored()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Tokens = _ => (200, """{"x_refresh_token_expires_in":8726400,"x_refresh_token_hard_expires_in":157680000,"refresh_token":"r","access_token":"a","token_type":"bearer","expires_in":3600}""");

        var outcome = await rig.Authorization.ExchangeCodeAsync("4711", "the code", new Uri("http://localhost:5080/callback"), Cancellation);

        outcome.IsOk(out var tokens).Should().BeTrue();
        rig.Store.Tokens["4711"].Should().Be(tokens);
        (tokens!.RefreshTokenEndsAt - tokens.AccessTokenExpiresAt).Should().Be(TimeSpan.FromSeconds(157_680_000 - 3600));
        var call = rig.Stub.SignInCalls.Should().ContainSingle().Subject;
        call.Path.Should().Be("/oauth2/v1/tokens/bearer");
        call.Authorization.Should().Be("Basic " + Convert.ToBase64String("simulator-client:simulator-secret"u8));
        call.Body.Should().Be("grant_type=authorization_code&code=the%20code&redirect_uri=http%3A%2F%2Flocalhost%3A5080%2Fcallback");
    }

    [Fact]
    public async Task Wrong_keys_are_a_settings_problem()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Tokens = _ => (401, """{"error":"invalid_client"}""");

        var outcome = await rig.Authorization.ExchangeCodeAsync("4711", "c", new Uri("http://localhost/"), Cancellation);

        outcome.Should().BeOfType<QboOutcome<QboTokens>.Refused>().Which.Fault.Remedy.Should().Contain("QuickBooks:ClientSecret");
    }

    [Fact]
    public async Task Revoking_gives_the_connection_back_and_forgets_it()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Tokens = _ => (200, "");

        var outcome = await rig.Authorization.RevokeAsync(QboRig.Realm, Cancellation);

        outcome.IsOk(out _).Should().BeTrue();
        rig.Stub.SignInCalls.Should().ContainSingle().Which.Body.Should().Be("""{"token":"refresh-1"}""");
        rig.Store.Tokens.Should().BeEmpty();
        (await rig.Client.ReadAsync<QboTerm>("7", Cancellation)).IsOk(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Tokens_stay_where_revoking_did_not_reach_Intuit()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Tokens = _ => (503, "");

        (await rig.Authorization.RevokeAsync(QboRig.Realm, Cancellation)).IsOk(out _).Should().BeFalse();
        rig.Store.Tokens.Should().ContainKey(QboRig.Realm);
    }

    [Fact]
    public async Task No_secret_reaches_the_log_at_any_level()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Otherwise = call => call.Authorization == "Bearer access-2" ? (200, Term) : (401, Expired);
        rig.Stub.Tokens = _ => (200, QboRig.TokenAnswer("access-2", "refresh-2"));

        await rig.Client.CreateAsync(new QboTerm { Name = "Net 30" }, "r-1", Cancellation);
        await rig.Authorization.ExchangeCodeAsync("4711", "code-1", new Uri("http://localhost/"), Cancellation);
        await rig.Authorization.RevokeAsync(QboRig.Realm, Cancellation);

        var log = string.Join('\n', rig.Log.Lines);
        log.Should().Contain("POST /v3/company/9130350000000001/term 200").And.Contain("1-tid");
        log.Should().NotContainAny("access-1", "access-2", "refresh-1", "refresh-2", "code-1", "simulator-secret", Convert.ToBase64String("simulator-client:simulator-secret"u8));
    }

    [Fact]
    public void Tokens_do_not_print_themselves()
    {
        var tokens = new QboTokens("secret-a", DateTimeOffset.UnixEpoch, "secret-r", DateTimeOffset.UnixEpoch, null);

        $"{tokens}".Should().Be("QboTokens { access until 1970-01-01 00:00:00Z, refresh until 1970-01-01 00:00:00Z }");
    }
}
