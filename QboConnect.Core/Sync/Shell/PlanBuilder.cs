using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <summary>A plan, or why none can be made.</summary>
/// <param name="Plan">The plan; null where QuickBooks could not be asked or is not connected.</param>
/// <param name="RealmId">The company it is for.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="IsUs">Whether the company is in the US.</param>
public sealed record BuiltPlan(SyncPlan? Plan, string RealmId, SyncProblem? Problem, bool IsUs);

/// <summary>Makes the plan of a sync: brings consolidation up to date, reads what waits, asks QuickBooks what it must, and lets the planner decide.</summary>
public sealed class PlanBuilder(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, RefreshConsolidation refresh)
{
    /// <summary>Builds the plan. Nothing is written to QuickBooks.</summary>
    /// <param name="actor">Who asks, for the log of consolidated transactions.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<BuiltPlan> BuildAsync(string actor, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation);
        if (connection is null or { State: ConnectionState.Connecting or ConnectionState.Disconnected })
        {
            return new(null, "", new("CON-00", "QuickBooks is not connected", "QuickBooks is not connected.", "Finish the Connect Wizard under Integration → QuickBooks Online."), false);
        }

        await refresh.RunAsync(db, actor, cancellation);
        var client = clients.For(connection.RealmId, readOnly: true);
        var preferences = await client.PreferencesAsync(cancellation);
        if (!preferences.IsOk(out var settings))
        {
            return new(null, connection.RealmId, Words(preferences), false);
        }

        var book = await LoadBookAsync(db, cancellation);
        var facts = await new WaitingDocuments(db, book, cancellation).ReadAsync(StateOf(connection, settings));
        facts = facts with { TaxRules = await db.TaxRules.AsNoTracking().ToDictionaryAsync(rule => rule.Id, cancellation) };
        facts = facts with { Links = await LinksAsync(db, connection.RealmId, facts, cancellation) };
        var references = await new ReferenceReader(db, client, book, cancellation).ReadAsync(facts);
        return references.IsOk(out var found)
            ? new(Planner.Plan(facts with { References = found }), connection.RealmId, null, connection.Country is "US" or "")
            : new(null, connection.RealmId, Words(references), false);
    }

    /// <summary>The books as a projection needs them.</summary>
    internal static async Task<ProjectionBook> LoadBookAsync(QboConnectDb db, CancellationToken cancellation) => new()
    {
        Posting = await db.LoadPostingBookAsync(cancellation),
        Accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(account => account.Id, cancellation),
        ProductIncome = await db.Products.AsNoTracking().Where(product => product.RevenueAccountId != null)
            .ToDictionaryAsync(product => product.Id, product => product.RevenueAccountId!.Value, cancellation),
    };

    /// <summary>A refusal or a doubt as a problem.</summary>
    internal static SyncProblem Words<T>(QboOutcome<T> outcome) => outcome.Match(
        _ => throw new InvalidOperationException("A success is no problem."),
        fault => new SyncProblem(fault.Code, fault.Cause, fault.Cause, fault.Remedy),
        doubt => new SyncProblem(doubt.Cause.ToString(), doubt.Explanation, doubt.Explanation, doubt.Remedy));

    private static QuickBooksState StateOf(QuickBooksConnection connection, QboPreferences settings) => new()
    {
        Barrier = connection switch
        {
            { Mode: IntegrationMode.FromQuickBooksOnly } => new(
                "MODE", "Mode From QuickBooks only", "The integration mode is From QuickBooks only, so nothing is written to QuickBooks.",
                "Run the Connect Wizard again and choose Both ways."),
            { State: ConnectionState.Migrating } => new("CON-09", "The migration is running", "The migration is still running.", "Sync once it has finished."),
            _ when settings.ProductAndServicesPrefs?.QuantityOnHand == true => new(
                "PRD-01", "Inventory tracking is on in QuickBooks",
                "Inventory tracking is turned on in QuickBooks, so QuickBooks would book the cost of goods a second time.",
                "In QuickBooks: Settings → Accounts and Settings → Sales → Products and Services, turn off Track inventory quantity on hand. Then sync again."),
            _ => null,
        },
        ClosedUpTo = settings.AccountingInfoPrefs?.BookCloseDate,
        MultiCurrency = settings.CurrencyPrefs?.MultiCurrencyEnabled == true,
    };

    private static async Task<Dictionary<string, SyncLink>> LinksAsync(QboConnectDb db, string realmId, PlanFacts facts, CancellationToken cancellation)
    {
        var keys = facts.Documents.Select(document => document.LocalKey)
            .Concat(facts.Documents.SelectMany(document => document.Settles.Select(settled => settled.LocalKey)))
            .Concat(facts.Documents.SelectMany(document => document.After))
            .Concat(facts.Removed.Select(document => document.LocalKey))
            .Concat(ReferenceReader.KeysOf(facts))
            .Distinct(StringComparer.Ordinal);
        var links = new Dictionary<string, SyncLink>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(500))
        {
            foreach (var link in await db.SyncLinks.AsNoTracking().Where(link => link.RealmId == realmId && chunk.Contains(link.LocalKey)).ToListAsync(cancellation))
            {
                links[link.LocalKey] = link;
            }
        }

        return links;
    }
}
