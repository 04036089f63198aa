using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QboConnect.Simulator.Storage;

/// <summary>A SQLite connection that prepares each statement once. Used by one thread at a time. Parameters are ?1, ?2, …</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _sqlite;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public Connection(string connectionString)
    {
        _sqlite = new SqliteConnection(connectionString);
        _sqlite.Open();
        Script("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;");
    }

    public void Script(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public int Run(string sql, params object?[] values) => Bound(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params object?[] values) => Bound(sql, values).ExecuteScalar();

    public byte[]? Bytes(string sql, params object?[] values) => Scalar(sql, values) as byte[];

    public long Number(string sql, params object?[] values) =>
        Scalar(sql, values) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    /// <summary>Rows are read to the end before the next statement with the same text runs.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> row, params object?[] values)
    {
        var rows = new List<T>();
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }
        return rows;
    }

    /// <summary>Walks rows until <paramref name="each"/> answers false, without holding them.</summary>
    public void Walk(string sql, Func<SqliteDataReader, bool> each, params object?[] values)
    {
        using var reader = Bound(sql, values).ExecuteReader();
        while (reader.Read() && each(reader))
        {
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
        _sqlite.Dispose();
    }

    private SqliteCommand Bound(string sql, object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _sqlite.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this project; values are always bound.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter("?" + (i + 1).ToString(CultureInfo.InvariantCulture), null));
            }
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return command;
    }
}
