using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Tests.Persistence;

public sealed class MigrationTests
{
    [Fact]
    public void The_SQLite_migrations_make_the_model_as_it_is()
    {
        using var db = new SqliteQboConnectDb(new DbContextOptionsBuilder<SqliteQboConnectDb>().UseSqlite("Data Source=:memory:").Options);

        db.Database.HasPendingModelChanges().Should().BeFalse("script/migrations-rebuild has to be run after a change of the model");
    }

    [Fact]
    public void The_PostgreSQL_migrations_make_the_model_as_it_is()
    {
        using var db = new PostgresQboConnectDb(new DbContextOptionsBuilder<PostgresQboConnectDb>().UseNpgsql("Host=localhost").Options);

        db.Database.HasPendingModelChanges().Should().BeFalse("script/migrations-rebuild has to be run after a change of the model");
    }
}
