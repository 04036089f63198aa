using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace QboConnect.Tests.Support;

/// <summary>A PostgreSQL server for this test run: the one <c>QBOCONNECT_TEST_POSTGRES</c> names, or a throw-away one of the installed version.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string? _directory;

    private PostgresServer(string connectionString, string? directory)
    {
        _connection = new NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = true };
        _directory = directory;
    }

    public static async Task<PostgresServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("QBOCONNECT_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return new PostgresServer(given, directory: null);
        }

        var directory = Directory.CreateTempSubdirectory("qboconnect-postgres-").FullName;
        var port = FreePort();
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root; its package has made a user of its own.
            await RunAsync("chown", "postgres", directory);
        }

        await RunAsServerUserAsync("initdb", "-D", $"{directory}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunAsServerUserAsync(
            "pg_ctl", "-D", $"{directory}/data", "-l", $"{directory}/log", "-w", "-o",
            $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={directory} -c fsync=off", "start");
        return new PostgresServer($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres", directory);
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Database = database }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_directory is not null)
        {
            await RunAsServerUserAsync("pg_ctl", "-D", $"{_directory}/data", "-m", "immediate", "-w", "stop");
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static Task RunAsServerUserAsync(string tool, params string[] arguments) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Installed(tool), .. arguments])
        : RunAsync(Installed(tool), arguments);

    private static string Installed(string tool) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
                .Select(version => Path.Combine(version, "bin", tool))
                .First(File.Exists)
            : throw new InvalidOperationException(
                "PostgreSQL is not installed, and QBOCONNECT_TEST_POSTGRES names no server. Install it (apt-get install postgresql) or set the variable.");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits what it can write to: no pipes, or waiting for their end would wait for the server's.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$@\" > /dev/null 2>&1", program, .. arguments]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
