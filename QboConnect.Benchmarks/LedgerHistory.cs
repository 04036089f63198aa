using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Benchmarks;

/// <summary>
/// A SQLite file with a million consolidated sales posted over 1,000 days: three ledger lines each (A/R, one of five revenue accounts, tax), 70 % in
/// USD, 20 % in EUR, 10 % in GBP. The same file each time.
/// </summary>
internal sealed class LedgerHistory
{
    public const int Sales = 1_000_000;
    public const int Days = 1_000;
    public const long ChannelId = 1;
    public const long Receivable = 100, Clearing = 101, Tax = 102, FirstRevenue = 200;
    public static readonly DateOnly FirstDay = new(2023, 1, 1);
    private readonly string _directory = Directory.CreateTempSubdirectory("qboconnect-benchmark-").FullName;

    private static LedgerHistory? _made;
    private DbContextOptions<SqliteQboConnectDb>? _options;

    private LedgerHistory()
    {
    }

    public string ConnectionString => $"Data Source={Path.Combine(_directory, "ledger.db")}";

    /// <summary>The file, made when it is first asked for; every transaction is as good as just posted.</summary>
    public static LedgerHistory Make()
    {
        if (_made is not null)
        {
            using var again = _made.Open();
            again.ConsolidatedTransactions.ExecuteDelete();
            again.Database.ExecuteSqlRaw("""UPDATE "LedgerTransactions" SET "Route" = 0, "State" = 0, "WasExported" = 0""");
            return _made;
        }

        var history = new LedgerHistory();
        using var db = history.Open();
        db.Database.Migrate();
        AddBooks(db);
        db.SaveChanges();
        Fill((SqliteConnection)db.Database.GetDbConnection());
        return _made = history;
    }

    /// <summary>A context on the file.</summary>
    public QboConnectDb Open() => new SqliteQboConnectDb(_options ??= (DbContextOptions<SqliteQboConnectDb>)
        new DbContextOptionsBuilder<SqliteQboConnectDb>().UseSqliteFile(ConnectionString).Options);

    /// <summary>What a sync leaves behind: QuickBooks holds everything.</summary>
    public void Settle()
    {
        using var db = Open();
        db.Database.ExecuteSqlRaw("""UPDATE "LedgerTransactions" SET "State" = 2, "WasExported" = 1""");
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>Deletes the file, if it was made.</summary>
    public static void Remove()
    {
        SqliteConnection.ClearAllPools();
        if (_made is not null)
        {
            Directory.Delete(_made._directory, recursive: true);
        }
    }

    private static void AddBooks(QboConnectDb db)
    {
        db.Organisations.Add(new Organisation { Name = "Benchmark", BaseCurrency = "USD", TimeZone = "Etc/UTC" });
        db.SalesChannels.Add(new SalesChannel
        {
            Id = ChannelId,
            Name = "Web",
            InvoiceSync = SyncType.Consolidated,
            CogsSync = SyncType.Consolidated,
        });
        Add(Receivable, AccountType.AccountsReceivable, AccountRole.AccountsReceivable);
        Add(Clearing, AccountType.Bank, AccountRole.PaymentClearing);
        Add(Tax, AccountType.OtherCurrentLiability, AccountRole.SalesTax);
        for (var index = 0; index < 5; index++)
        {
            Add(FirstRevenue + index, AccountType.Income, index == 0 ? AccountRole.Sales : null);
        }

        db.ConsolidationSettings.Add(new ConsolidationSettings { IsEnabled = true });

        void Add(long id, AccountType type, AccountRole? role)
        {
            var code = id.ToString(CultureInfo.InvariantCulture);
            db.Accounts.Add(new Account { Id = id, Code = code, Name = code, Type = type, Currency = "USD" });
            if (role is { } played)
            {
                db.AccountRoles.Add(new AccountRoleAssignment { Role = played, AccountId = id });
            }
        }
    }

    private static void Fill(SqliteConnection connection)
    {
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var header = connection.CreateCommand();
        header.CommandText =
            """
            INSERT INTO "LedgerTransactions" ("Id", "Kind", "DocumentId", "Number", "SaleId", "Date", "Currency", "Rate", "ChannelId", "ContactId",
                "PostedAt", "Route", "State", "WasExported", "ChangeCount")
            VALUES ($id, 0, $id, 'INV-' || $id, $id, $date, $currency, $rate, 1, 1, 0, 0, 0, 0, 0)
            """;
        using var line = connection.CreateCommand();
        line.CommandText =
            """
            INSERT INTO "LedgerLines" ("TransactionId", "LineNo", "Section", "AccountId", "BaseMinor", "DocumentMinor", "TaxRuleId", "DocumentLineNo")
            VALUES ($id, $no, 0, $account, $base, $document, $tax, $documentLine)
            """;
        var (id, date, currency, rate) = (Parameter(header, "$id"), Parameter(header, "$date"), Parameter(header, "$currency"), Parameter(header, "$rate"));
        var (lineId, no, account) = (Parameter(line, "$id"), Parameter(line, "$no"), Parameter(line, "$account"));
        var (inBase, inDocument, tax, documentLine) =
            (Parameter(line, "$base"), Parameter(line, "$document"), Parameter(line, "$tax"), Parameter(line, "$documentLine"));
        var random = new Random(20240318);

        for (var sale = 0; sale < Sales; sale++)
        {
            id.Value = lineId.Value = sale + 1L;
            date.Value = FirstDay.AddDays((int)((long)sale * Days / Sales)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var (code, perUnit) = random.Next(10) switch { < 7 => ("USD", 1m), < 9 => ("EUR", 1.1m), _ => ("GBP", 1.25m) };
            (currency.Value, rate.Value) = (code, perUnit);
            header.ExecuteNonQuery();

            var net = random.NextInt64(1_00, 500_00);
            var owed = net * 8 / 100;
            Add(1, Receivable, net + owed, taxRule: null);
            Add(2, FirstRevenue + random.Next(5), -net, taxRule: null);
            Add(3, Tax, -owed, taxRule: 1);
        }

        transaction.Commit();
        Execute(connection, "ANALYZE");
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

        void Add(long lineNo, long accountId, long minor, long? taxRule)
        {
            (no.Value, account.Value, inBase.Value, inDocument.Value) = (lineNo, accountId, minor, minor);
            tax.Value = (object?)taxRule ?? DBNull.Value;
            documentLine.Value = lineNo == 2 ? 1L : DBNull.Value;
            line.ExecuteNonQuery();
        }
    }

    private static SqliteParameter Parameter(SqliteCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
