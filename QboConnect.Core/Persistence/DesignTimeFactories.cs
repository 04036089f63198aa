using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace QboConnect.Core.Persistence;

/// <summary>Lets the migration tool build the SQLite model without the app.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteQboConnectDb>
{
    public SqliteQboConnectDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteQboConnectDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Lets the migration tool build the PostgreSQL model without a server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresQboConnectDb>
{
    public PostgresQboConnectDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresQboConnectDb>().UseNpgsql("Host=localhost").Options);
}
