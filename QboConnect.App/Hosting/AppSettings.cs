using System.Globalization;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.App.Hosting;

/// <summary>The settings the app needs before it can be put together, checked.</summary>
/// <param name="DataDirectory">Where everything lies that must survive a restart; absolute, existing, writable.</param>
/// <param name="Provider">Which database.</param>
/// <param name="ConnectionString">How it is reached.</param>
/// <param name="SchedulerConnectionString">How Quartz reaches its own store: its own SQLite file (in the app's file it would wait for every write), or the same PostgreSQL database.</param>
/// <param name="Node">This node's number among those that share a database, 0 to 1023.</param>
/// <param name="Listens">Addresses that must be free.</param>
/// <param name="Simulator">Where the embedded simulator listens, or null where QuickBooks is Intuit's own or a simulator that runs by itself.</param>
internal sealed record AppSettings(
    string DataDirectory,
    DatabaseProvider Provider,
    string ConnectionString,
    string SchedulerConnectionString,
    int Node,
    IReadOnlyList<BindingAddress> Listens,
    Uri? Simulator)
{
    /// <summary>Reads and checks the settings and makes the data directory.</summary>
    /// <exception cref="CannotStartException">A setting is wrong or the data directory cannot be written to.</exception>
    public static AppSettings Read(IConfiguration configuration, string contentRoot)
    {
        KnownSettings.Check(configuration);
        var provider = Choice<DatabaseProvider>(configuration, "Database:Provider", DatabaseProvider.Sqlite);
        var environment = Choice<QboEnvironment>(configuration, "QuickBooks:Environment", QboEnvironment.Simulator);
        var node = Number(configuration, "Node:Number", 0, 1023);
        var listens = Addresses(configuration["Urls"] ?? "http://localhost:5080");
        var simulator = environment == QboEnvironment.Simulator ? WebAddress(configuration, "Simulator:Url") : null;
        if (!Flag(configuration, "Simulator:Embedded", otherwise: true))
        {
            simulator = null;
        }

        var data = DataFolder.Prepare(configuration["Data:Directory"], contentRoot);

        var server = configuration["Database:ConnectionString"] ?? "";
        if (provider == DatabaseProvider.Postgres && server.Length == 0)
        {
            throw new CannotStartException("Database:ConnectionString is empty: with Database:Provider Postgres it says where the server is, for example Host=localhost;Database=qboconnect;Username=qboconnect.");
        }

        return new AppSettings(
            data,
            provider,
            provider == DatabaseProvider.Postgres ? server : SqliteFile(data, "qboconnect.db"),
            provider == DatabaseProvider.Postgres ? server : SqliteFile(data, "quartz.db"),
            node,
            simulator is null ? listens : [.. listens, BindingAddress.Parse(simulator.GetLeftPart(UriPartial.Authority))],
            simulator);
    }

    // Microsoft.Data.Sqlite waits for a lock until the command's time-out: 5 seconds rather than its 30.
    private static string SqliteFile(string directory, string name) => $"Data Source={Path.Combine(directory, name)};Default Timeout=5";

    private static TEnum Choice<TEnum>(IConfiguration configuration, string key, TEnum otherwise)
        where TEnum : struct, Enum
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? otherwise
            : Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<TEnum>(text, ignoreCase: true)
            : throw new CannotStartException($"{key} is '{text}': it must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    private static bool Flag(IConfiguration configuration, string key, bool otherwise)
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? otherwise
            : bool.TryParse(text, out var flag) ? flag
            : throw new CannotStartException($"{key} is '{text}': it must be true or false.");
    }

    private static int Number(IConfiguration configuration, string key, int least, int most)
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) ? least
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new CannotStartException($"{key} is '{text}': it must be a whole number from {least} to {most}.");
    }

    private static Uri WebAddress(IConfiguration configuration, string key) =>
        Uri.TryCreate(configuration[key], UriKind.Absolute, out var url) && url.Scheme is "http" && url.PathAndQuery == "/"
            ? url
            : throw new CannotStartException($"{key} is '{configuration[key]}': it must be an address such as http://localhost:5081.");

    private static BindingAddress[] Addresses(string urls)
    {
        return [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

        static BindingAddress Parse(string url)
        {
            try
            {
                var address = BindingAddress.Parse(url);
                return address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65535 ? address : throw new FormatException();
            }
            catch (FormatException)
            {
                throw new CannotStartException($"Urls has '{url}': it must be an address such as http://localhost:5080.");
            }
        }
    }
}
