using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Preflight.Shell;

/// <summary>Registers the pre-flight check and the assistant for required accounts.</summary>
public static class PreflightRegistration
{
    /// <summary>Adds them as singletons. They need the client (<c>AddQuickBooks</c>) and the connection (<c>AddConnect</c>).</summary>
    public static IServiceCollection AddPreflight(this IServiceCollection services) => services
        .AddSingleton<ReadPreflightFacts>()
        .AddSingleton<RunPreflight>();
}
