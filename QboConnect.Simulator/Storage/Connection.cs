using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace QboConnect.Simulator.Storage;

/// <summary>A SQLite connection that prepares each statement once. Used by one thread at a time. Parameters are ?1, ?2, …</summary>
internal sealed class Connection : IDisposable
{
    private readonly SqliteConnection _sqlite;
    private readonly Dictionary<string, Statement> _prepared = [];

    public Connection(string connectionString)
    {
        _sqlite = new SqliteConnection(connectionString);
        _sqlite.Open();
        Script("PRAGMA busy_timeout=30000; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;");
    }

    private sqlite3 Handle => _sqlite.Handle!;

    public void Script(string sql)
    {
        using var command = _sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Answers how many rows were changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bound(sql, values);
        try
        {
            statement.Step();
            return raw.sqlite3_changes(Handle);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first column of the first row; null without one.</summary>
    public byte[]? Bytes(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bound(sql, values);
        try
        {
            return statement.Step() && !statement.IsDBNull(0) ? statement.GetBytes(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first column of the first row; 0 without one.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values)
    {
        var statement = Bound(sql, values);
        try
        {
            return statement.Step() ? statement.GetInt64(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Rows are read to the end before the next statement with the same text runs.</summary>
    public List<T> Rows<T>(string sql, Func<Statement, T> row, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        var statement = Bound(sql, values);
        try
        {
            while (statement.Step())
            {
                rows.Add(row(statement));
            }
        }
        finally
        {
            statement.Reset();
        }
        return rows;
    }

    /// <summary>Walks rows until <paramref name="each"/> answers false, without holding them.</summary>
    public void Walk(string sql, Func<Statement, bool> each, params ReadOnlySpan<object?> values)
    {
        var statement = Bound(sql, values);
        try
        {
            while (statement.Step() && each(statement))
            {
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }
        _sqlite.Dispose();
    }

    private Statement Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared.Add(sql, statement = new Statement(Handle, sql));
        }
        statement.Bind(values);
        return statement;
    }
}
