using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Keeps each company's tokens beside its connection, encrypted with the keys in the data directory.</summary>
internal sealed class ConnectionTokenStore(IDbContextFactory<QboConnectDb> databases, IDataProtectionProvider protection, IdSource ids, TimeProvider clock) : IQboTokenStore
{
    private readonly IDataProtector _protector = protection.CreateProtector("QboConnect.QuickBooks.Tokens.v1");

    /// <inheritdoc/>
    public async Task<QboTokens?> ReadAsync(string realmId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var kept = await db.Connections.Where(row => row.RealmId == realmId).Select(row => row.ProtectedTokens).SingleOrDefaultAsync(cancellation);
        return kept is null ? null : JsonSerializer.Deserialize<QboTokens>(_protector.Unprotect(kept));
    }

    /// <inheritdoc/>
    public async Task SaveAsync(string realmId, QboTokens tokens, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var connection = await db.Connections.SingleOrDefaultAsync(row => row.RealmId == realmId, cancellation);
        if (connection is null)
        {
            // The tokens come before anything else is known of the company.
            connection = new QuickBooksConnection { Id = ids.Next(), RealmId = realmId, State = ConnectionState.Disconnected, ConnectedAt = clock.GetUtcNow() };
            db.Connections.Add(connection);
        }

        connection.ProtectedTokens = _protector.Protect(JsonSerializer.Serialize(tokens));
        connection.SignInEndsAt = tokens.RefreshTokenExpiresAt;
        await db.SaveChangesAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task ClearAsync(string realmId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Connections.Where(row => row.RealmId == realmId)
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.ProtectedTokens, (string?)null).SetProperty(c => c.SignInEndsAt, (DateTimeOffset?)null), cancellation);
    }
}
