using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Access;
using QboConnect.Core.Catalog;
using QboConnect.Core.Connect;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Mapping;
using QboConnect.Core.Notifications;
using QboConnect.Core.Purchases;
using QboConnect.Core.Reconciliation;
using QboConnect.Core.Sales;
using QboConnect.Core.Stock;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Persistence;

/// <summary>
/// Everything Core keeps, one model for both database providers. Use it through <see cref="IDbContextFactory{TContext}"/>, one context an
/// operation. Each entity's mapping stands in its feature's <c>Shell/</c>.
/// </summary>
public abstract class QboConnectDb(DbContextOptions options) : IdentityUserContext<AppUser>(options)
{
    /// <summary>The merchant's company; one row.</summary>
    public DbSet<Organisation> Organisations => Set<Organisation>();

    /// <summary>Chart of accounts.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Which account plays which role.</summary>
    public DbSet<AccountRoleAssignment> AccountRoles => Set<AccountRoleAssignment>();

    /// <summary>Tax rules.</summary>
    public DbSet<TaxRule> TaxRules => Set<TaxRule>();

    /// <summary>Payment terms.</summary>
    public DbSet<PaymentTerm> PaymentTerms => Set<PaymentTerm>();

    /// <summary>Daily exchange rates.</summary>
    public DbSet<DailyRate> DailyRates => Set<DailyRate>();

    /// <summary>Sales channels.</summary>
    public DbSet<SalesChannel> SalesChannels => Set<SalesChannel>();

    /// <summary>Customers and suppliers.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Products.</summary>
    public DbSet<Product> Products => Set<Product>();

    /// <summary>Locations.</summary>
    public DbSet<Location> Locations => Set<Location>();

    /// <summary>FIFO layers.</summary>
    public DbSet<StockLayer> StockLayers => Set<StockLayer>();

    /// <summary>Sales orders.</summary>
    public DbSet<Sale> Sales => Set<Sale>();

    /// <summary>Sales invoices.</summary>
    public DbSet<Invoice> Invoices => Set<Invoice>();

    /// <summary>Sales credit notes.</summary>
    public DbSet<CreditNote> CreditNotes => Set<CreditNote>();

    /// <summary>Payments of invoices.</summary>
    public DbSet<Payment> Payments => Set<Payment>();

    /// <summary>Refunds of credit notes.</summary>
    public DbSet<Refund> Refunds => Set<Refund>();

    /// <summary>Money received in advance.</summary>
    public DbSet<CustomerCredit> CustomerCredits => Set<CustomerCredit>();

    /// <summary>Shipments, restocks, cost changes.</summary>
    public DbSet<CostMovement> CostMovements => Set<CostMovement>();

    /// <summary>Supplier invoices.</summary>
    public DbSet<Purchase> Purchases => Set<Purchase>();

    /// <summary>Payments of supplier invoices.</summary>
    public DbSet<PurchasePayment> PurchasePayments => Set<PurchasePayment>();

    /// <summary>The ledger.</summary>
    public DbSet<LedgerTransaction> LedgerTransactions => Set<LedgerTransaction>();

    /// <summary>Lines of the ledger.</summary>
    public DbSet<LedgerLine> LedgerLines => Set<LedgerLine>();

    /// <summary>Consolidated transactions.</summary>
    public DbSet<ConsolidatedTransaction> ConsolidatedTransactions => Set<ConsolidatedTransaction>();

    /// <summary>Journal lines of consolidated transactions.</summary>
    public DbSet<ConsolidatedLine> ConsolidatedLines => Set<ConsolidatedLine>();

    /// <summary>Logs of consolidated transactions.</summary>
    public DbSet<ConsolidatedLogEntry> ConsolidatedLog => Set<ConsolidatedLogEntry>();

    /// <summary>Consolidation settings; one row.</summary>
    public DbSet<ConsolidationSettings> ConsolidationSettings => Set<ConsolidationSettings>();

    /// <summary>Autosync settings; one row.</summary>
    public DbSet<AutosyncSettings> AutosyncSettings => Set<AutosyncSettings>();

    /// <summary>Ours to QuickBooks'.</summary>
    public DbSet<SyncLink> SyncLinks => Set<SyncLink>();

    /// <summary>What QuickBooks books otherwise than the ledger.</summary>
    public DbSet<PostingDifference> PostingDifferences => Set<PostingDifference>();

    /// <summary>Writes to QuickBooks.</summary>
    public DbSet<SyncIntent> SyncIntents => Set<SyncIntent>();

    /// <summary>Syncs.</summary>
    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();

    /// <summary>Locks that keep syncs apart.</summary>
    public DbSet<SyncLock> SyncLocks => Set<SyncLock>();

    /// <summary>Drafts of the mapping steps.</summary>
    public DbSet<MappingChoice> MappingChoices => Set<MappingChoice>();

    /// <summary>Connections to QuickBooks companies.</summary>
    public DbSet<QuickBooksConnection> Connections => Set<QuickBooksConnection>();

    /// <summary>QuickBooks' balances at the migration.</summary>
    public DbSet<BaselineBalance> BaselineBalances => Set<BaselineBalance>();

    /// <summary>What was chosen in the Connect Wizard so far; at most one row.</summary>
    public DbSet<WizardProgress> WizardProgress => Set<WizardProgress>();

    /// <summary>Trips to QuickBooks' consent page that are not over.</summary>
    public DbSet<OAuthAttempt> OAuthAttempts => Set<OAuthAttempt>();

    /// <summary>Migrations, one a QuickBooks company.</summary>
    public DbSet<Migration> Migrations => Set<Migration>();

    /// <summary>Steps of migrations that are done.</summary>
    public DbSet<MigrationCheckpoint> MigrationCheckpoints => Set<MigrationCheckpoint>();

    /// <summary>Inventory items of QuickBooks that services take the place of.</summary>
    public DbSet<ReplacedItem> ReplacedItems => Set<ReplacedItem>();

    /// <summary>Attempts to connect that came to nothing, for the page that explains them.</summary>
    public DbSet<ConnectProblem> ConnectProblems => Set<ConnectProblem>();

    /// <summary>Sync types channels had before disconnecting reset them.</summary>
    public DbSet<KeptSyncTypes> KeptSyncTypes => Set<KeptSyncTypes>();

    /// <summary>What was told to somebody.</summary>
    public DbSet<Message> Messages => Set<Message>();

    /// <summary>Mail settings; at most one row.</summary>
    public DbSet<MailSettings> MailSettings => Set<MailSettings>();

    /// <summary>Comparisons of the trial balances.</summary>
    public DbSet<ReconciliationCheck> ReconciliationChecks => Set<ReconciliationCheck>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<decimal>().HavePrecision(19, 4);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(QboConnectDb).Assembly);
    }
}

/// <summary>The model on SQLite, the embedded default.</summary>
public sealed class SqliteQboConnectDb(DbContextOptions<SqliteQboConnectDb> options) : QboConnectDb(options);

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresQboConnectDb(DbContextOptions<PostgresQboConnectDb> options) : QboConnectDb(options);
