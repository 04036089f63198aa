namespace QboConnect.Core.Connect;

/// <summary>One trip to QuickBooks' consent page. Only hashes are kept: neither the state nor the browser's secret can be read from the database.</summary>
public sealed class OAuthAttempt
{
    /// <summary>How long the merchant may take.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>SHA-256 of the state that QuickBooks sends back.</summary>
    public required string StateHash { get; init; }

    /// <summary>SHA-256 of the secret in the browser's cookie.</summary>
    public required string BrowserHash { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether the merchant wants the company also where another installation seems to be connected to it.</summary>
    public bool TakesOver { get; init; }
}
