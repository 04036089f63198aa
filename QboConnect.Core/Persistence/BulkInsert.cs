using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace QboConnect.Core.Persistence;

/// <summary>
/// Writes many new rows of one entity at the speed of the database: one prepared INSERT on SQLite, binary COPY on PostgreSQL. It reads columns and
/// converters from the model, so that rows look just as if the context had saved them. Nothing is tracked; owned rows are inserted by themselves.
/// </summary>
internal static class BulkInsert
{
    private static readonly ConcurrentDictionary<IEntityType, (string Table, BoundColumn[] Columns)> Tables = new();

    /// <summary>Inserts rows within the context's current transaction.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rows">Complete rows, keys included.</param>
    /// <param name="owner">The owner, for an entity that is owned by more than one (lines of invoices and of credit notes).</param>
    /// <param name="cancellation">Stops between rows.</param>
    public static async Task InsertManyAsync<TRow>(
        this QboConnectDb db, IEnumerable<TRow> rows, Type? owner = null, CancellationToken cancellation = default)
        where TRow : class
    {
        if (rows.TryGetNonEnumeratedCount(out var count) && count == 0)
        {
            return;
        }

        var entity = db.Model.FindEntityTypes(typeof(TRow))
            .Single(type => owner is null || type.FindOwnership()?.PrincipalEntityType.ClrType == owner);
        var (table, columns) = Tables.GetOrAdd(entity, type =>
        {
            var mapping = type.GetTableMappings().Single();
            return (mapping.Table.Name, [.. mapping.ColumnMappings.Select(column => new BoundColumn(column))]);
        });

        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var connection = db.Database.GetDbConnection();
            var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
            if (connection is NpgsqlConnection postgres)
            {
                await CopyAsync(postgres, $"COPY {Quoted(table)} ({names}) FROM STDIN (FORMAT BINARY)", columns, rows, cancellation);
            }
            else
            {
                await InsertEachAsync(db, connection, $"INSERT INTO {Quoted(table)} ({names})", columns, rows, cancellation);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task CopyAsync<TRow>(
        NpgsqlConnection connection, string copy, BoundColumn[] columns, IEnumerable<TRow> rows, CancellationToken cancellation)
        where TRow : class
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (column.Read(row) is { } value)
                {
                    await writer.WriteAsync(value, column.StoreType, cancellation);
                }
                else
                {
                    await writer.WriteNullAsync(cancellation);
                }
            }
        }

        await writer.CompleteAsync(cancellation);
    }

    private static async Task InsertEachAsync<TRow>(
        QboConnectDb db, DbConnection connection, string insert, BoundColumn[] columns, IEnumerable<TRow> rows, CancellationToken cancellation)
        where TRow : class
    {
        await using var command = connection.CreateCommand();
        command.Transaction = db.Database.CurrentTransaction is { } transaction
            ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction)
            : throw new InvalidOperationException("Many rows are written within a transaction.");
        command.CommandText = $"{insert} VALUES ({string.Join(", ", columns.Select((_, index) => $"$p{index}"))})";
        var parameters = columns.Select((column, index) => column.AddTo(command, $"$p{index}")).ToArray();
        await command.PrepareAsync(cancellation);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < columns.Length; index++)
            {
                parameters[index].Value = columns[index].Read(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class BoundColumn(IColumnMapping mapping)
    {
        public string Name => mapping.Column.Name;

        public string StoreType => mapping.TypeMapping.StoreTypeNameBase;

        public object? Read(object row)
        {
            var value = mapping.Property.GetGetter().GetClrValue(row);
            return mapping.TypeMapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        public DbParameter AddTo(DbCommand command, string name)
        {
            var parameter = mapping.TypeMapping.CreateParameter(command, name, value: null, nullable: true);
            command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
