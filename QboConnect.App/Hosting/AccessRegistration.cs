using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using QboConnect.App.Features.Access;
using QboConnect.App.Features.Connect;
using QboConnect.Core.Access;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Hosting;

/// <summary>Sign-in: ASP.NET Core Identity with a cookie, everything closed to strangers unless it says otherwise.</summary>
internal static class AccessRegistration
{
    /// <summary>Sign-in attempts one address may make in a minute, over all accounts; the lockout guards the single account.</summary>
    public const int AttemptsPerMinute = 20;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingSignIn>();
        services.AddAuthentication(options => options.DefaultScheme = IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "qboconnect";
            cookie.LoginPath = AppRoutes.SignIn;
            cookie.LogoutPath = AppRoutes.SignOut;
            cookie.AccessDeniedPath = AppRoutes.AccessDenied;
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        });
        services.AddIdentityCore<AppUser>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.Lockout.MaxFailedAccessAttempts = SignInRules.FailuresBeforeLockout;
                identity.Lockout.DefaultLockoutTimeSpan = SignInRules.Lockout;
                // Length is what makes a password hard to guess (NIST SP 800-63B, 5.1.1.2).
                identity.Password.RequiredLength = SignInRules.PasswordLength;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<QboConnectDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<UserClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.QuickBooks, policy => policy.RequireClaim(Permissions.ClaimType, Permissions.QuickBooks))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<OwnerAccount>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, cancellation) =>
                new ValueTask(rejected.HttpContext.Response.WriteAsync("Too many sign-in attempts from your address. Wait a minute, then try again.", cancellation));
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsAttempt(context.Request)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = AttemptsPerMinute, Window = TimeSpan.FromMinutes(1) })
                    : RateLimitPartition.GetNoLimiter(""));
        });
        return services;
    }

    public static void MapAccess(this WebApplication app) =>
        app.MapPost(AppRoutes.SignOut, async (HttpContext context, IAntiforgery antiforgery, SignInManager<AppUser> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Results.BadRequest();
            }

            await signIn.SignOutAsync();
            return Results.LocalRedirect(AppRoutes.SignIn);
        }).OpenWhileMigrating();

    private static bool IsAttempt(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (request.Path.Equals(AppRoutes.SignIn, StringComparison.OrdinalIgnoreCase) || request.Path.Equals(AppRoutes.FirstStart, StringComparison.OrdinalIgnoreCase));

    /// <summary>Puts the user's permissions into the cookie; the owner has them all.</summary>
    private sealed class UserClaims(UserManager<AppUser> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<AppUser>(users, options)
    {
        protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
        {
            var identity = await base.GenerateClaimsAsync(user);
            if (user.IsOwner)
            {
                identity.AddClaims(Permissions.All.Where(permission => !identity.HasClaim(Permissions.ClaimType, permission)).Select(permission => new Claim(Permissions.ClaimType, permission)));
            }

            return identity;
        }
    }
}
