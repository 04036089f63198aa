using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Features.Connect;

/// <summary>
/// While a migration runs, every request that is not a page is answered 423: Core's API and the downloads (seed: "your account will be locked").
/// Pages open, and <see cref="MigrationGate"/> shows the progress in each.
/// </summary>
internal static class MigrationLock
{
    private const string RetryAfterSeconds = "30";

    /// <summary>Keeps an endpoint open while the migration runs.</summary>
    public static TBuilder OpenWhileMigrating<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Open());

    /// <summary>Goes between sign-in and authorization, so that the API answers 423 whoever asks.</summary>
    public static void UseMigrationLock(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsLockable(context) && await IsMigratingAsync(context))
        {
            await RefuseAsync(context);
            return;
        }

        await next(context);
    });

    private static bool IsLockable(HttpContext context) =>
        context.Request.Path.StartsWithSegments(AppRoutes.Api, StringComparison.OrdinalIgnoreCase)
        || (context.User.Identity?.IsAuthenticated == true
            && context.GetEndpoint() is { Metadata: var metadata }
            && metadata.GetMetadata<ComponentTypeMetadata>() is null && metadata.GetMetadata<IAllowAnonymous>() is null && metadata.GetMetadata<Open>() is null
            && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.StartsWithSegments("/_framework", StringComparison.OrdinalIgnoreCase));

    private static async Task<bool> IsMigratingAsync(HttpContext context)
    {
        await using var db = await context.RequestServices.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync(context.RequestAborted);
        return await db.Connections.AnyAsync(row => row.IsCurrent && row.State == ConnectionState.Migrating, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status423Locked;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return context.Response.WriteAsJsonAsync(
            new ProblemDetails
            {
                Type = "https://www.rfc-editor.org/rfc/rfc4918#section-11.3",
                Title = "Core is locked while it migrates to QuickBooks",
                Status = StatusCodes.Status423Locked,
                Detail = "Nothing was changed. Repeat the request once the migration is finished.",
            },
            options: null, "application/problem+json", context.RequestAborted);
    }

    private sealed class Open;
}
