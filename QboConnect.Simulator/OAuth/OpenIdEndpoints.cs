using System.Text;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.OAuth;

/// <summary>Discovery, keys and userinfo, on Intuit's paths (facts, 1.1 and 1.4). Addresses are those the caller reached the simulator at.</summary>
internal static class OpenIdEndpoints
{
    public static void MapOpenId(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid_configuration", Discovery);
        app.MapGet("/.well-known/openid_sandbox_configuration", Discovery);
        app.MapGet("/op/v1/jwks", (IdTokens idTokens) => Json(idTokens.KeySet()));
        app.MapGet("/v1/openid_connect/userinfo", UserInfo);
    }

    private static IResult Discovery(HttpRequest request)
    {
        var here = $"{request.Scheme}://{request.Host}";
        return Json(new JsonObject
        {
            ["issuer"] = IdTokens.Issuer,
            ["authorization_endpoint"] = $"{here}/connect/oauth2",
            ["token_endpoint"] = $"{here}/oauth2/v1/tokens/bearer",
            ["userinfo_endpoint"] = $"{here}/v1/openid_connect/userinfo",
            ["revocation_endpoint"] = $"{here}/v2/oauth2/tokens/revoke",
            ["jwks_uri"] = $"{here}/op/v1/jwks",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid", "email", "profile", "address", "phone"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
            ["claims_supported"] = new JsonArray("aud", "exp", "iat", "iss", "realmid", "sub"),
        });
    }

    private static IResult UserInfo(HttpContext context, TokenStore tokens)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? tokens.Find(header[7..].Trim(), TokenStore.Access) : null;
        if (token?.Allows("openid") == true)
        {
            return Json(SimulatedUser.Claims(token));
        }
        var error = token is null ? "invalid_token" : "insufficient_scope";
        context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"Intuit\", error=\"{error}\"";
        return Json(new JsonObject { ["error"] = error }, token is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden);
    }

    private static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) => Results.Text(Encoding.UTF8.GetString(body.Bytes()), "application/json", statusCode: status);
}
