using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace QboConnect.Core.Persistence;

/// <summary>Which database holds the data.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data directory.</summary>
    Sqlite,

    /// <summary>A server, which several nodes may share.</summary>
    Postgres,
}

/// <summary>Registers the database.</summary>
public static class PersistenceRegistration
{
    /// <summary>Registers <see cref="IDbContextFactory{TContext}"/> of <see cref="QboConnectDb"/>, a scoped context (for Identity) and the id source.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseProvider provider, string connectionString, int node = 0)
    {
        services.AddSingleton(sources => new IdSource(sources.GetRequiredService<TimeProvider>(), node));
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddDbContextFactory<SqliteQboConnectDb>(options => options.UseSqliteFile(connectionString));
                services.AddSingleton<IDbContextFactory<QboConnectDb>>(sources =>
                    new AsBase<SqliteQboConnectDb>(sources.GetRequiredService<IDbContextFactory<SqliteQboConnectDb>>()));
                services.AddScoped<QboConnectDb>(sources => sources.GetRequiredService<SqliteQboConnectDb>());
                break;
            case DatabaseProvider.Postgres:
                services.AddDbContextFactory<PostgresQboConnectDb>(options => options.UseNpgsql(connectionString));
                services.AddSingleton<IDbContextFactory<QboConnectDb>>(sources =>
                    new AsBase<PostgresQboConnectDb>(sources.GetRequiredService<IDbContextFactory<PostgresQboConnectDb>>()));
                services.AddScoped<QboConnectDb>(sources => sources.GetRequiredService<PostgresQboConnectDb>());
                break;
        }

        return services;
    }

    /// <summary>SQLite as this project uses it: write-ahead log, so that readers never wait for the writer.</summary>
    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(WriteAheadLog.Instance);

    private sealed class AsBase<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<QboConnectDb>
        where TDb : QboConnectDb
    {
        public QboConnectDb CreateDbContext() => inner.CreateDbContext();
    }

    private sealed class WriteAheadLog : DbConnectionInterceptor
    {
        public static readonly WriteAheadLog Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            if (connection is SqliteConnection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
                command.ExecuteNonQuery();
            }
        }
    }
}
