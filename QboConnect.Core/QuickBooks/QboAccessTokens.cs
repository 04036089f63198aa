using System.Collections.Concurrent;

namespace QboConnect.Core.QuickBooks;

/// <summary>
/// Hands out a living access token. One refresh at a time for a company, however many calls wait for it; a new pair is
/// stored before it is used, because the old refresh token may be dead by then.
/// </summary>
internal sealed class QboAccessTokens(QboTokenEndpoint endpoint, IQboTokenStore store, QboTelemetry telemetry, TimeProvider clock)
{
    /// <summary>Intuit asks to refresh only what has expired or is about to.</summary>
    private static readonly TimeSpan AboutToExpire = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Company> _companies = new(StringComparer.Ordinal);

    /// <param name="realmId">The company.</param>
    /// <param name="rejected">The access token QuickBooks just refused, if any: only this one is replaced.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<QboOutcome<QboTokens>> GetAsync(string realmId, string? rejected, CancellationToken cancellation)
    {
        var company = CompanyOf(realmId);
        if (company.Current is { } current && IsUsable(current, rejected))
        {
            return Ok(current);
        }

        await company.Gate.WaitAsync(cancellation);
        // A refresh that is under way is seen through although its caller leaves: its answer holds the only living token.
        return await GetInTurnAsync(realmId, company, rejected).WaitAsync(cancellation);
    }

    /// <summary>Takes over a pair that was just issued, and stores it.</summary>
    public async Task AdoptAsync(string realmId, QboTokens tokens, CancellationToken cancellation)
    {
        var company = CompanyOf(realmId);
        await company.Gate.WaitAsync(cancellation);
        try
        {
            await StoreAsync(realmId, company, tokens);
        }
        finally
        {
            company.Gate.Release();
        }
    }

    /// <summary>Forgets the company, here and in the store.</summary>
    public async Task ForgetAsync(string realmId, CancellationToken cancellation)
    {
        var company = CompanyOf(realmId);
        await company.Gate.WaitAsync(cancellation);
        try
        {
            (company.Current, company.Unsaved) = (null, null);
            await store.ClearAsync(realmId, cancellation);
        }
        finally
        {
            company.Gate.Release();
        }
    }

    private async Task<QboOutcome<QboTokens>> GetInTurnAsync(string realmId, Company company, string? rejected)
    {
        try
        {
            return await FindOrRefreshAsync(realmId, company, rejected);
        }
        finally
        {
            company.Gate.Release();
        }
    }

    private async Task<QboOutcome<QboTokens>> FindOrRefreshAsync(string realmId, Company company, string? rejected)
    {
        if (company.Unsaved is { } unsaved)
        {
            await StoreAsync(realmId, company, unsaved);
        }
        // Another call, or another node on the same database, may have refreshed while this one waited.
        if (company.Current is { } current && IsUsable(current, rejected))
        {
            return Ok(current);
        }
        var stored = await store.ReadAsync(realmId, CancellationToken.None);
        if (stored is null)
        {
            company.Current = null;
            return Refused(QboFaults.NotConnected());
        }
        if (IsUsable(stored, rejected))
        {
            company.Current = stored;
            return Ok(stored);
        }
        return stored.RefreshToken == company.DeadRefreshToken
            ? Refused(QboFaults.ConnectionEnded(null))
            : await RefreshAsync(realmId, company, stored);
    }

    private async Task<QboOutcome<QboTokens>> RefreshAsync(string realmId, Company company, QboTokens stored)
    {
        var refreshed = await endpoint.RefreshAsync(stored.RefreshToken, CancellationToken.None);
        telemetry.Refreshed(realmId, refreshed.Match(_ => "refreshed", f => "refused, " + f.Code, d => d.Cause.ToString()));
        if (refreshed.IsOk(out var tokens))
        {
            await StoreAsync(realmId, company, tokens);
            return refreshed;
        }
        if (refreshed is QboOutcome<QboTokens>.Refused { Fault.Class: QboFaultClass.Reconnect })
        {
            var latest = await store.ReadAsync(realmId, CancellationToken.None);
            if (latest is not null && latest.RefreshToken != stored.RefreshToken)
            {
                company.Current = latest;
                return Ok(latest);
            }
            (company.Current, company.DeadRefreshToken) = (null, stored.RefreshToken);
        }
        return refreshed;
    }

    /// <summary>Where storing fails, the pair waits in memory and is stored before anything else happens.</summary>
    private async Task StoreAsync(string realmId, Company company, QboTokens tokens)
    {
        company.Unsaved = tokens;
        await store.SaveAsync(realmId, tokens, CancellationToken.None);
        (company.Current, company.Unsaved, company.DeadRefreshToken) = (tokens, null, null);
    }

    private bool IsUsable(QboTokens tokens, string? rejected) =>
        tokens.AccessToken != rejected && tokens.AccessTokenExpiresAt - clock.GetUtcNow() > AboutToExpire;

    private Company CompanyOf(string realmId) => _companies.GetOrAdd(realmId, static _ => new Company());

    private static QboOutcome<QboTokens> Ok(QboTokens tokens) => new QboOutcome<QboTokens>.Ok(tokens, null);

    private static QboOutcome<QboTokens> Refused(QboFault fault) => new QboOutcome<QboTokens>.Refused(fault);

    private sealed class Company
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public QboTokens? Current { get; set; }
        public QboTokens? Unsaved { get; set; }
        public string? DeadRefreshToken { get; set; }
    }
}
