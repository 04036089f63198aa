using System.Data;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;

namespace QboConnect.Core.Persistence;

/// <summary>Where backups lie.</summary>
/// <param name="Path">A directory in the data directory; made when it is needed.</param>
public sealed record BackupFolder(string Path);

/// <summary>
/// Copies the whole database into a file, at one moment, while it is in use. On SQLite the file is a database that can take the place of qboconnect.db; on
/// PostgreSQL a zip with one JSON line a row, a file a table, beside which pg_dump stays the operator's own way.
/// </summary>
public sealed class BackUpDatabase(IDbContextFactory<QboConnectDb> databases, BackupFolder folder)
{
    /// <summary>Writes a backup, in place of an earlier one of that name; a crash leaves no half of one under it.</summary>
    /// <param name="name">File name without ending.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The file's full path.</returns>
    public async Task<string> KeepAsync(string name, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        Directory.CreateDirectory(folder.Path);
        var file = Path.Combine(folder.Path, name + (db.Database.IsSqlite() ? ".db" : ".zip"));
        var unfinished = file + ".unfinished";
        File.Delete(unfinished);
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlAsync($"VACUUM INTO {unfinished}", cancellation);
        }
        else
        {
            await ZipAsync(db, unfinished, cancellation);
        }

        File.Move(unfinished, file, overwrite: true);
        return file;
    }

    private static async Task ZipAsync(QboConnectDb db, string file, CancellationToken cancellation)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Create, cancellation);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            await using var content = await zip.CreateEntry(table + ".jsonl").OpenAsync(cancellation);
            await using var lines = new StreamWriter(content);
#pragma warning disable EF1002 // The names are the model's own.
            await foreach (var row in db.Database.SqlQueryRaw<string>($"SELECT row_to_json(t)::text AS \"Value\" FROM \"{table}\" AS t").AsAsyncEnumerable().WithCancellation(cancellation))
#pragma warning restore EF1002
            {
                await lines.WriteLineAsync(row);
            }
        }
    }
}
