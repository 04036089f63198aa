using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Contacts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Connect;

/// <summary>Seed: Keep or delete test data. The demo company stands for what a merchant tried things out with.</summary>
public sealed class TestDataTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Discarding_transactions_and_customers_leaves_the_rest_and_a_backup_of_everything(DatabaseProvider provider)
    {
        await using var rig = await ConnectRig.StartAsync(databases, provider, Cancellation);
        await using var db = rig.Databases.CreateDbContext();
        var (sales, products, suppliers) = (await db.Sales.CountAsync(Cancellation), await db.Products.CountAsync(Cancellation), await CountAsync(db, ContactKind.Supplier));
        var (accounts, rules) = (await db.Accounts.CountAsync(Cancellation), await db.TaxRules.CountAsync(Cancellation));
        await rig.ConfirmAsync(IntegrationMode.FromQuickBooksOnly, Cancellation, DiscardedData.Transactions | DiscardedData.Customers);

        (await db.Sales.CountAsync(Cancellation)).Should().Be(sales, "nothing goes before the migration");
        await MigrateAsync(rig);

        // The demo's own are gone; what is there are QuickBooks' nine unpaid invoices and five unpaid bills, and who owes and is owed.
        (await db.Sales.CountAsync(Cancellation)).Should().Be(9);
        (await db.Invoices.CountAsync(row => !row.IsOpeningBalance, Cancellation)).Should().Be(0);
        (await db.Purchases.CountAsync(Cancellation)).Should().Be(5);
        (await db.LedgerTransactions.CountAsync(row => row.Route != ExportRoute.FromQuickBooks, Cancellation)).Should().Be(0);
        (await db.LedgerLines.CountAsync(line => !db.LedgerTransactions.Any(row => row.Id == line.TransactionId), Cancellation)).Should().Be(0);
        (await db.Payments.CountAsync(Cancellation) + await db.CostMovements.CountAsync(Cancellation) + await db.CreditNotes.CountAsync(Cancellation)).Should().Be(0);
        (await db.Contacts.Where(row => row.Kind == ContactKind.Customer).Select(row => row.Id).ToListAsync(Cancellation))
            .Should().BeEquivalentTo(await db.Sales.Select(row => row.CustomerId).Distinct().ToListAsync(Cancellation));
        (await CountAsync(db, ContactKind.Supplier)).Should().BeGreaterThanOrEqualTo(suppliers);
        (await db.Products.CountAsync(Cancellation)).Should().BeGreaterThanOrEqualTo(products);
        (await db.Accounts.CountAsync(Cancellation)).Should().BeGreaterThan(accounts);
        (await db.TaxRules.CountAsync(Cancellation)).Should().Be(rules);
        (await db.StockLayers.Select(row => row.Source).Distinct().ToListAsync(Cancellation)).Should().Equal("QuickBooks stock on hand");
        (await SalesInBackupAsync(Directory.GetFiles(rig.Get<BackupFolder>().Path).Should().ContainSingle().Subject)).Should().Be(sales);
    }

    [Fact]
    public async Task Discarding_all_data_keeps_what_nothing_works_without()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await rig.ConfirmAsync(IntegrationMode.FromQuickBooksOnly, Cancellation, DiscardedData.All);
        await using var db = rig.Databases.CreateDbContext();
        var roles = await db.AccountRoles.Select(row => row.AccountId).Distinct().ToListAsync(Cancellation);

        await MigrateAsync(rig);

        (await db.TaxRules.CountAsync(Cancellation) + await db.DailyRates.CountAsync(Cancellation)).Should().Be(0);
        (await db.Accounts.Where(row => roles.Contains(row.Id)).Select(row => row.QboId).ToListAsync(Cancellation)).Should().HaveCount(roles.Count).And.NotContainNulls();
        (await db.Locations.AnyAsync(Cancellation)).Should().BeTrue();
        (await db.Invoices.CountAsync(Cancellation)).Should().Be(9);
        (await db.PaymentTerms.CountAsync(row => row.QboId == null, Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task What_went_to_QuickBooks_is_not_discarded()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await using var db = rig.Databases.CreateDbContext();
        db.SyncLinks.Add(new SyncLink { Id = 1, RealmId = "an earlier company", LocalKey = "invoice:1", QboEntity = "Invoice", QboId = "7", SyncToken = "0", ContentHash = "", UpdatedAt = TimeProvider.System.GetUtcNow() });
        await db.SaveChangesAsync(Cancellation);
        var desk = rig.Get<WizardDesk>();

        await desk.SaveAsync(row => row.Discarded = DiscardedData.Transactions, Cancellation);

        var view = await desk.LoadAsync(null, Cancellation);
        view.BlockerOf(WizardStep.TestData).Should().Be("Core's data went to QuickBooks already: keep it");
        view.TestData!.Refusal.Should().StartWith("Core's data went to a QuickBooks company already (1 records of it are linked or on their way).");
    }

    private static async Task MigrateAsync(ConnectRig rig)
    {
        await rig.Get<MigrateCompany>().RunAsync(Cancellation);
        await using var db = rig.Databases.CreateDbContext();
        var migration = await db.Migrations.SingleAsync(Cancellation);
        migration.State.Should().Be(MigrationState.Done, migration.Message);
    }

    private static Task<int> CountAsync(QboConnectDb db, ContactKind kind) => db.Contacts.CountAsync(row => row.Kind == kind, Cancellation);

    private static async Task<int> SalesInBackupAsync(string file)
    {
        if (file.EndsWith(".zip", StringComparison.Ordinal))
        {
            await using var zip = await ZipFile.OpenReadAsync(file, Cancellation);
            using var lines = new StreamReader(await zip.GetEntry("Sales.jsonl")!.OpenAsync(Cancellation));
            return (await lines.ReadToEndAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        }

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Sales";
        return Convert.ToInt32(await command.ExecuteScalarAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}
