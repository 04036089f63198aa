using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Runs the migration from its last checkpoint to its end. A step writes its work and its checkpoint in one database transaction, or sends what
/// QuickBooks answers a second time with its first answer; so a crash anywhere, and a second run, end in the same state.
/// </summary>
public sealed partial class MigrateCompany
{
    private readonly IDbContextFactory<QboConnectDb> _databases;
    private readonly QboClientFactory _clients;
    private readonly IReadOnlyList<IMigrationStep> _steps;
    private readonly MigrationWatch _watch;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;
    private readonly ILogger<MigrateCompany> _log;

    internal MigrateCompany(
        IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, IEnumerable<IMigrationStep> steps, MigrationWatch watch, IdSource ids, TimeProvider clock, ILogger<MigrateCompany> log) =>
        (_databases, _clients, _steps, _watch, _ids, _clock, _log) = (databases, clients, [.. steps.OrderBy(step => step.Step)], watch, ids, clock, log);

    /// <summary>Goes on with the migration that is not done, if there is one.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await BeginAsync(cancellation) is not { } migration)
        {
            return;
        }

        var work = new MigrationWork(migration, _clients.For(migration.RealmId, readOnly: migration.Mode == IntegrationMode.FromQuickBooksOnly), _databases, _watch, _clock);
        foreach (var step in _steps.Where(step => step.Step >= migration.Step))
        {
            if (await RunStepAsync(step, work, cancellation) is { } problem)
            {
                await StopAsync(migration.RealmId, problem, cancellation);
                return;
            }
        }
    }

    /// <summary>Whether a migration waits to go on, so that the program's start must run it.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await db.Migrations.AnyAsync(row => row.State == MigrationState.Running, cancellation);
    }

    private async Task<string?> RunStepAsync(IMigrationStep step, MigrationWork work, CancellationToken cancellation)
    {
        try
        {
            return await step.RunAsync(work, cancellation);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            Broke(_log, bug, step.Step);
            return $"The program failed in this step: {bug.Message} Everything up to here is kept. Resume; if it fails again, report it.";
        }
    }

    private async Task<Migration?> BeginAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var migration = await db.Migrations.SingleOrDefaultAsync(
            row => row.State != MigrationState.Done && db.Connections.Any(c => c.IsCurrent && c.RealmId == row.RealmId), cancellation);
        if (migration is not null)
        {
            (migration.State, migration.Message) = (MigrationState.Running, null);
            await db.SaveChangesAsync(cancellation);
            _watch.Changed();
        }

        return migration;
    }

    private async Task StopAsync(string realmId, string problem, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var migration = await db.Migrations.SingleAsync(row => row.RealmId == realmId, cancellation);
        var company = await db.Connections.Where(row => row.RealmId == realmId).Select(row => row.CompanyName).SingleAsync(cancellation);
        (migration.State, migration.Message) = (MigrationState.Failed, problem);
        db.Messages.Add(MigrationMessages.Stopped(migration, company, problem, _ids.Next(), _clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellation);
        _watch.Changed();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The migration broke in step {Step}")]
    private static partial void Broke(ILogger log, Exception bug, MigrationStep step);
}

/// <summary>One step of the migration.</summary>
internal interface IMigrationStep
{
    /// <summary>Which.</summary>
    MigrationStep Step { get; }

    /// <summary>Does it and sets its checkpoint.</summary>
    /// <returns>What stopped it, in the merchant's words; null where it is done.</returns>
    Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation);
}

/// <summary>What the steps of one migration share.</summary>
internal sealed class MigrationWork(Migration migration, QboClient client, IDbContextFactory<QboConnectDb> databases, MigrationWatch watch, TimeProvider clock)
{
    public Migration Migration => migration;

    public QboClient Client => client;

    public string RealmId => migration.RealmId;

    /// <summary>A request id of this migration: the same for the same piece of work, however often it is sent.</summary>
    public string RequestId(string piece) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{migration.Id:x}-{piece}");

    /// <summary>A request id of its own for a write that something else keeps from happening twice.</summary>
    public string FreshRequestId(string piece) => RequestId(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{piece}-{clock.GetUtcNow().UtcTicks:x}"));

    public async Task<QboConnectDb> OpenAsync(CancellationToken cancellation) => await databases.CreateDbContextAsync(cancellation);

    /// <summary>Saves what the context holds and the checkpoint of a step, together.</summary>
    public async Task FinishAsync(QboConnectDb db, MigrationStep step, string summary, CancellationToken cancellation)
    {
        await using var unit = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        db.MigrationCheckpoints.Add(new MigrationCheckpoint { RealmId = RealmId, Step = step, Summary = summary, FinishedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellation);
        var next = step == MigrationStep.Finish ? step : step + 1;
        await db.Migrations.Where(row => row.RealmId == RealmId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Step, next).SetProperty(row => row.Done, 0).SetProperty(row => row.Total, 0), cancellation);
        await (unit ?? db.Database.CurrentTransaction!).CommitAsync(cancellation);
        watch.Changed();
    }

    /// <summary>Shows how far a step is.</summary>
    public async Task ReportAsync(int done, int total, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Migrations.Where(row => row.RealmId == RealmId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Done, done).SetProperty(row => row.Total, total), cancellation);
        watch.Changed();
    }
}
