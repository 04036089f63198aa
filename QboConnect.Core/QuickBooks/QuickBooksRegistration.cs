using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QboConnect.Core.QuickBooks;

/// <summary>Registers the QuickBooks client.</summary>
public static class QuickBooksRegistration
{
    /// <summary>
    /// Adds <see cref="QboAuthorization"/> and <see cref="QboClientFactory"/>, both singletons. An <see cref="IQboTokenStore"/>
    /// has to be registered as a singleton beside them.
    /// </summary>
    public static IServiceCollection AddQuickBooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QboOptions>()
            .Bind(configuration.GetSection(QboOptions.Section))
            .Configure(options =>
            {
                if (Uri.TryCreate(configuration["Simulator:Url"], UriKind.RelativeOrAbsolute, out var simulator))
                {
                    options.SimulatorUrl = simulator;
                }
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QboOptions>, QboOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);

        // The pipeline has its own time-outs and its own log, which leaves tokens and queries out.
        services.AddHttpClient(QboTransport.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler
            {
                ConnectTimeout = s.GetRequiredService<IOptions<QboOptions>>().Value.Limits.ConnectTimeout,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                UseCookies = false,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        services.AddSingleton<QboTelemetry>();
        services.AddSingleton<QboTransport>();
        services.AddSingleton<QboTokenEndpoint>();
        services.AddSingleton<QboAccessTokens>();
        services.AddSingleton(s => new QboAuthorization(
            s.GetRequiredService<QboTokenEndpoint>(),
            s.GetRequiredService<QboAccessTokens>(),
            s.GetRequiredService<IQboTokenStore>(),
            s.GetRequiredService<IOptions<QboOptions>>()));
        services.AddSingleton(s => new QboClientFactory(
            s.GetRequiredService<IOptions<QboOptions>>(),
            s.GetRequiredService<QboTransport>(),
            s.GetRequiredService<QboAccessTokens>(),
            s.GetRequiredService<QboTelemetry>(),
            s.GetRequiredService<TimeProvider>()));
        return services;
    }
}
