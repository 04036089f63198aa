using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.OAuth;

/// <summary>Authorise, token and revoke, on Intuit's paths (facts, section 1).</summary>
internal static class OAuthEndpoints
{
    private const string HardLimitHeader = "x-include-refresh-token-hard-expires-in";

    public static void MapOAuth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/connect/oauth2", Authorise).ExcludeFromDescription();
        app.MapPost("/oauth2/v1/tokens/bearer", GiveToken);
        app.MapPost("/v2/oauth2/tokens/revoke", Revoke);
    }

    /// <summary>The token answer of RFC 6749, with Intuit's extra life times.</summary>
    /// <param name="withHardLimit">Whether the client asked when its refresh tokens end for good.</param>
    public static JsonObject Pair(Token access, Token refresh, DateTimeOffset now, bool withHardLimit = false)
    {
        var pair = new JsonObject
        {
            ["x_refresh_token_expires_in"] = Seconds(refresh.Expires - now),
            ["refresh_token"] = refresh.Value,
            ["access_token"] = access.Value,
            ["token_type"] = "bearer",
            ["expires_in"] = Seconds(access.Expires - now),
        };
        if (withHardLimit)
        {
            pair["x_refresh_token_hard_expires_in"] = Seconds(refresh.GrantEnds - now);
        }
        return pair;
    }

    /// <summary>Moments are kept in whole seconds, so what is left of an hour just begun is a part of a second short of it.</summary>
    private static long Seconds(TimeSpan left) => (long)Math.Ceiling(left.TotalSeconds);

    public static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IResult Authorise(HttpRequest request, CompanyDirectory companies, TokenStore tokens, SimulatorClient client)
    {
        var query = request.Query;
        var redirect = query["redirect_uri"].ToString();
        var problem = query["client_id"] != client.Id ? "The client_id is not that of a registered app."
            : !IsLoopback(redirect) ? "The redirect_uri is not a registered one. The simulator accepts every address of this machine."
            : query["response_type"] != "code" ? "The response_type must be code."
            : query["scope"].ToString().Length == 0 ? "The scope is missing."
            : null;
        if (problem is not null)
        {
            return ConsentPage.Refusal(problem);
        }
        var state = query["state"].ToString();
        if (query["consent"] == "deny")
        {
            return Results.Redirect(With(redirect, ("error", "access_denied"), ("error_description", "The user did not authorize the app"), ("state", state)));
        }
        var realm = query["realmId"].ToString();
        if (query["consent"] == "allow" && realm.Length > 0 && companies.Find(realm) is not null)
        {
            var code = tokens.NewCode(realm, client.Id, query["scope"].ToString(), redirect);
            return Results.Redirect(With(redirect, ("code", code.Value), ("state", state), ("realmId", realm)));
        }
        return ConsentPage.Of(request, client, new Uri(redirect), companies.All());
    }

    private static async Task<IResult> GiveToken(HttpContext context, TokenStore tokens, SimulatorClient client, Clock clock, IdTokens idTokens)
    {
        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers.Pragma = "no-cache";
        if (!context.Request.HasFormContentType)
        {
            return Error("invalid_request", "The request body must be form encoded");
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Knows(client, context.Request, form))
        {
            return Error("invalid_client", "Client authentication failed", StatusCodes.Status401Unauthorized);
        }
        var grant = form["grant_type"].ToString();
        var token = grant switch
        {
            "authorization_code" => tokens.Find(form["code"].ToString(), TokenStore.Code) is { } code && code.Redirect == form["redirect_uri"] ? code : null,
            "refresh_token" => tokens.Find(form["refresh_token"].ToString(), TokenStore.Refresh),
            _ => null,
        };
        if (token is null)
        {
            return grant switch
            {
                "authorization_code" or "refresh_token" => Error("invalid_grant", "Token invalid"),
                "" => Error("invalid_request", "grant_type is missing"),
                _ => Error("unsupported_grant_type", "Grant type is not supported"),
            };
        }
        if (tokens.Exchange(token) is not var (access, refresh))
        {
            return Error("invalid_grant", "Token invalid");
        }
        var pair = Pair(access, refresh, clock.GetUtcNow(), context.Request.Headers[HardLimitHeader] == "true");
        if (token.Kind == TokenStore.Code && token.Allows("openid"))
        {
            pair["id_token"] = idTokens.For(token);
        }
        return Json(pair);
    }

    private static async Task<IResult> Revoke(HttpContext context, TokenStore tokens, SimulatorClient client)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (!Knows(client, context.Request, form))
        {
            return Error("invalid_client", "Client authentication failed", StatusCodes.Status401Unauthorized);
        }
        var token = form is null ? await TokenInJsonAsync(context) : form["token"].ToString();
        return token is not null && tokens.Revoke(token) ? Results.Ok() : Error("invalid_request", "Token invalid");
    }

    private static async Task<string?> TokenInJsonAsync(HttpContext context)
    {
        try
        {
            return (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject)?.Text("token");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) => Results.Text(Encoding.UTF8.GetString(body.Bytes()), "application/json", statusCode: status);

    private static IResult Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Json(new JsonObject { ["error"] = error, ["error_description"] = description }, status);

    private static bool Knows(SimulatorClient client, HttpRequest request, IFormCollection? form)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var buffer = new byte[header.Length];
            return Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length)
                && Encoding.UTF8.GetString(buffer, 0, length) == $"{client.Id}:{client.Secret}";
        }
        return form is not null && form["client_id"] == client.Id && form["client_secret"] == client.Secret;
    }

    private static bool IsLoopback(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && IsLoopbackHost(uri.Host);

    private static string With(string uri, params (string Name, string Value)[] values) =>
        uri + (uri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', values.Where(v => v.Value.Length > 0).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));
}

/// <summary>The one registered app.</summary>
internal sealed record SimulatorClient(string Id, string Secret, string Name);
