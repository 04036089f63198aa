using QboConnect.App.Features.Access;
using QboConnect.App.Features.Connect.Rehearsal;
using QboConnect.App.Jobs;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Features.Connect;

/// <summary>The two addresses a browser passes on its way to QuickBooks and back (they set and read a cookie, which a circuit cannot), and the download of a backup.</summary>
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
        // A migration that stopped because the sign-in at QuickBooks ended needs a new one to go on.
        app.MapGet(AppRoutes.Authorise, BeginAsync).RequireAuthorization(Policies.QuickBooks).OpenWhileMigrating();
        app.MapGet(AppRoutes.AuthoriseCallback, FinishAsync).RequireAuthorization(Policies.QuickBooks).OpenWhileMigrating();
        app.MapGet(AppRoutes.EndedAtQuickBooks, EndAsync).RequireAuthorization(Policies.QuickBooks).OpenWhileMigrating();
        app.MapGet(AppRoutes.Backup, BackUpAsync).RequireAuthorization(Policies.QuickBooks);
        app.MapRehearsalExport();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ConnectCompany connect, bool takeOver = false)
    {
        var (consent, secret) = await connect.BeginAsync(Callback(context.Request), context.RequestAborted, takeOver);
        context.Response.Cookies.Append(Cookie, secret, Options(context, OAuthAttempt.Life));
        return Results.Redirect(consent.AbsoluteUri);
    }

    private static async Task<IResult> BackUpAsync(BackUpDatabase backup, TimeProvider clock, CancellationToken cancellation)
    {
        var file = await backup.KeepAsync($"download-{clock.GetUtcNow():yyyyMMdd-HHmmss}", cancellation);
        // It is the merchant's now; what the data directory keeps is the copy the migration makes.
        var content = new FileStream(file, new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        return Results.File(content, "application/octet-stream", $"qboconnect-{Path.GetFileName(file)}");
    }

    private static async Task<IResult> FinishAsync(HttpContext context, ConnectCompany connect)
    {
        var query = context.Request.Query;
        var answer = new ConsentAnswer(query["state"], query["code"], query["realmId"], query["error"]);
        var result = await connect.FinishAsync(answer, context.Request.Cookies[Cookie], Callback(context.Request), context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, Options(context, TimeSpan.Zero));
        return Results.LocalRedirect(result.IsConnected
            ? AppRoutes.ConnectWizard
            : AppRoutes.OfConnectProblem(await connect.KeepAsync(result, context.RequestAborted)));
    }

    // Intuit's Disconnect URL: the browser lands here after the merchant disconnected inside QuickBooks. The page then shows how the connection stands.
    private static async Task<IResult> EndAsync(HttpContext context, ConnectCompany connect)
    {
        await connect.EndedAtQuickBooksAsync(context.RequestAborted);
        return Results.LocalRedirect(AppRoutes.QuickBooks);
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
