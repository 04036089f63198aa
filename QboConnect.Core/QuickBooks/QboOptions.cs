namespace QboConnect.Core.QuickBooks;

/// <summary>Which QuickBooks Online the program talks to. It decides base addresses and nothing else.</summary>
public enum QboEnvironment
{
    /// <summary>The project's own offline QuickBooks company.</summary>
    Simulator,

    /// <summary>Intuit's sandbox companies, with development keys.</summary>
    Sandbox,

    /// <summary>Real companies, with production keys.</summary>
    Production,
}

/// <summary>Settings under <c>QuickBooks:</c>. Client id and secret belong in user secrets or environment variables.</summary>
public sealed class QboOptions
{
    /// <summary>The configuration section these settings are bound from.</summary>
    public const string Section = "QuickBooks";

    /// <summary>Which QuickBooks Online to talk to.</summary>
    public QboEnvironment Environment { get; set; } = QboEnvironment.Simulator;

    /// <summary>The app's client id at Intuit (development and production keys differ).</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The app's client secret at Intuit. Never logged.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The simulator's origin, read from <c>Simulator:Url</c>; unused in the other environments.</summary>
    public Uri SimulatorUrl { get; set; } = new("http://localhost:5081");

    /// <summary>QBO's limits and the client's time-outs; changed only where a test or benchmark scales the windows.</summary>
    public QboLimits Limits { get; set; } = new();

    /// <summary>Where authorisation, tokens and the API are found in this environment.</summary>
    public QboAddresses Addresses => QboAddresses.Of(Environment, SimulatorUrl);
}

/// <summary>The addresses of one environment (Intuit's OpenID discovery documents, production and sandbox).</summary>
/// <param name="Authorise">The page where the merchant allows access.</param>
/// <param name="Token">Where codes and refresh tokens are exchanged.</param>
/// <param name="Revoke">Where a connection is given back.</param>
/// <param name="Api">The origin of <c>/v3/company/{realmId}/</c>.</param>
/// <param name="Settings">QuickBooks' screen Account and settings, with <c>{0}</c> where the company's id goes.</param>
public sealed record QboAddresses(Uri Authorise, Uri Token, Uri Revoke, Uri Api, string Settings)
{
    /// <summary>QuickBooks' screen for what cannot be set through the API.</summary>
    public Uri SettingsOf(string realmId) => new(string.Format(System.Globalization.CultureInfo.InvariantCulture, Settings, Uri.EscapeDataString(realmId)));

    /// <summary>The addresses for an environment; the simulator serves everything from one origin.</summary>
    public static QboAddresses Of(QboEnvironment environment, Uri simulator) => environment switch
    {
        QboEnvironment.Simulator => new(
            new Uri(simulator, "/connect/oauth2"),
            new Uri(simulator, "/oauth2/v1/tokens/bearer"),
            new Uri(simulator, "/v2/oauth2/tokens/revoke"),
            simulator,
            simulator.GetLeftPart(UriPartial.Authority) + "/simulator/companies/{0}/settings"),
        QboEnvironment.Sandbox => Intuit("https://sandbox-quickbooks.api.intuit.com", "https://app.sandbox.qbo.intuit.com"),
        QboEnvironment.Production => Intuit("https://quickbooks.api.intuit.com", "https://app.qbo.intuit.com"),
    };

    private static QboAddresses Intuit(string api, string screens) => new(
        new Uri("https://appcenter.intuit.com/connect/oauth2"),
        new Uri("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"),
        new Uri("https://developer.api.intuit.com/v2/oauth2/tokens/revoke"),
        new Uri(api),
        screens + "/app/settings");
}
