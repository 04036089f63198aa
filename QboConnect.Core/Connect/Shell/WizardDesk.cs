using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// The wizard's choices, each saved when it is made, so that leaving, a crash or another browser loses nothing. Pages that are open elsewhere are told of
/// each through <see cref="MigrationWatch"/>.
/// </summary>
public sealed class WizardDesk(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, MigrationWatch watch, IdSource ids, TimeProvider clock)
{
    /// <summary>Why a term was renamed or an account chosen: a person did it.</summary>
    public const string ChosenByYou = "Chosen by you";

    private static readonly Dictionary<string, string> NoParameters = [];

    /// <summary>Reads what the wizard needs of QuickBooks.</summary>
    /// <returns>The lists; null with the problem in words where QuickBooks could not be read, null without one where no company is authorised.</returns>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="progress">Told what was read so far, or null.</param>
    public async Task<(QuickBooksLists? Lists, string? Problem)> ReadQuickBooksAsync(CancellationToken cancellation, IProgress<ReadSoFar>? progress = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var realm = await db.Connections.Where(row => row.IsCurrent && row.State == ConnectionState.Connecting).Select(row => row.RealmId).SingleOrDefaultAsync(cancellation);
        if (realm is null)
        {
            return (null, null);
        }

        var client = clients.For(realm, readOnly: true);
        var outcome = await client.ListsAsync(cancellation, progress);
        if (!outcome.IsOk(out var lists))
        {
            return (null, outcome.Words());
        }

        var receivable = await client.ReportAsync("AgedReceivables", NoParameters, cancellation);
        var payable = await client.ReportAsync("AgedPayables", NoParameters, cancellation);
        return !receivable.IsOk(out var owedToUs) ? (null, receivable.Words())
            : !payable.IsOk(out var owedByUs) ? (null, payable.Words())
            : (lists with { Ageing = new AgeingTotals(owedToUs.GrandTotal, owedByUs.GrandTotal), StockValues = lists.Items.Count == 0 ? null : await client.StockValuesAsync(cancellation) }, null);
    }

