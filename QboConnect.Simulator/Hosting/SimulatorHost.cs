using System.Text.Json.Serialization;
using QboConnect.Simulator.Attachments;
using QboConnect.Simulator.Batch;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Control;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Injection;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Requests;
using QboConnect.Simulator.Rest;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Tax;
using QboConnect.Simulator.Throttling;
using QboConnect.Simulator.Web;
using QboConnect.Simulator.Webhooks;

namespace QboConnect.Simulator.Hosting;

/// <summary>Builds a simulator: for its own program, for the App that embeds it, and for tests.</summary>
public static class SimulatorHost
{
    /// <summary>A simulator that is ready to be started. It reads no configuration but <paramref name="options"/>, so that the
    /// settings of a host around it cannot reach it.</summary>
    public static WebApplication Build(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 101 * 1024 * 1024);
        builder.Services.AddSingleton(new Clock(options.Time));
        builder.Services.AddSingleton(_ => new Database(options.DataPath));
        builder.Services.AddSingleton<WriteQueue>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<Subscriptions>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WebhookSender>());
        builder.Services.AddSingleton(new SimulatorClient(options.ClientId, options.ClientSecret, options.ClientName));
        builder.Services.AddSingleton<CompanyDirectory>();
        builder.Services.AddSingleton<TokenStore>();
        builder.Services.AddSingleton<IdTokens>();
        builder.Services.AddSingleton<Operations>();
        builder.Services.AddSingleton<BatchRunner>();
        builder.Services.AddSingleton<Tax.TaxService>();
        builder.Services.AddSingleton<AttachedFiles>();
        builder.Services.AddSingleton<RestEndpoint>();
        builder.Services.AddSingleton<CompanyFactory>();
        builder.Services.AddSingleton<CompanyArchive>();
        builder.Services.AddSingleton<CompanyImport>();
        builder.Services.AddSingleton(services => new Throttle(services.GetRequiredService<Clock>()) { Settings = new ThrottleSettings(options.Throttled) });
        builder.Services.AddSingleton<FaultInjector>();
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddRequestDecompression();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow);
        builder.Services.AddOpenApi(openApi =>
        {
            openApi.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("simulator/", StringComparison.Ordinal) == true;
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "QuickBooks Online simulator: control surface", Version = "1", Description = "Steers the simulator. Answers this machine only." };
                return Task.CompletedTask;
            });
        });

        var app = builder.Build();
        app.Use(Trace);
        app.Use(ControlEndpoints.GuardAsync);
        app.Use(app.Services.GetRequiredService<RequestLog>().RecordAsync);
        app.Use(app.Services.GetRequiredService<FaultInjector>().RunAsync);
        app.UseRequestDecompression();
        app.UseRouting();
        app.MapOAuth();
        app.MapOpenId();
        app.MapPages();
        app.MapControl();
        app.MapCompanySettings();
        app.MapFiles();
        app.Map("/v3/company/{realmId}/{**path}", app.Services.GetRequiredService<RestEndpoint>().HandleAsync);
        if (options.WithDemoCompany)
        {
            app.Services.GetRequiredService<CompanyFactory>().EnsureDemo();
        }
        return app;
    }

    /// <summary>Every answer names its request (facts, 2.1).</summary>
    private static Task Trace(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["intuit_tid"] = "1-" + Guid.NewGuid().ToString("N");
        context.Response.Headers["Qbo-Version"] = "1975.100";
        return next(context);
    }
}
