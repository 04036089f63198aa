using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace QboConnect.Core.Persistence;

/// <summary>Copies everything Core keeps into another database of the same model, whatever the provider of the first. Users and their passwords stay behind.</summary>
public static class ScratchCopy
{
    /// <summary>Makes the tables of an empty SQLite database and fills them. What is read is one moment of the source; nobody who writes there waits.</summary>
    public static async Task CopyToAsync(this QboConnectDb source, SqliteQboConnectDb target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        await target.Database.EnsureCreatedAsync(cancellation);
        await source.Database.OpenConnectionAsync(cancellation);
        await target.Database.OpenConnectionAsync(cancellation);
        var from = source.Database.GetDbConnection();
        var to = (SqliteConnection)target.Database.GetDbConnection();
        await using var moment = from is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
            : await from.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var unit = to.BeginTransaction();
        await RunAsync(to, unit, "PRAGMA defer_foreign_keys = ON", cancellation);
        foreach (var table in target.Model.GetRelationalModel().Tables.Where(table => !IsOfUsers(table)))
        {
            await CopyTableAsync(table, from, moment, to, unit, cancellation);
        }

        await unit.CommitAsync(cancellation);
    }

    private static async Task CopyTableAsync(ITable table, DbConnection from, DbTransaction moment, SqliteConnection to, SqliteTransaction unit, CancellationToken cancellation)
    {
        var columns = table.Columns.Select(column => (Name: Quoted(column.Name), Type: ProviderType(column))).ToList();
        var names = string.Join(", ", columns.Select(column => column.Name));
        await using var read = from.CreateCommand();
        (read.Transaction, read.CommandText) = (moment, $"SELECT {names} FROM {Quoted(table.Name)}");
        await using var write = to.CreateCommand();
        (write.Transaction, write.CommandText) = (unit, $"INSERT INTO {Quoted(table.Name)} ({names}) VALUES ({string.Join(", ", columns.Select((_, index) => $"$p{index}"))})");
        var parameters = columns.Select((_, index) => write.Parameters.Add(new SqliteParameter($"$p{index}", DBNull.Value))).ToList();
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            for (var index = 0; index < columns.Count; index++)
            {
                // A server may hand a day out as a moment, which SQLite would store otherwise.
                parameters[index].Value = rows.IsDBNull(index) ? DBNull.Value
                    : columns[index].Type == typeof(DateOnly) ? rows.GetFieldValue<DateOnly>(index)
                    : rows.GetValue(index);
            }

            await write.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task RunAsync(SqliteConnection connection, SqliteTransaction unit, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (unit, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static Type ProviderType(IColumn column)
    {
        var mapping = column.PropertyMappings[0].TypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static bool IsOfUsers(ITable table) => table.EntityTypeMappings.Any(mapping =>
        mapping.TypeBase.ClrType == typeof(Access.AppUser) || mapping.TypeBase.ClrType.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true);

    private static string Quoted(string name) => $"\"{name}\"";
}
