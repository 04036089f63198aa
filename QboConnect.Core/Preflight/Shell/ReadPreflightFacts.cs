using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Finance;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.Core.Preflight.Shell;

/// <summary>What came of reading the facts.</summary>
/// <param name="Facts">The facts, or null.</param>
/// <param name="Problem">Why there are none, in the merchant's words; null where there are.</param>
public sealed record PreflightReading(PreflightFacts? Facts, string? Problem)
{
    /// <summary>How QuickBooks refused, where it did.</summary>
    public QboFault? Fault { get; init; }
}

/// <summary>Reads what the pre-flight check and the assistant for required accounts look at. Writes nothing in QuickBooks.</summary>
public sealed class ReadPreflightFacts(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, TimeProvider clock)
{
    /// <summary>Everything.</summary>
    /// <returns>The facts; or null with the problem in words, where there is no company to read or QuickBooks does not answer.</returns>
    public Task<PreflightReading> AllAsync(CancellationToken cancellation) => ReadAsync(ListsAsync, cancellation);

    /// <summary>Only the accounts, with what Core has to say of them: a few calls, however large the company is.</summary>
    /// <returns>As above.</returns>
    public Task<PreflightReading> AccountsAsync(CancellationToken cancellation) => ReadAsync(AccountsOfAsync, cancellation);

