using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Ledger;
using QboConnect.Core.Notifications;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.Core.Connect.Shell;

/// <summary>What comes after a company.</summary>
public enum AfterLeaving
{
    /// <summary>Another company: the wizard is opened with the answers given before (seed: Connecting to another QuickBooks organization).</summary>
    AnotherCompany,

    /// <summary>None: Core keeps its books alone (seed: Disabling your QuickBooks Online integration).</summary>
    Standalone,
}

/// <summary>
/// Sets the connected company aside with everything that is bound to it, so that nothing of it is taken for the next one's: what it holds is not thought to
/// be in another company, and is not sent there unless somebody asks (decision 0011). Its links stay, by its id.
/// </summary>
public sealed class LeaveCompany(IDbContextFactory<QboConnectDb> databases, ConnectCompany connect, RefreshConsolidation refresh, IdSource ids, TimeProvider clock)
{
    /// <summary>What it would mean; null where no company is connected.</summary>
    public async Task<CompanyLeft?> CountAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is { } company ? await CountAsync(db, company, cancellation) : null;
    }

    /// <summary>Disconnects and sets the company aside.</summary>
    /// <param name="next">What comes after it.</param>
    /// <param name="user">Who does it: an e-mail address.</param>
    /// <param name="cancellation">Stops it; either everything was set aside or nothing.</param>
    /// <returns>What stands against it, or null.</returns>
    public async Task<string?> RunAsync(AfterLeaving next, string user, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Connections.SingleOrDefaultAsync(row => row.IsCurrent, cancellation) is not { } company)
        {
            return null;
        }

        await using var lease = await SyncLease.TakeAsync(databases, clock, company.RealmId, string.Create(CultureInfo.InvariantCulture, $"leave {ids.Next()}"), cancellation);
        if (lease is null)
        {
            return "A sync is running. Wait until it has ended, then try again.";
        }

        if (await connect.DisconnectAsync(cancellation) is { } problem)
        {
            return problem;
        }

        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        var left = await CountAsync(db, company, cancellation);
        await SettleOpenWritesAsync(db, company.RealmId, cancellation);
        await ReleasePendingAsync(db, cancellation);
        try
        {
            // The journals are left with what the company holds of them.
            await refresh.RunAsync(db, user, cancellation);
        }
        catch (AccountNotMappedException missing)
        {
            return missing.Message;
        }

        await ReleasePendingAsync(db, cancellation);
        await SetDocumentsAsideAsync(db, cancellation);
        await SetJournalsAsideAsync(db, company, user, cancellation);
        await SetReferenceBooksAsideAsync(db, cancellation);
        await SetWizardAsideAsync(db, company, next, cancellation);
        db.Messages.Add(Told(left, next, user));
        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
        return null;
    }

    private static async Task<CompanyLeft> CountAsync(QboConnectDb db, QuickBooksConnection company, CancellationToken cancellation)
    {
        var held = Held(db);
        var open = await OpenCoversAsync(db, company.RealmId, cancellation);
        return new CompanyLeft(
            company.CompanyName,
            await held.CountAsync(row => row.RetiredAt == null, cancellation),
            await held.CountAsync(row => row.State != ExportState.Settled, cancellation) + await db.LedgerTransactions.CountAsync(row => open.Contains(row.Id) && !row.WasExported, cancellation),
            await Pending(db).CountAsync(row => !open.Contains(row.Id), cancellation),
            await Journals(db, company.RealmId).CountAsync(cancellation));
    }

    // What was sent to the company, and later postings of the same documents. What was taken over from it stays an opening balance of Core's.
    private static IQueryable<LedgerTransaction> Held(QboConnectDb db) => db.LedgerTransactions.Where(row =>
        row.Route != ExportRoute.FromQuickBooks
        && (row.WasExported || db.LedgerTransactions.Any(other => other.Kind == row.Kind && other.DocumentId == row.DocumentId && other.WasExported)));

    private static IQueryable<LedgerTransaction> Pending(QboConnectDb db) => db.LedgerTransactions.Where(row =>
        row.State != ExportState.Settled && row.RetiredAt == null && !row.WasExported && row.Route != ExportRoute.FromQuickBooks
        && !db.LedgerTransactions.Any(other => other.Kind == row.Kind && other.DocumentId == row.DocumentId && other.WasExported));

    private static IQueryable<ConsolidatedTransaction> Journals(QboConnectDb db, string realmId) => db.ConsolidatedTransactions.Where(row =>
        db.SyncLinks.Any(link => link.RealmId == realmId && link.LocalKey == "journal:" + row.Key && link.State == LinkState.Active));

    // A write whose outcome is not known may have arrived: it is not sent to another company by itself.
    private static async Task<long[]> OpenCoversAsync(QboConnectDb db, string realmId, CancellationToken cancellation) =>
    [
        .. (await db.SyncIntents.Where(row => row.RealmId == realmId && row.State == IntentState.Open).Select(row => row.Consequences).ToListAsync(cancellation))
            .Where(text => text.Length > 0).SelectMany(text => Consequences.FromJson(text).Covers).Select(cover => cover[0]).Distinct(),
    ];

    private static async Task SettleOpenWritesAsync(QboConnectDb db, string realmId, CancellationToken cancellation)
    {
        var open = await OpenCoversAsync(db, realmId, cancellation);
        await db.LedgerTransactions.Where(row => open.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.WasExported, true), cancellation);
        await db.SyncIntents.Where(row => row.RealmId == realmId && row.State == IntentState.Open).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, IntentState.Abandoned), cancellation);
    }

    // What was never sent is routed anew by the next refresh.
    private static Task<int> ReleasePendingAsync(QboConnectDb db, CancellationToken cancellation) => Pending(db).ExecuteUpdateAsync(
        set => set.SetProperty(row => row.Route, ExportRoute.Undecided).SetProperty(row => row.State, ExportState.Changed).SetProperty(row => row.ChangeCount, row => row.ChangeCount + 1),
        cancellation);

    private static async Task SetDocumentsAsideAsync(QboConnectDb db, CancellationToken cancellation)
    {
        await Held(db).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Route, row => row.Route == ExportRoute.Consolidated ? ExportRoute.FormerConsolidated : ExportRoute.FormerCompany)
                .SetProperty(row => row.State, ExportState.Settled).SetProperty(row => row.ChangeCount, row => row.ChangeCount + 1),
            cancellation);
        await db.LedgerTransactions.Where(row => row.WasExported).ExecuteUpdateAsync(set => set.SetProperty(row => row.WasExported, false), cancellation);
    }

    private async Task SetJournalsAsideAsync(QboConnectDb db, QuickBooksConnection company, string user, CancellationToken cancellation)
    {
        var rows = await Journals(db, company.RealmId).Select(row => new { row.Id, row.DocumentCount }).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            db.ConsolidatedLog.Add(new ConsolidatedLogEntry
            {
                Id = ids.Next(),
                ConsolidatedTransactionId = row.Id,
                At = clock.GetUtcNow(),
                Actor = user,
                Event = $"Set aside with {company.CompanyName}, which keeps its journal entry",
                DocumentCount = row.DocumentCount,
            });
        }

        await db.SaveChangesAsync(cancellation);
        foreach (var chunk in rows.Select(row => row.Id).Chunk(500))
        {
            await db.ConsolidatedTransactions.Where(row => chunk.Contains(row.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Key, row => company.RealmId + "/" + row.Key).SetProperty(row => row.Status, ConsolidatedStatus.Synced), cancellation);
        }
    }

    private static async Task SetReferenceBooksAsideAsync(QboConnectDb db, CancellationToken cancellation)
    {
        // Accounts that only the company had and nobody used need no place in the next one's chart.
        await db.Accounts
            .Where(row => row.QboId != null && !db.LedgerLines.Any(line => line.AccountId == row.Id) && !db.AccountRoles.Any(role => role.AccountId == row.Id) && !db.TaxRules.Any(rule => rule.AccountId == row.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsArchived, true), cancellation);
        await db.Accounts.Where(row => row.QboId != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.QboId, (string?)null), cancellation);
        await db.TaxRules.Where(row => row.QboId != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.QboId, (string?)null), cancellation);
        await db.PaymentTerms.Where(row => row.QboId != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.QboId, (string?)null), cancellation);
        await db.MappingChoices.ExecuteDeleteAsync(cancellation);
    }

    private static async Task SetWizardAsideAsync(QboConnectDb db, QuickBooksConnection company, AfterLeaving next, CancellationToken cancellation)
    {
        // Coming back to it walks through the wizard again; its links say what it holds.
        await db.Migrations.Where(row => row.RealmId == company.RealmId).ExecuteDeleteAsync(cancellation);
        await db.MigrationCheckpoints.Where(row => row.RealmId == company.RealmId).ExecuteDeleteAsync(cancellation);
        await db.BaselineBalances.Where(row => row.RealmId == company.RealmId).ExecuteDeleteAsync(cancellation);
        await db.WizardProgress.ExecuteDeleteAsync(cancellation);
        await db.Entry(company).ReloadAsync(cancellation);
        (company.IsCurrent, company.IntegrationDate) = (false, null);
        if (next == AfterLeaving.AnotherCompany)
        {
            // Core has its open invoices and its stock already: taking them over once more would double them, so both begin at no.
            db.WizardProgress.Add(new WizardProgress { Step = WizardStep.Authorise, Mode = company.Mode, ImportOpeningBalances = false, ImportStock = false });
        }
    }

    private Message Told(CompanyLeft left, AfterLeaving next, string user) => new()
    {
        Id = ids.Next(),
        To = user,
        Subject = next == AfterLeaving.Standalone ? $"The integration with {left.Company} is disabled" : $"{left.Company} was set aside for another company",
        Body = string.Create(CultureInfo.InvariantCulture,
            $"{left.Company} keeps the {left.Held} documents it got from Core, and Core keeps its history of them. {left.Stale} of them were changed here without the change having reached it; book those there by hand.\n\n")
            + (next == AfterLeaving.Standalone
                ? "Core keeps its books alone now. Nothing syncs."
                : string.Create(CultureInfo.InvariantCulture, $"{left.Pending} documents that were never sent go to the next company once the wizard is finished.")),
        Link = MigrationMessages.MigrationPath,
        CreatedAt = clock.GetUtcNow(),
        NextAttemptAt = clock.GetUtcNow(),
    };
}
