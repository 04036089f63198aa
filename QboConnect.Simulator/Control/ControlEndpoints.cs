using System.Net;
using QboConnect.Simulator.OAuth;

namespace QboConnect.Simulator.Control;

/// <summary>The control surface under /simulator/, which QuickBooks does not have. Loopback only; described by /simulator/openapi.json.</summary>
internal static class ControlEndpoints
{
    private const string Prefix = "/simulator";

    public static void MapControl(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi(Prefix + "/openapi.json");
        var group = app.MapGroup(Prefix);
        group.MapCompanies();
        group.MapClock();
        group.MapThrottle();
        group.MapFaults();
        group.MapRequests();
        group.MapTokenRules();
        group.MapWebhooks();
    }

    /// <summary>Answers 404 to whoever is not on this machine, and to a page of another site whose name was pointed at it; says what is wrong with a request that cannot be read.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        if (context.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address) || !OAuthEndpoints.IsLoopbackHost(context.Request.Host.Host))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException problem)
        {
            await Problem(problem.InnerException?.Message ?? problem.Message).ExecuteAsync(context);
        }
    }

    public static IResult Problem(string detail, int status = StatusCodes.Status400BadRequest) => Results.Problem(detail, statusCode: status);

    public static IResult UnknownCompany(string realmId) => Problem($"There is no company {realmId}.", StatusCodes.Status404NotFound);
}