    /// <summary>The wizard as it stands.</summary>
    /// <param name="lists">What QuickBooks holds, or null before it was read.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<WizardView> LoadAsync(QuickBooksLists? lists, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var progress = await db.WizardProgress.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new WizardProgress();
        var discarded = progress.Discarded;
        var view = new WizardView
        {
            Progress = progress,
            TestData = await new TestDataSets(db, discarded).CountAsync(cancellation),
            Organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation),
            Connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation),
            UnusedArchivedAccounts = await UnusedArchived(db).CountAsync(cancellation),
            Locations = await db.Locations.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellation),
            Transactions = await db.LedgerTransactions.CountAsync(row => row.RetiredAt == null && (discarded == DiscardedData.None || (row.Route == ExportRoute.FromQuickBooks && !discarded.HasFlag(DiscardedData.OpeningBalances))), cancellation),
        };
        if (lists is null || view.Connection is null)
        {
            return view;
        }

        var home = Currency.Of(view.Connection.HomeCurrency);
        var books = !discarded.HasFlag(DiscardedData.ReferenceBooks);
        var (customers, suppliers) = (!discarded.HasFlag(DiscardedData.Customers), !discarded.HasFlag(DiscardedData.Suppliers));
        var used = await db.Contacts.Where(row => row.PaymentTermId != null && (row.Kind == ContactKind.Customer ? customers : suppliers)).Select(row => row.PaymentTermId!.Value).Distinct().ToListAsync(cancellation);
        var chart = await db.Accounts.AsNoTracking().Where(row => books || db.AccountRoles.Any(role => role.AccountId == row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var accounts = MatchAccounts.Of(chart.Values, lists.Accounts, await ChosenAsync(db, MappingKind.Account, cancellation), home.Code);
        var names = new AccountNames(lists.Accounts);
        var ourTerms = await db.PaymentTerms.AsNoTracking().Where(row => books && used.Contains(row.Id)).ToListAsync(cancellation);
        var terms = MatchPaymentTerms.Of(ourTerms, lists.Terms);
        return view with
        {
            Accounts = accounts,
            AccountDrafts = [.. accounts.Rows.Where(row => row.State != MappingState.Matched).Select(row => AccountDraft.Of(chart[row.LocalId], names, view.Connection.Country)).OfType<AccountDraft>()],
            TaxRules = MatchTaxRules.Of(await db.TaxRules.AsNoTracking().Where(_ => books).ToListAsync(cancellation), lists.TaxCodes, lists.TaxRates, await ChosenAsync(db, MappingKind.TaxRule, cancellation)),
            Terms = terms,
            TermDrafts = [.. terms.Rows.Where(row => row.State != MappingState.Matched && row.Name.Length <= TermDraft.NameLength).Select(row => new TermDraft(row.LocalId, row.Name, ourTerms.Find(term => term.Id == row.LocalId)!.DueDays))],
            OpeningBalances = OpeningBalances.Of(lists.Invoices, lists.Bills, home),
            Ageing = lists.Ageing,
            Stock = StockOnHand.Of(lists.Items, lists.Accounts, lists.StockValues, await BatchSkusAsync(db, cancellation), home),
            TracksInventory = lists.TracksInventory,
        };
    }

    /// <summary>Changes the progress row.</summary>
    public async Task SaveAsync(Action<WizardProgress> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var progress = await db.WizardProgress.SingleOrDefaultAsync(cancellation);
        if (progress is null)
        {
            progress = new WizardProgress();
            db.WizardProgress.Add(progress);
        }

        change(progress);
        if (progress.Mode is { } mode)
        {
            await db.Connections.Where(row => row.IsCurrent && row.State == ConnectionState.Connecting).ExecuteUpdateAsync(set => set.SetProperty(row => row.Mode, mode), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        watch.Changed();
    }

    /// <summary>Maps one thing of ours. An account that had the same QuickBooks account loses it (one to one).</summary>
    public async Task ChooseAsync(MappingKind kind, long localId, MappingCandidate candidate, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        await db.MappingChoices
            .Where(row => row.Kind == kind && (row.LocalId == localId || (kind == MappingKind.Account && row.QboId == candidate.QboId)))
            .ExecuteDeleteAsync(cancellation);
        db.MappingChoices.Add(new MappingChoice { Kind = kind, LocalId = localId, QboId = candidate.QboId, QboName = candidate.Name, Reason = ChosenByYou });
        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
        watch.Changed();
    }

    /// <summary>Archives an account of Core's, so that it needs no mapping. One that is used stays (seed: Map accounts).</summary>
    /// <returns>By what it is used, or null where it was archived.</returns>
    public async Task<string?> ArchiveAccountAsync(long accountId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var lines = await db.LedgerLines.CountAsync(row => row.AccountId == accountId, cancellation);
        var roles = await db.AccountRoles.Where(row => row.AccountId == accountId).Select(row => row.Role).ToListAsync(cancellation);
        var taxes = await db.TaxRules.CountAsync(row => row.AccountId == accountId, cancellation);
        var products = await db.Products.CountAsync(row => row.RevenueAccountId == accountId, cancellation);
        string[] uses =
        [
            .. roles.Select(role => $"the role {RoleFit.Name(role)}"), .. Counted(lines, "ledger lines"), .. Counted(taxes, "tax rules"), .. Counted(products, "products"),
        ];
        if (uses.Length > 0)
        {
            return "It is used by " + string.Join(", ", uses) + ", so it has to be mapped.";
        }

        await db.Accounts.Where(row => row.Id == accountId).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsArchived, true), cancellation);
        return null;
    }

    /// <summary>Deletes the archived accounts that nothing uses (seed: Map accounts).</summary>
    /// <returns>How many.</returns>
    public async Task<int> DeleteUnusedArchivedAccountsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await UnusedArchived(db).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Disables a tax rule of Core's (seed: Map tax rules).</summary>
    public async Task DisableTaxRuleAsync(long taxRuleId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.TaxRules.Where(row => row.Id == taxRuleId).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsActive, false), cancellation);
    }

    /// <summary>
    /// Takes QuickBooks' spelling for a term of Core's. Where Core has a term of that spelling already, who had the other one gets that.
    /// </summary>
    public async Task RenameTermAsync(long termId, string name, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.PaymentTerms.Where(row => row.Name == name && row.Id != termId).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellation) is { } same)
        {
            await db.Contacts.Where(row => row.PaymentTermId == termId).ExecuteUpdateAsync(set => set.SetProperty(row => row.PaymentTermId, same), cancellation);
        }
        else
        {
            await db.PaymentTerms.Where(row => row.Id == termId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, name), cancellation);
        }

        await unit.CommitAsync(cancellation);
        watch.Changed();
    }

    /// <summary>Writes all choices down and locks Core for the migration; who calls it then starts the job.</summary>
    /// <param name="view">The wizard as it was confirmed; nothing of it may be missing.</param>
    /// <param name="phrase">What was typed.</param>
    /// <param name="startedBy">Who: an e-mail address.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What is missing, or null where the migration may run.</returns>
    public async Task<string?> ConfirmAsync(WizardView view, string phrase, string startedBy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.BlockerOf(WizardStep.Confirm) is { } blocker)
        {
            return blocker;
        }

        if (!string.Equals(phrase, WizardView.Phrase, StringComparison.Ordinal))
        {
            return "The phrase differs";
        }

        var (progress, now) = (view.Progress, clock.GetUtcNow());
        static object Choices(WizardProgress of) => (of.Mode, of.Discarded, of.ImportOpeningBalances, of.ImportStock, of.StockLocationId);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        if (!Choices(await db.WizardProgress.AsNoTracking().SingleAsync(cancellation)).Equals(Choices(progress)))
        {
            return "The choices were changed in another browser meanwhile. Look at the summary again";
        }

        var connection = await db.Connections.SingleAsync(row => row.IsCurrent, cancellation);
        if (await db.Migrations.AnyAsync(row => row.RealmId == connection.RealmId, cancellation))
        {
            return "A migration of this company was started already";
        }

        await db.MappingChoices.ExecuteDeleteAsync(cancellation);
        db.MappingChoices.AddRange(Rows(MappingKind.Account, view.Accounts!).Concat(Rows(MappingKind.TaxRule, view.TaxRules!)).Concat(Rows(MappingKind.PaymentTerm, view.Terms!)));
        (connection.State, connection.Mode) = (ConnectionState.Migrating, progress.Mode!.Value);
        db.Migrations.Add(new Migration
        {
            RealmId = connection.RealmId,
            Id = ids.Next(),
            StartedBy = startedBy,
            StartedAt = now,
            IntegrationDate = Today(view.Organisation!, now),
            Mode = progress.Mode.Value,
            Discarded = progress.Discarded,
            ImportOpeningBalances = progress.ImportOpeningBalances == true,
            StockLocationId = progress.ImportStock == true ? progress.StockLocationId : null,
        });
        await db.SaveChangesAsync(cancellation);
        await unit.CommitAsync(cancellation);
        return null;
    }

    internal static async Task<IReadOnlySet<string>> BatchSkusAsync(QboConnectDb db, CancellationToken cancellation) =>
        (await db.Products.Where(row => row.TracksBatches).Select(row => row.Sku).ToListAsync(cancellation)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IQueryable<Account> UnusedArchived(QboConnectDb db) => db.Accounts.Where(row => row.IsArchived
        && !db.LedgerLines.Any(line => line.AccountId == row.Id) && !db.AccountRoles.Any(role => role.AccountId == row.Id)
        && !db.TaxRules.Any(rule => rule.AccountId == row.Id) && !db.Products.Any(product => product.RevenueAccountId == row.Id));

    private static string[] Counted(int count, string what) => count > 0 ? [$"{count} {what}"] : [];

    private static DateOnly Today(Organisation organisation, DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(organisation.TimeZone)).DateTime);

    private static IEnumerable<MappingChoice> Rows(MappingKind kind, MappingTable table) => table.Rows.Select(row => new MappingChoice
    {
        Kind = kind,
        LocalId = row.LocalId,
        QboId = row.Choice!.QboId,
        QboName = row.Choice.Name,
        Reason = row.Reason,
    });

    private static async Task<Dictionary<long, (string QboId, string Reason)>> ChosenAsync(QboConnectDb db, MappingKind kind, CancellationToken cancellation) =>
        (await db.MappingChoices.AsNoTracking().Where(row => row.Kind == kind).ToListAsync(cancellation)).ToDictionary(row => row.LocalId, row => (row.QboId, row.Reason));
}
