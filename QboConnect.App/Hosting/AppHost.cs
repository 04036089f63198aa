using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using QboConnect.App.Features.Connect;
using QboConnect.App.Shared;
using QboConnect.Core.Notifications;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.App.Hosting;

/// <summary>Puts the app together, in the order it starts: settings, data directory, services, database, web server.</summary>
internal static class AppHost
{
    /// <summary>Runs until stopped. A start that cannot succeed is one sentence on standard error and exit code 1.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            var settings = app.Services.GetRequiredService<AppSettings>();
            // Nodes on one PostgreSQL share the directory, for its keys; on SQLite a second one would run every job twice.
            await using var held = settings.Provider == DatabaseProvider.Sqlite ? DataFolder.Hold(settings.DataDirectory) : null;
            await PrepareAsync(app);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartProblem.SentenceFor(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static WebApplication Build(string[] args)
    {
        // The settings file is linked from the repository's root and lies beside the binaries, so that dotnet run, tests and published output read the same one.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddUserSecrets<Program>(optional: true).AddEnvironmentVariables().AddCommandLine(args);
        // Outside Development, unpublished build output would serve every style sheet and script empty.
        builder.WebHost.UseStaticWebAssets();

        var settings = AppSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        AddServices(builder, settings);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, AppSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddPersistence(settings.Provider, settings.ConnectionString, settings.Node);
        services.AddDataProtection()
            .SetApplicationName("QboConnect")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.DataDirectory, "keys")));
        services.AddSingleton(new BackupFolder(Path.Combine(settings.DataDirectory, "backups")));
        services.AddQuickBooks(builder.Configuration);
        if (settings.Simulator is not null)
        {
            services.AddHostedService<EmbeddedSimulator>();
        }

        services.AddScheduler(settings);
        services.Configure<MailOptions>(builder.Configuration.GetSection(MailOptions.Section));
        services.Configure<MailOptions>(mail =>
        {
            mail.PublicUrl = mail.PublicUrl.Length > 0 ? mail.PublicUrl : (builder.Configuration["Urls"] ?? "").Split(';')[0];
            mail.KeptIn = Path.Combine(settings.DataDirectory, "mail");
        });
        services.AddAccess();
        services.AddHealth();
        services.AddFeatures();
        services.AddMudServices();
        services.AddRazorComponents().AddInteractiveServerComponents();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseBrowserSafety();
        app.UseBrowserCulture();
        app.UseAuthentication();
        app.UseMigrationLock();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapAccess();
        app.MapFeatures();
        app.MapRazorComponents<Shared.App>().AddInteractiveServerRenderMode();
    }

    /// <summary>Everything that can fail for a reason an operator can mend, before the first hosted service starts.</summary>
    private static async Task PrepareAsync(WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        foreach (var url in app.Services.GetRequiredService<AppSettings>().Listens)
        {
            Ports.MustBeFree(url);
        }

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<QboConnectDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await app.Services.GetRequiredService<InterruptedRuns>().CloseAsync(CancellationToken.None);
    }
}
