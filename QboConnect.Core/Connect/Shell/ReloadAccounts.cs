using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Brings new and renamed accounts of QuickBooks' into Core's chart (seed: Created in QuickBooks, sent to Core; More Account Mapping).</summary>
public sealed class ReloadAccounts(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, IdSource ids)
{
    /// <summary>Reads QuickBooks' chart and writes Core's.</summary>
    /// <returns>How many accounts are new and how many have another name now; or why nothing was read, in the merchant's words.</returns>
    public async Task<(int Added, int Renamed, string? Problem)> RunAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is not { State: ConnectionState.Connected } connection)
        {
            return (0, 0, "QuickBooks is not connected, so its chart of accounts cannot be read. Before that, accounts are matched in the Connect Wizard.");
        }

        var read = await clients.For(connection.RealmId, readOnly: true).QueryAllAsync<QboAccount>(null, cancellation);
        if (!read.IsOk(out var theirs))
        {
            return (0, 0, read.Words());
        }

        var ours = await db.Accounts.ToListAsync(cancellation);
        var names = theirs.Where(row => row.Id is not null).ToDictionary(row => row.Id!, row => row.FullyQualifiedName ?? row.Name, StringComparer.Ordinal);
        var renamed = ours.Where(row => row.QboId is { } id && names.GetValueOrDefault(id) is { } name && name != row.Name).ToList();
        renamed.ForEach(row => row.Name = names[row.QboId!]!);
        var added = AccountsFromQuickBooks.Missing(ours, theirs, connection.HomeCurrency, ids.Next);
        db.Accounts.AddRange(added);
        await db.SaveChangesAsync(cancellation);
        return (added.Count, renamed.Count, null);
    }
}
