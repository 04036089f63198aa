using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.OAuth;

/// <summary>Authorise, token and revoke, on Intuit's paths (facts, section 1).</summary>
internal static class OAuthEndpoints
{
    public static void MapOAuth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/connect/oauth2", Authorise);
        app.MapPost("/oauth2/v1/tokens/bearer", GiveToken);
        app.MapPost("/v2/oauth2/tokens/revoke", Revoke);
    }

    /// <summary>The token answer of RFC 6749, with Intuit's extra life time.</summary>
    public static JsonObject Pair(Token access, Token refresh) => new()
    {
        ["x_refresh_token_expires_in"] = (long)TokenStore.RefreshLife.TotalSeconds,
        ["refresh_token"] = refresh.Value,
        ["access_token"] = access.Value,
        ["token_type"] = "bearer",
        ["expires_in"] = (long)TokenStore.AccessLife.TotalSeconds,
    };

    private static IResult Authorise(HttpRequest request, CompanyDirectory companies, TokenStore tokens, SimulatorClient client)
    {
        var query = request.Query;
        var redirect = query["redirect_uri"].ToString();
        if (query["client_id"] != client.Id || !IsLoopback(redirect) || query["response_type"] != "code" || query["scope"].ToString().Length == 0)
        {
            return Results.Text("The app's client id, redirect URI, response type or scope is not valid.", "text/plain", statusCode: StatusCodes.Status400BadRequest);
        }
        var state = query["state"].ToString();
        if (query["consent"] == "deny")
        {
            return Results.Redirect(With(redirect, ("error", "access_denied"), ("state", state)));
        }
        var realm = query["realmId"].ToString();
        if (query["consent"] == "allow" && companies.Find(realm) is not null)
        {
            var code = tokens.NewCode(realm, client.Id, query["scope"].ToString(), redirect);
            return Results.Redirect(With(redirect, ("code", code.Value), ("state", state), ("realmId", realm)));
        }
        return Results.Content(ConsentPage(request, companies), "text/html; charset=utf-8");
    }

    private static string ConsentPage(HttpRequest request, CompanyDirectory companies)
    {
        var here = HtmlEncoder.Default.Encode(request.QueryString.Value ?? "");
        var choices = string.Concat(companies.All().Select(c =>
            $"<li><a href=\"/connect/oauth2{here}&amp;realmId={c.Realm}&amp;consent=allow\">{HtmlEncoder.Default.Encode(c.Settings.Name)}</a> ({c.Settings.Country}, {c.Settings.Plan})</li>"));
        return $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Connect an app</title>
            <main><h1>Which company may the app use?</h1><ul>{choices}</ul><p><a href="/connect/oauth2{here}&amp;consent=deny">No, do not connect</a></p></main></html>
            """;
    }

    private static async Task<IResult> GiveToken(HttpContext context, TokenStore tokens, SimulatorClient client)
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
        switch (form["grant_type"].ToString())
        {
            case "authorization_code":
                return tokens.Find(form["code"].ToString(), TokenStore.Code) is { } code && code.Redirect == form["redirect_uri"]
                    ? Answer(tokens.NewPair(code)) : Error("invalid_grant", "Token invalid");
            case "refresh_token":
                return tokens.Find(form["refresh_token"].ToString(), TokenStore.Refresh) is { } refresh
                    ? Answer(tokens.NewPair(refresh)) : Error("invalid_grant", "Token invalid");
            case "":
                return Error("invalid_request", "grant_type is missing");
            default:
                return Error("unsupported_grant_type", "Grant type is not supported");
        }
    }

    private static async Task<IResult> Revoke(HttpContext context, TokenStore tokens, SimulatorClient client)
    {
        string? token;
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            token = form["token"];
            if (!Knows(client, context.Request, form))
            {
                return Error("invalid_client", "Client authentication failed", StatusCodes.Status401Unauthorized);
            }
        }
        else
        {
            if (!Knows(client, context.Request, null))
            {
                return Error("invalid_client", "Client authentication failed", StatusCodes.Status401Unauthorized);
            }
            try
            {
                token = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject)?.Text("token");
            }
            catch (JsonException)
            {
                token = null;
            }
        }
        return token is not null && tokens.Revoke(token) ? Results.Ok() : Error("invalid_request", "Token invalid");
    }

    private static IResult Answer((Token Access, Token Refresh) pair) => Results.Text(Encoding.UTF8.GetString(Pair(pair.Access, pair.Refresh).Bytes()), "application/json");

    private static IResult Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Text(Encoding.UTF8.GetString(new JsonObject { ["error"] = error, ["error_description"] = description }.Bytes()), "application/json", statusCode: status);

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
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private static string With(string uri, params (string Name, string Value)[] values) =>
        uri + (uri.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', values.Where(v => v.Value.Length > 0).Select(v => $"{v.Name}={Uri.EscapeDataString(v.Value)}"));
}

/// <summary>The one registered app.</summary>
internal sealed record SimulatorClient(string Id, string Secret);
