using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>What became of something that was to be made in QuickBooks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Problem">Why it was not made, or null.</param>
public sealed record CreatedThere(string Name, string? Problem);

/// <summary>
/// Makes missing accounts and payment terms in QuickBooks, after a preview, and maps them. Names are unique there, so that trying again after a doubt
/// finds what is there instead of making a second one.
/// </summary>
public sealed class CreateInQuickBooks(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, MigrationWatch watch, IdSource ids)
{
    /// <summary>Why a row is matched that was made from here.</summary>
    public const string CreatedFromHere = "Created in QuickBooks from here";

    /// <summary>Makes accounts, one after the other; one that QuickBooks refuses keeps none of the others back.</summary>
    public async Task<IReadOnlyList<CreatedThere>> AccountsAsync(IReadOnlyList<AccountDraft> drafts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var (connection, client, refusal) = await OpenAsync(cancellation);
        if (connection is null || client is null)
        {
            return [.. drafts.Select(draft => new CreatedThere(draft.Name, refusal))];
        }

        var preferences = await client.PreferencesAsync(cancellation);
        if (!preferences.IsOk(out var settings))
        {
            return [.. drafts.Select(draft => new CreatedThere(draft.Name, preferences.Words()))];
        }

        var created = new List<CreatedThere>();
        foreach (var draft in drafts)
        {
            var body = draft.ToQuickBooks(settings.CurrencyPrefs?.MultiCurrencyEnabled == true);
            var made = await OnceAsync(client, body, draft.Name, there => string.Equals(there.AccountType, body.AccountType, StringComparison.OrdinalIgnoreCase), cancellation);
            if (made.IsOk(out var account))
            {
                await KeepAsync(connection, draft, account, cancellation);
            }

            created.Add(new CreatedThere(draft.Name, made.IsOk(out _) ? null : made.Words()));
        }

        watch.Changed();
        return created;
    }

    /// <summary>Makes payment terms. Terms are matched by their names, so nothing has to be kept here.</summary>
    public async Task<IReadOnlyList<CreatedThere>> TermsAsync(IReadOnlyList<TermDraft> drafts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var (_, client, refusal) = await OpenAsync(cancellation);
        var created = new List<CreatedThere>();
        foreach (var draft in drafts)
        {
            var made = client is null ? null : await OnceAsync(client, draft.ToQuickBooks(), draft.Name, there => there.DueDays == draft.DueDays, cancellation);
            created.Add(new CreatedThere(draft.Name, made is null ? refusal : made.IsOk(out _) ? null : made.Words()));
        }

        watch.Changed();
        return created;
    }

    private async Task<(QuickBooksConnection? Connection, QboClient? Client, string? Refusal)> OpenAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is { State: ConnectionState.Connecting or ConnectionState.Connected } connection
            ? (connection, clients.For(connection.RealmId, readOnly: connection.Mode == IntegrationMode.FromQuickBooksOnly), null)
            : (null, null, "No QuickBooks company is connected that could be written to. Connect, or wait for the migration to end.");
    }

    // A name that is taken by the very same thing is what an earlier attempt made whose answer was lost.
    private async Task<QboOutcome<T>> OnceAsync<T>(QboClient client, T body, string name, Func<T, bool> isSame, CancellationToken cancellation) where T : IQboEntity
    {
        var requestId = string.Create(CultureInfo.InvariantCulture, $"{T.Entity.Path}-{ids.Next():x}");
        var made = await client.CreateAsync(body, requestId, cancellation);
        if (made is not QboOutcome<T>.Refused { Fault.Class: QboFaultClass.DuplicateName })
        {
            return made;
        }

        var there = await client.QueryAsync<T>($"SELECT * FROM {T.Entity.Name} WHERE Name = {QboQuery.Text(name)}", cancellation);
        return there.IsOk(out var rows) && rows.Count == 1 && isSame(rows[0]) ? new QboOutcome<T>.Ok(rows[0], null) : made;
    }

    private async Task KeepAsync(QuickBooksConnection connection, AccountDraft draft, QboAccount made, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        if (connection.IntegrationDate is null)
        {
            // The wizard is open: the choice is kept, and the migration ties the two.
            if (draft.LocalId is { } chosen)
            {
                await db.MappingChoices.Where(row => row.Kind == MappingKind.Account && (row.LocalId == chosen || row.QboId == made.Id)).ExecuteDeleteAsync(cancellation);
                db.MappingChoices.Add(new MappingChoice { Kind = MappingKind.Account, LocalId = chosen, QboId = made.Id!, QboName = made.Name ?? draft.Name, Reason = CreatedFromHere });
            }
        }
        else
        {
            var account = draft.LocalId is { } known ? await db.Accounts.SingleAsync(row => row.Id == known, cancellation) : db.Accounts.Add(AccountsFromQuickBooks.New(made, ids.Next(), connection.HomeCurrency, _ => true)).Entity;
            account.QboId = made.Id;
            if (draft.Role is { } role && !await db.AccountRoles.AnyAsync(row => row.Role == role, cancellation))
            {
                db.AccountRoles.Add(new AccountRoleAssignment { Role = role, AccountId = account.Id });
            }
        }

        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
    }
}
