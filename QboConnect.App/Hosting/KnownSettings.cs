using QboConnect.Core.Notifications;
using QboConnect.Core.QuickBooks;

namespace QboConnect.App.Hosting;

/// <summary>Finds misspelt settings, which would otherwise be ignored without a word.</summary>
internal static class KnownSettings
{
    private static readonly (string Section, string[] Keys)[] Sections =
    [
        ("Data", ["Directory"]),
        ("Database", ["Provider", "ConnectionString"]),
        ("Node", ["Number"]),
        ("Simulator", ["Url", "Embedded"]),
        (MailOptions.Section, [.. typeof(MailOptions).GetProperties().Where(property => property.Name != nameof(MailOptions.KeptIn)).Select(property => property.Name)]),
        (QboOptions.Section, [.. typeof(QboOptions).GetProperties().Where(property => property.CanWrite && property.Name != nameof(QboOptions.SimulatorUrl)).Select(property => property.Name)]),
    ];

    /// <summary>Looks for keys that nothing reads in the app's own sections.</summary>
    /// <exception cref="CannotStartException">There is one.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (section, keys) in Sections)
        {
            var unknown = configuration.GetSection(section).GetChildren().FirstOrDefault(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase));
            if (unknown is not null)
            {
                throw new CannotStartException($"{unknown.Path} is not a setting: the settings in {section} are {string.Join(", ", keys)}.");
            }
        }
    }
}
