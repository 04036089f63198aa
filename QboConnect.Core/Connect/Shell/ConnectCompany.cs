using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>The way to QuickBooks' consent page and back, and the way out again.</summary>
public sealed class ConnectCompany(
    IDbContextFactory<QboConnectDb> databases, QboAuthorization authorisation, QboClientFactory clients, IdSource ids, TimeProvider clock)
{
    /// <summary>Writes an attempt down.</summary>
    /// <param name="redirectUri">Where QuickBooks sends the merchant back.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="takesOver">Whether the merchant wants the company also where another installation seems to be connected to it.</param>
    /// <returns>Where to send the browser, and the secret that it must bring back in a cookie.</returns>
    public async Task<(Uri Consent, string BrowserSecret)> BeginAsync(Uri redirectUri, CancellationToken cancellation, bool takesOver = false)
    {
        var (state, secret, now) = (Random(), Random(), clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.OAuthAttempts.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        db.OAuthAttempts.Add(new OAuthAttempt { StateHash = Hash(state), BrowserHash = Hash(secret), ExpiresAt = now + OAuthAttempt.Life, TakesOver = takesOver });
        await db.SaveChangesAsync(cancellation);
        return (authorisation.AuthoriseUrl(redirectUri, state), secret);
    }

    /// <summary>Takes QuickBooks' answer. It counts once, in the browser that asked, within <see cref="OAuthAttempt.Life"/>.</summary>
    /// <param name="answer">The query of the call-back.</param>
    /// <param name="browserSecret">What the browser's cookie held, or null.</param>
    /// <param name="redirectUri">The same as for <see cref="BeginAsync"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ConnectResult> FinishAsync(ConsentAnswer answer, string? browserSecret, Uri redirectUri, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (await TakeAttemptAsync(answer.State, browserSecret, cancellation) is not { } attempt)
        {
            return new(ConnectCode.StateUnknown, "This answer from QuickBooks belongs to no connection that was started in this browser, or it came too late.", "Start again with Connect.");
        }

        if (answer.Error is { Length: > 0 } || answer.Code is null or "" || answer.RealmId is null or "")
        {
            return new(ConnectCode.Refused, "Access to QuickBooks was not allowed, so nothing was connected.", "Connect again and choose Allow, signed in to QuickBooks as an administrator of the company.");
        }

        if (await OtherCompanyAsync(answer.RealmId, cancellation) is { } other)
        {
            return new(ConnectCode.OtherCompany, $"Core is connected to {other}, and another company was chosen at QuickBooks.", $"Connect again and choose {other}. To move to another company for good, use Change organisation on the QuickBooks Online page: it keeps the two companies' books apart.");
        }

        var tokens = await authorisation.ExchangeCodeAsync(answer.RealmId, answer.Code, redirectUri, cancellation);
        return tokens.IsOk(out _) ? await CheckCompanyAsync(answer.RealmId, attempt.TakesOver, cancellation) : Failed(tokens);
    }

    /// <summary>Ends the connection at QuickBooks and here. Links, mappings and history stay; sync types go back to Individual (seed: disconnecting).</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> DisconnectAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Connections.SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is not { } connection)
        {
            return null;
        }

        if (connection.State == ConnectionState.Migrating)
        {
            return "The migration is not finished. Resume it first: what it has done in QuickBooks cannot be left half done.";
        }

        var revoked = await authorisation.RevokeAsync(connection.RealmId, cancellation);
        if (revoked is QboOutcome<bool>.Refused { Fault.IsTemporary: true } or QboOutcome<bool>.Uncertain)
        {
            var failed = Failed(revoked);
            return $"{failed.Cause} {failed.Remedy}";
        }

        await EndAsync(db, connection, cancellation);
        return null;
    }

    /// <summary>
    /// Looks whether the merchant ended the connection at QuickBooks. A browser that comes from there is a hint and no proof (qbo-api 1.5), so the
    /// connection ends here only where QuickBooks itself refuses it.
    /// </summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> EndedAtQuickBooksAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Connections.SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is not { } connection || connection.State == ConnectionState.Migrating)
        {
            return false;
        }

        if (connection.State != ConnectionState.Disconnected)
        {
            var company = await clients.For(connection.RealmId, readOnly: true).CompanyInfoAsync(cancellation);
            if (company is not QboOutcome<QboCompanyInfo>.Refused { Fault.Class: QboFaultClass.Reconnect })
            {
                return false;
            }

            await EndAsync(db, connection, cancellation);
        }

        return true;
    }

    /// <summary>Keeps an attempt that came to nothing for the page that explains it.</summary>
    /// <returns>Its id.</returns>
    public async Task<long> KeepAsync(ConnectResult result, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(result);
        var now = clock.GetUtcNow();
        var old = now - ConnectProblem.Life;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.ConnectProblems.Where(row => row.At < old).ExecuteDeleteAsync(cancellation);
        var problem = new ConnectProblem { Id = ids.Next(), Code = result.Code, Cause = result.Cause, Remedy = result.Remedy, At = now };
        db.ConnectProblems.Add(problem);
        await db.SaveChangesAsync(cancellation);
        return problem.Id;
    }

    private static async Task EndAsync(QboConnectDb db, QuickBooksConnection connection, CancellationToken cancellation)
    {
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        await db.Entry(connection).ReloadAsync(cancellation);
        (connection.State, connection.ProtectedTokens, connection.SignInEndsAt) = (ConnectionState.Disconnected, null, null);
        await db.SaveChangesAsync(cancellation);
        await SyncTypesDesk.ResetAsync(db, cancellation);
        await unit.CommitAsync(cancellation);
    }

    private async Task<OAuthAttempt?> TakeAttemptAsync(string? state, string? browserSecret, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(state) || string.IsNullOrEmpty(browserSecret))
        {
            return null;
        }

        var (stateHash, browserHash, now) = (Hash(state), Hash(browserSecret), clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var wanted = db.OAuthAttempts.Where(row => row.StateHash == stateHash && row.BrowserHash == browserHash && row.ExpiresAt >= now);
        var attempt = await wanted.AsNoTracking().SingleOrDefaultAsync(cancellation);
        // Deleting is taking: of two answers with one state only one finds the row.
        return await wanted.ExecuteDeleteAsync(cancellation) == 1 ? attempt : null;
    }

    private async Task<string?> OtherCompanyAsync(string realmId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Connections.Where(row => row.IsCurrent && row.RealmId != realmId && row.IntegrationDate != null).Select(row => row.CompanyName).SingleOrDefaultAsync(cancellation);
    }

    private async Task<ConnectResult> CheckCompanyAsync(string realmId, bool takesOver, CancellationToken cancellation)
    {
        var client = clients.For(realmId, readOnly: true);
        var company = await client.CompanyInfoAsync(cancellation);
        if (!company.IsOk(out var info))
        {
            return Failed(company);
        }

        var settings = await client.PreferencesAsync(cancellation);
        if (!settings.IsOk(out var preferences))
        {
            return Failed(settings);
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var home = preferences.CurrencyPrefs?.HomeCurrency?.Value ?? organisation?.BaseCurrency ?? "USD";
        if (ConnectRules.Against(organisation?.BaseCurrency ?? home, info.CompanyName ?? realmId, home, info.Plan ?? "") is { } problem)
        {
            await authorisation.RevokeAsync(realmId, cancellation);
            return problem;
        }

        if (!takesOver && await TracesOfOthersAsync(db, client, realmId, cancellation) is { } traces)
        {
            await authorisation.RevokeAsync(realmId, cancellation);
            return new(
                ConnectCode.ConnectedElsewhere, $"{info.CompanyName} seems to be connected to another installation already: it holds {traces}, which this one did not make.",
                "Two installations that write to one company book everything twice. Disconnect it there first; where that installation is gone for good, connect all the same.");
        }

        await SaveAsync(db, realmId, info, home, cancellation);
        return new(ConnectCode.Connected, $"Connected to {info.CompanyName}.", "");
    }

    // QuickBooks does not tell who else is connected, but a migration leaves its journal behind and individual invoices leave stand-in items.
    private static async Task<string?> TracesOfOthersAsync(QboConnectDb db, QboClient client, string realmId, CancellationToken cancellation)
    {
        if (await db.Migrations.AnyAsync(row => row.RealmId == realmId, cancellation) || await db.SyncLinks.AnyAsync(row => row.RealmId == realmId, cancellation))
        {
            return null;
        }

        var journals = await client.QueryAsync<QboJournalEntry>("SELECT * FROM JournalEntry WHERE DocNumber = 'QBC-STOCK' MAXRESULTS 1", cancellation);
        if (journals.IsOk(out var made) && made.Count > 0)
        {
            return "the journal QBC-STOCK of a migration";
        }

        var items = await client.QueryAsync<QboItem>("SELECT * FROM Item WHERE Name LIKE 'Core %' MAXRESULTS 100", cancellation);
        return items.IsOk(out var found) && found.FirstOrDefault(row => row is { Type: "Service", Name: { } name } && name.Length > 5 && char.IsAsciiDigit(name[5])) is { } item
            ? $"the item {item.Name} of a sync"
            : null;
    }

    private async Task SaveAsync(QboConnectDb db, string realmId, QboCompanyInfo info, string home, CancellationToken cancellation)
    {
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        await db.Connections.Where(row => row.IsCurrent && row.RealmId != realmId).ExecuteUpdateAsync(row => row.SetProperty(c => c.IsCurrent, false), cancellation);
        var connection = await db.Connections.SingleAsync(row => row.RealmId == realmId, cancellation);
        (connection.IsCurrent, connection.CompanyName, connection.Plan) = (true, info.CompanyName ?? realmId, info.Plan ?? "");
        (connection.Country, connection.HomeCurrency, connection.ConnectedAt) = (info.Country ?? "", home, clock.GetUtcNow());
        connection.State = await db.Migrations.AnyAsync(row => row.RealmId == realmId && row.State != MigrationState.Done, cancellation) ? ConnectionState.Migrating
            : connection.IntegrationDate is null ? ConnectionState.Connecting
            : ConnectionState.Connected;
        if (connection.State == ConnectionState.Connecting && await db.WizardProgress.SingleOrDefaultAsync(cancellation) is { } progress)
        {
            connection.Mode = progress.Mode ?? connection.Mode;
            progress.Step = progress.Step <= WizardStep.Authorise ? WizardStep.Accounts : progress.Step;
        }

        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
    }

    private static ConnectResult Failed<T>(QboOutcome<T> outcome) => outcome.Match<ConnectResult>(
        _ => throw new InvalidOperationException("A success is no failure."),
        fault => new(ConnectCode.Failed, fault.Cause, fault.Remedy),
        doubt => new(ConnectCode.Failed, doubt.Explanation, "Try again in a few minutes."));

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <summary>What QuickBooks sends back with the merchant (OAuth 2.0, RFC 6749 section 4.1.2).</summary>
/// <param name="State">Our state.</param>
/// <param name="Code">The code, where access was allowed.</param>
/// <param name="RealmId">The company that was chosen.</param>
/// <param name="Error">Why not, where it was not.</param>
public sealed record ConsentAnswer(string? State, string? Code, string? RealmId, string? Error);
