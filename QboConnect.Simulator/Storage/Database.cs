using System.Collections.Concurrent;

namespace QboConnect.Simulator.Storage;

/// <summary>The simulator's one SQLite file. One writer at a time, readers beside it; a write is committed before it returns,
/// and with the write-ahead log it outlives a killed process.</summary>
internal sealed class Database : IDisposable
{
    private readonly string _connectionString;
    private readonly bool _inMemory;
    private readonly Connection _writer;
    private readonly Lock _gate = new();
    private readonly ConcurrentBag<Connection> _readers = [];
    private bool _isWriting;

    public Database(string path)
    {
        _inMemory = path == ":memory:";
        if (!_inMemory && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        _connectionString = $"Data Source={path};Pooling=False";
        _writer = new Connection(_connectionString);
        if (!_inMemory)
        {
            _writer.Script("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4000;");
        }
        _writer.Script(Tables.Definition);
    }

    /// <summary>Runs a read. Inside a write it sees what has been written so far. A memory database has one connection only, so there
    /// readers wait for the writer.</summary>
    public T Read<T>(Func<Connection, T> read)
    {
        if (_inMemory || _gate.IsHeldByCurrentThread)
        {
            lock (_gate)
            {
                return read(_writer);
            }
        }
        var connection = _readers.TryTake(out var idle) ? idle : new Connection(_connectionString);
        try
        {
            return read(connection);
        }
        finally
        {
            _readers.Add(connection);
        }
    }

    /// <summary>Runs a write in one transaction: all of it is on disk when this returns, or none of it. A write inside a write joins it.</summary>
    public void Write(Action<Connection> write)
    {
        if (_gate.IsHeldByCurrentThread && _isWriting)
        {
            write(_writer);
            return;
        }
        lock (_gate)
        {
            _isWriting = true;
            _writer.Run("BEGIN IMMEDIATE");
            try
            {
                write(_writer);
                _writer.Run("COMMIT");
            }
            catch
            {
                _writer.Run("ROLLBACK");
                throw;
            }
            finally
            {
                _isWriting = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _writer.Dispose();
        }
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
