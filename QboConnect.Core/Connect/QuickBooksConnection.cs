namespace QboConnect.Core.Connect;

/// <summary>Which way data goes (seed: Select integration mode).</summary>
public enum IntegrationMode
{
    /// <summary>Nothing is ever written to QuickBooks.</summary>
    FromQuickBooksOnly,

    /// <summary>Both ways; some changes in QuickBooks cannot be taken back.</summary>
    BothWays,
}

/// <summary>Where the connection stands.</summary>
public enum ConnectionState
{
    /// <summary>Authorised at QuickBooks; the wizard is not finished.</summary>
    Connecting,

    /// <summary>The migration is running; everyone is locked out.</summary>
    Migrating,

    /// <summary>Connected and ready to sync.</summary>
    Connected,

    /// <summary>The sign-in at QuickBooks has ended; reconnecting keeps everything.</summary>
    NeedsReconnect,

    /// <summary>Disconnected by the merchant.</summary>
    Disconnected,
}

/// <summary>The connection to one QuickBooks company. Only one is current.</summary>
public sealed class QuickBooksConnection
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>QuickBooks' company id.</summary>
    public required string RealmId { get; init; }

    /// <summary>The one in use; at most one row.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Company name in QuickBooks.</summary>
    public string CompanyName { get; set; } = "";

    /// <summary>Plan, for example "Plus".</summary>
    public string Plan { get; set; } = "";

    /// <summary>Country, for example "US".</summary>
    public string Country { get; set; } = "";

    /// <summary>ISO code of QuickBooks' home currency.</summary>
    public string HomeCurrency { get; set; } = "";

    /// <summary>Which way data goes.</summary>
    public IntegrationMode Mode { get; set; }

    /// <summary>Where it stands.</summary>
    public ConnectionState State { get; set; }

    /// <summary>Access and refresh token, encrypted; null once revoked.</summary>
    public string? ProtectedTokens { get; set; }

    /// <summary>When the refresh token ends unless used, UTC; null when not known.</summary>
    public DateTimeOffset? SignInEndsAt { get; set; }

    /// <summary>When it was authorised, UTC.</summary>
    public DateTimeOffset ConnectedAt { get; set; }

    /// <summary>Integration date: the effective date of opening balances; null until migrated.</summary>
    public DateOnly? IntegrationDate { get; set; }
}

/// <summary>A balance QuickBooks showed at the moment of the migration: what stood there before Core took over. Explains the reconciliation.</summary>
public sealed class BaselineBalance
{
    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>QBO account id.</summary>
    public required string QboAccountId { get; init; }

    /// <summary>QBO account name at that moment.</summary>
    public required string QboAccountName { get; init; }

    /// <summary>Balance in minor units of the home currency; debit positive.</summary>
    public required long BalanceMinor { get; init; }
}
