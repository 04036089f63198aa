namespace QboConnect.App.Hosting;

/// <summary>One line a feature: what its pages and jobs need.</summary>
internal static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services;
}
