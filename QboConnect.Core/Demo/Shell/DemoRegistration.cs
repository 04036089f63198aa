using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Demo.Shell;

/// <summary>Registers the demo company.</summary>
public static class DemoRegistration
{
    /// <summary>Registers what loads the demo company.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services.AddSingleton<LoadDemoCompany>();
}
