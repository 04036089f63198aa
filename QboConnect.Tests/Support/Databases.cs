using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QboConnect.Core.Demo.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Support;

[assembly: AssemblyFixture(typeof(Databases))]

namespace QboConnect.Tests.Support;

/// <summary>
/// Fresh, migrated databases of both providers. PostgreSQL is the server <c>QBOCONNECT_TEST_POSTGRES</c> names, or one started for this run; a
/// server that is missing fails the test.
/// </summary>
public sealed class Databases : IAsyncDisposable
{
    private const string Template = "qboconnect_template";
    private const string DemoTemplate = "qboconnect_demo_template";
    private readonly string _directory = Directory.CreateTempSubdirectory("qboconnect-tests-").FullName;
    private readonly Lazy<Task<string>> _sqliteTemplate;
    private readonly Lazy<Task<PostgresServer>> _postgres;
    private readonly Lazy<Task<string>> _sqliteDemo;
    private readonly Lazy<Task<string>> _postgresDemo;
    private int _count;

    public Databases()
    {
        _sqliteTemplate = new Lazy<Task<string>>(MakeSqliteTemplateAsync);
        _postgres = new Lazy<Task<PostgresServer>>(MakePostgresTemplateAsync);
        _sqliteDemo = new Lazy<Task<string>>(MakeSqliteDemoAsync);
        _postgresDemo = new Lazy<Task<string>>(MakePostgresDemoAsync);
    }

    /// <summary>A new empty database with all its tables.</summary>
    public Task<TestDatabase> NewAsync(DatabaseProvider provider) => CopyAsync(provider, _sqliteTemplate, Template);

    /// <summary>A new database with the demo company, which is loaded once a run and copied.</summary>
    public async Task<TestDatabase> NewWithDemoCompanyAsync(DatabaseProvider provider) =>
        await CopyAsync(provider, _sqliteDemo, provider == DatabaseProvider.Postgres ? await _postgresDemo.Value : "");

    private async Task<TestDatabase> CopyAsync(DatabaseProvider provider, Lazy<Task<string>> sqliteFile, string postgresTemplate)
    {
        var name = $"qboconnect_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        if (provider == DatabaseProvider.Sqlite)
        {
            var file = Path.Combine(_directory, name + ".db");
            File.Copy(await sqliteFile.Value, file);
            return new TestDatabase(provider, $"Data Source={file}", () =>
            {
                SqliteConnection.ClearAllPools();
                return Task.CompletedTask;
            });
        }

        var server = await _postgres.Value;
        await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {postgresTemplate}");
        return new TestDatabase(provider, server.ConnectionString(name), () => server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(_directory, "template.db");
        await using (var db = new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False", () => Task.CompletedTask).CreateDbContext())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE");
        }

        return file;
    }

    private async Task<string> MakeSqliteDemoAsync()
    {
        var file = Path.Combine(_directory, "demo.db");
        File.Copy(await _sqliteTemplate.Value, file);
        var database = new TestDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False", () => Task.CompletedTask);
        await LoadDemoAsync(database);
        await using var db = database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE");
        return file;
    }

    private async Task<string> MakePostgresDemoAsync()
    {
        var server = await _postgres.Value;
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {DemoTemplate}");
        await server.ExecuteAsync($"CREATE DATABASE {DemoTemplate} TEMPLATE {Template}");
        await LoadDemoAsync(new TestDatabase(DatabaseProvider.Postgres, server.ConnectionString(DemoTemplate) + ";Pooling=False", () => Task.CompletedTask));
        return DemoTemplate;
    }

    private static async Task LoadDemoAsync(TestDatabase database)
    {
        var ids = new IdSource(TimeProvider.System);
        var writer = new LedgerWriter(ids, TimeProvider.System);
        var demo = new LoadDemoCompany(database, new AuthoriseDocuments(writer, TimeProvider.System), new ImportSales(writer), ids, TimeProvider.System);
        (await demo.RunAsync()).Should().BeNull();
    }

    private static async Task<PostgresServer> MakePostgresTemplateAsync()
    {
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {Template}");
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        await using var db = new TestDatabase(
            DatabaseProvider.Postgres, server.ConnectionString(Template) + ";Pooling=False", () => Task.CompletedTask).CreateDbContext();
        await db.Database.MigrateAsync();
        return server;
    }
}

/// <summary>One database of one test. A context a call, as in the app.</summary>
public sealed class TestDatabase(DatabaseProvider provider, string connectionString, Func<Task> drop) : IDbContextFactory<QboConnectDb>, IAsyncDisposable
{
    public DatabaseProvider Provider { get; } = provider;

    public string ConnectionString { get; } = connectionString;

    public QboConnectDb CreateDbContext() => Provider == DatabaseProvider.Sqlite
        ? new SqliteQboConnectDb(Options<SqliteQboConnectDb>(options => options.UseSqliteFile(ConnectionString)))
        : new PostgresQboConnectDb(Options<PostgresQboConnectDb>(options => options.UseNpgsql(ConnectionString)));

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Postgres)
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        await drop();
    }

    private static DbContextOptions<TDb> Options<TDb>(Action<DbContextOptionsBuilder> configure)
        where TDb : DbContext
    {
        var builder = new DbContextOptionsBuilder<TDb>();
        configure(builder);
        return builder.Options;
    }
}
