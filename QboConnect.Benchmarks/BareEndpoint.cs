using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace QboConnect.Benchmarks;

/// <summary>What the simulator is measured against: a minimal API that commits each body it is sent as one row of SQLite before it answers, with
/// the simulator's own journal mode, and that answers a fixed body to a read.</summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteConnection _sqlite;
    private readonly SqliteCommand _insert;
    private readonly Lock _gate = new();

    /// <param name="path">The SQLite file.</param>
    /// <param name="body">What is stored of every write and answered to every read.</param>
    public BareEndpoint(string path, byte[] body)
    {
        _sqlite = new SqliteConnection($"Data Source={path};Pooling=False");
        _sqlite.Open();
        using (var pragma = _sqlite.CreateCommand())
        {
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE row(id INTEGER PRIMARY KEY, body BLOB NOT NULL)";
            pragma.ExecuteNonQuery();
        }
        _insert = _sqlite.CreateCommand();
        _insert.CommandText = "INSERT INTO row(body) VALUES($body)";
        _insert.Parameters.AddWithValue("$body", body);
        _insert.Prepare();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/rows", async (HttpRequest request) =>
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            lock (_gate)
            {
                _insert.ExecuteNonQuery();
            }
            return Results.Bytes(body, "application/json");
        });
        _app.MapGet("/rows/{id}", (string id) => Results.Bytes(body, "application/json"));
    }

    public string Address => _app.Urls.First();

    public Task StartAsync() => _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _insert.Dispose();
        _sqlite.Dispose();
    }
}
