namespace QboConnect.Core.QuickBooks;

/// <summary>The token pair of one company. Neither token is ever printed.</summary>
/// <param name="AccessToken">Sent with every call; lives one hour; up to about 4,000 characters.</param>
/// <param name="AccessTokenExpiresAt">When it dies, UTC.</param>
/// <param name="RefreshToken">Buys the next pair. Its value changes about daily and the earlier value dies.</param>
/// <param name="RefreshTokenExpiresAt">When the connection ends unless it is refreshed before (about 100 days), UTC.</param>
/// <param name="RefreshTokenEndsAt">When it ends whatever is done (Intuit's hard limit of 5 years), UTC, where Intuit told it.</param>
public sealed record QboTokens(
    string AccessToken,
    DateTimeOffset AccessTokenExpiresAt,
    string RefreshToken,
    DateTimeOffset RefreshTokenExpiresAt,
    DateTimeOffset? RefreshTokenEndsAt)
{
    /// <summary>The two dates and no token.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"QboTokens {{ access until {AccessTokenExpiresAt:u}, refresh until {RefreshTokenExpiresAt:u} }}");
}

/// <summary>
/// Where the tokens of each company are kept, encrypted. Implementations are singletons, safe for parallel use, and have
/// saved durably when <see cref="SaveAsync"/> returns: a rotated refresh token that is lost means connecting again.
/// </summary>
public interface IQboTokenStore
{
    /// <summary>The company's tokens, or null where it is not connected.</summary>
    Task<QboTokens?> ReadAsync(string realmId, CancellationToken cancellation);

    /// <summary>Replaces the company's tokens.</summary>
    Task SaveAsync(string realmId, QboTokens tokens, CancellationToken cancellation);

    /// <summary>Forgets the company's tokens.</summary>
    Task ClearAsync(string realmId, CancellationToken cancellation);
}
