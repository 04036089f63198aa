using Microsoft.Extensions.Options;

namespace QboConnect.Core.QuickBooks;

/// <summary>Connecting a company, keeping the connection, and giving it back.</summary>
public sealed class QboAuthorization
{
    private const string AccountingScope = "com.intuit.quickbooks.accounting";

    private readonly QboTokenEndpoint _endpoint;
    private readonly QboAccessTokens _tokens;
    private readonly IQboTokenStore _store;
    private readonly IOptions<QboOptions> _options;

    internal QboAuthorization(QboTokenEndpoint endpoint, QboAccessTokens tokens, IQboTokenStore store, IOptions<QboOptions> options) =>
        (_endpoint, _tokens, _store, _options) = (endpoint, tokens, store, options);

    /// <summary>Where the merchant is sent to allow access to one company.</summary>
    /// <param name="redirectUri">Where QuickBooks sends the merchant back; must be registered with the app, character for character.</param>
    /// <param name="state">A secret bound to the browser; it comes back with the answer and must be compared.</param>
    public Uri AuthoriseUrl(Uri redirectUri, string state)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(state);
        var query = string.Join('&',
            "client_id=" + Uri.EscapeDataString(_options.Value.ClientId),
            "response_type=code",
            "scope=" + Uri.EscapeDataString(AccountingScope),
            "redirect_uri=" + Uri.EscapeDataString(redirectUri.OriginalString),
            "state=" + Uri.EscapeDataString(state));
        return new UriBuilder(_options.Value.Addresses.Authorise) { Query = query }.Uri;
    }

    /// <summary>Turns the code of the call-back into a connection and stores its tokens.</summary>
    /// <param name="realmId">The company, told by the call-back only.</param>
    /// <param name="code">Good for one use within minutes.</param>
    /// <param name="redirectUri">The same as for <see cref="AuthoriseUrl"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<QboOutcome<QboTokens>> ExchangeCodeAsync(string realmId, string code, Uri redirectUri, CancellationToken cancellation)
    {
        var outcome = await _endpoint.ExchangeAsync(code, redirectUri, cancellation);
        if (outcome.IsOk(out var tokens))
        {
            await _tokens.AdoptAsync(realmId, tokens, cancellation);
        }
        return outcome;
    }

    /// <summary>
    /// Makes sure that the connection lives: refreshes if the access token has expired or is about to, one at a time.
    /// Refused with class <see cref="QboFaultClass.Reconnect"/> where it has ended.
    /// </summary>
    public Task<QboOutcome<QboTokens>> RefreshAsync(string realmId, CancellationToken cancellation) =>
        _tokens.GetAsync(realmId, rejected: null, cancellation);

    /// <summary>Gives the connection back at Intuit, then forgets it here. Where Intuit cannot be reached the tokens are kept.</summary>
    public async Task<QboOutcome<bool>> RevokeAsync(string realmId, CancellationToken cancellation)
    {
        var tokens = await _store.ReadAsync(realmId, cancellation);
        QboOutcome<bool> outcome = tokens is null
            ? new QboOutcome<bool>.Ok(true, null)
            : await _endpoint.RevokeAsync(tokens.RefreshToken, cancellation);
        if (outcome.IsOk(out _))
        {
            await _tokens.ForgetAsync(realmId, cancellation);
        }
        return outcome;
    }
}