    private async Task<PreflightReading> ReadAsync(
        Func<QboClient, PreflightFacts, CancellationToken, Task<QboOutcome<PreflightFacts>>> ofQuickBooks, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.IsCurrent, cancellation);
        if (connection is null or { State: ConnectionState.Disconnected })
        {
            return new PreflightReading(null, Problem: "No QuickBooks company is authorised, so there is nothing to check yet. Allow access in the Connect Wizard first.");
        }

        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } organisation)
        {
            return new PreflightReading(null, Problem: "Core has no company yet. Set it up or load the demo company on the dashboard.");
        }

        var facts = await OfCoreAsync(db, organisation, connection, cancellation);
        var read = await ofQuickBooks(clients.For(connection.RealmId, readOnly: true), facts, cancellation);
        return read.IsOk(out var whole) ? new PreflightReading(whole, null) : new PreflightReading(null, read.Words()) { Fault = (read as QboOutcome<PreflightFacts>.Refused)?.Fault };
    }

    private async Task<PreflightFacts> OfCoreAsync(QboConnectDb db, Organisation organisation, QuickBooksConnection connection, CancellationToken cancellation)
    {
        var contacts = await db.Contacts.AsNoTracking().ToListAsync(cancellation);
        var terms = contacts.Select(contact => contact.PaymentTermId).OfType<long>().ToHashSet();
        var channels = await db.SalesChannels.AsNoTracking().ToDictionaryAsync(row => row.Id, cancellation);
        var sales = await db.Sales.Where(row => row.Currency != organisation.BaseCurrency)
            .GroupBy(row => new { row.ChannelId, row.Currency }).Select(group => new { group.Key.ChannelId, group.Key.Currency, Count = group.Count() }).ToListAsync(cancellation);
        var purchases = await db.Purchases.Where(row => row.Currency != organisation.BaseCurrency)
            .GroupBy(row => row.Currency).Select(group => new { Currency = group.Key, Count = group.Count() }).ToListAsync(cancellation);
        return new PreflightFacts
        {
            ReadAt = clock.GetUtcNow(),
            BaseCurrency = organisation.BaseCurrency,
            Connection = connection,
            Accounts = await db.Accounts.AsNoTracking().ToListAsync(cancellation),
            Roles = await db.AccountRoles.AsNoTracking().ToDictionaryAsync(row => row.Role, row => row.AccountId, cancellation),
            Products = await db.Products.AsNoTracking().ToListAsync(cancellation),
            Contacts = contacts,
            Linked = (await db.CurrentLinks().AsNoTracking().Where(link => link.State == LinkState.Active && (link.QboEntity == "Item" || link.QboEntity == "Customer" || link.QboEntity == "Vendor"))
                .Select(link => new { link.QboEntity, link.QboId }).ToListAsync(cancellation)).Select(link => new LinkedName(link.QboEntity, link.QboId)).ToHashSet(),
            TaxRules = await db.TaxRules.AsNoTracking().ToListAsync(cancellation),
            Terms = [.. (await db.PaymentTerms.AsNoTracking().ToListAsync(cancellation)).Where(term => terms.Contains(term.Id))],
            Consolidation = await db.ConsolidationSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new ConsolidationSettings(),
            ForeignDocuments =
            [
                .. sales.Select(row => new ForeignDocuments(channels[row.ChannelId].Name, row.Currency, channels[row.ChannelId].InvoiceSync, row.Count)),
                .. purchases.Select(row => new ForeignDocuments("Purchases", row.Currency, SyncType.Individual, row.Count)),
            ],
        };
    }

    private static async Task<QboOutcome<PreflightFacts>> AccountsOfAsync(QboClient client, PreflightFacts facts, CancellationToken cancellation)
    {
        var company = client.CompanyInfoAsync(cancellation);
        var preferences = client.PreferencesAsync(cancellation);
        var accounts = client.QueryAllAsync<QboAccount>(QboQuery.ActiveOrNot, cancellation);
        await Task.WhenAll(company, preferences, accounts);
        return !(await company).IsOk(out var info) ? (await company).As<PreflightFacts>()
            : !(await preferences).IsOk(out var settings) ? (await preferences).As<PreflightFacts>()
            : (await accounts).Map(rows => facts with { Plan = info.Plan ?? "", Preferences = settings, QboAccounts = rows });
    }

    private static async Task<QboOutcome<PreflightFacts>> ListsAsync(QboClient client, PreflightFacts facts, CancellationToken cancellation)
    {
        var company = client.CompanyInfoAsync(cancellation);
        var preferences = client.PreferencesAsync(cancellation);
        var accounts = client.QueryAllAsync<QboAccount>(QboQuery.ActiveOrNot, cancellation);
        var items = client.QueryAllAsync<QboItem>(QboQuery.ActiveOrNot, cancellation);
        var customers = client.QueryAllAsync<QboCustomer>(QboQuery.ActiveOrNot, cancellation);
        var vendors = client.QueryAllAsync<QboVendor>(QboQuery.ActiveOrNot, cancellation);
        var employees = client.QueryAllAsync<QboEmployee>(QboQuery.ActiveOrNot, cancellation);
        var terms = client.QueryAllAsync<QboTerm>(null, cancellation);
        var codes = client.QueryAllAsync<QboTaxCode>(null, cancellation);
        var rates = client.QueryAllAsync<QboTaxRate>(null, cancellation);
        await Task.WhenAll(company, preferences, accounts, items, customers, vendors, employees, terms, codes, rates);

        QboOutcome<PreflightFacts>? problem = null;
        var whole = facts with
        {
            Plan = Value(await company)?.Plan ?? "",
            SubscriptionStatus = Value(await company)?.SubscriptionStatus ?? "",
            QboEmployees = (await employees).IsOk(out var known) ? known : [],
            Preferences = Value(await preferences) ?? new QboPreferences(),
            QboAccounts = Value(await accounts) ?? [],
            QboItems = Value(await items) ?? [],
            QboCustomers = Value(await customers) ?? [],
            QboVendors = Value(await vendors) ?? [],
            QboTerms = Value(await terms) ?? [],
            QboTaxCodes = Value(await codes) ?? [],
            QboTaxRates = Value(await rates) ?? [],
        };
        return problem ?? new QboOutcome<PreflightFacts>.Ok(whole, null);

        T? Value<T>(QboOutcome<T> outcome) where T : class
        {
            if (outcome.IsOk(out var value))
            {
                return value;
            }

            problem ??= outcome.As<PreflightFacts>();
            return null;
        }
    }
}
