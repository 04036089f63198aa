using Microsoft.AspNetCore.WebUtilities;
using QboConnect.App.Features.Access;
using QboConnect.App.Features.Connect.Rehearsal;
using QboConnect.App.Jobs;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;

namespace QboConnect.App.Features.Connect;

/// <summary>The two addresses a browser passes on its way to QuickBooks and back. They set and read a cookie, which a circuit cannot.</summary>
internal static class ConnectEndpoints
{
    private const string Cookie = "qboconnect.consent";

    /// <summary>What the wizard's pages and the migration need.</summary>
    public static IServiceCollection AddConnectPages(this IServiceCollection services) => services
        .AddSingleton<RehearseMigration>()
        .AddSingleton<RehearsalDesk>()
        .AddSingleton<MigrationStart>()
        .AddHostedService(sources => sources.GetRequiredService<MigrationStart>());

    public static void MapConnect(this WebApplication app)
    {
        app.MapGet(AppRoutes.Authorise, BeginAsync).RequireAuthorization(Policies.QuickBooks);
        app.MapRehearsalExport();
        app.MapGet(AppRoutes.AuthoriseCallback, FinishAsync).RequireAuthorization(Policies.QuickBooks);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ConnectCompany connect)
    {
        var (consent, secret) = await connect.BeginAsync(Callback(context.Request), context.RequestAborted);
        context.Response.Cookies.Append(Cookie, secret, Options(context, OAuthAttempt.Life));
        return Results.Redirect(consent.AbsoluteUri);
    }

    private static async Task<IResult> FinishAsync(HttpContext context, ConnectCompany connect)
    {
        var query = context.Request.Query;
        var answer = new ConsentAnswer(query["state"], query["code"], query["realmId"], query["error"]);
        var result = await connect.FinishAsync(answer, context.Request.Cookies[Cookie], Callback(context.Request), context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, Options(context, TimeSpan.Zero));
        return Results.LocalRedirect(result.IsConnected
            ? AppRoutes.ConnectWizard
            : QueryHelpers.AddQueryString(AppRoutes.ConnectProblem, new Dictionary<string, string?> { ["code"] = result.Code.ToString(), ["cause"] = result.Cause, ["remedy"] = result.Remedy }));
    }

    private static CookieOptions Options(HttpContext context, TimeSpan life) => new()
    {
        HttpOnly = true,
        // The way back comes from QuickBooks' site: a strict cookie would stay away.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = AppRoutes.QuickBooks,
        MaxAge = life,
    };

    private static Uri Callback(HttpRequest request) => new($"{request.Scheme}://{request.Host}{request.PathBase}{AppRoutes.AuthoriseCallback}");
}
