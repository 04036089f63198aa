using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;

namespace QboConnect.App.Features.Connect.Rehearsal;

/// <summary>Where a rehearsal is.</summary>
internal enum RehearsalStage
{
    /// <summary>Reading the company from QuickBooks.</summary>
    Reading,

    /// <summary>Rebuilding it and copying Core's data.</summary>
    Copying,

    /// <summary>Running the migration on the copies.</summary>
    Migrating,
}

/// <summary>
/// Runs the migration on a copy of Core's data against a copy of the company that is being connected. QuickBooks is only read, through a client that
/// cannot write; Core's database is only read.
/// </summary>
internal sealed class RehearseMigration(IDbContextFactory<QboConnectDb> databases, QboClientFactory clients, TimeProvider clock, ILoggerFactory logs)
{
    /// <summary>Rehearses with the wizard's choices as they stand.</summary>
    /// <param name="stage">Told where it is.</param>
    /// <param name="cancellation">Stops it; nothing is left of the copies.</param>
    /// <returns>The report; null with the reason in words where there is nothing to rehearse or QuickBooks cannot be read.</returns>
    public async Task<(RehearsalReport? Report, string? Problem)> RunAsync(Action<RehearsalStage> stage, CancellationToken cancellation)
    {
        stage(RehearsalStage.Reading);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var realm = await db.Connections.Where(row => row.IsCurrent && row.State == ConnectionState.Connecting).Select(row => row.RealmId).SingleOrDefaultAsync(cancellation);
        var zone = await db.Organisations.Select(row => row.TimeZone).SingleOrDefaultAsync(cancellation);
        if (realm is null || zone is null)
        {
            return (null, "There is nothing to rehearse: a rehearsal needs data in Core and a company that is authorised in the Connect Wizard and not migrated yet.");
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
        var read = await clients.For(realm, readOnly: true).ReadWholeAsync(today, cancellation);
        if (!read.IsOk(out var company))
        {
            return (null, read.Match(_ => "", fault => $"{fault.Cause} {fault.Remedy}", doubt => $"{doubt.Explanation} {doubt.Remedy}"));
        }

        stage(RehearsalStage.Copying);
        var folder = Directory.CreateTempSubdirectory("qboconnect-rehearsal-");
        try
        {
            await using var copy = await CompanyCopy.MakeAsync(company, clock, cancellation);
            await using var services = Services(copy.Address, folder);
            await using (var scratch = await services.GetRequiredService<IDbContextFactory<SqliteQboConnectDb>>().CreateDbContextAsync(cancellation))
            {
                await db.CopyToAsync(scratch, cancellation);
            }

            await services.GetRequiredService<IQboTokenStore>().SaveAsync(realm, await copy.SignInAsync(realm, clock.GetUtcNow(), cancellation), cancellation);
            var differences = Differences(company.TrialBalance, await services.GetRequiredService<QboClientFactory>().For(realm, readOnly: true).TrialBalanceAsync(today, cancellation));
            if (differences is not null)
            {
                return (null, differences);
            }

            stage(RehearsalStage.Migrating);
            var report = await services.GetRequiredService<RehearsalRun>().RunAsync(cancellation);
            return (report with { Reads = company.Reads, Writes = company.Writes }, null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A rehearsal is worth nothing unless its copy stands as the original does.</summary>
    private static string? Differences(QboTrialBalance original, QboOutcome<QboTrialBalance> copied)
    {
        if (!copied.IsOk(out var copy))
        {
            return "The copied company does not answer. Rehearse again; if it stays so, report it.";
        }

        var rows = copy.Rows.ToDictionary(row => row.AccountId, row => row.Debit - row.Credit, StringComparer.Ordinal);
        var off = original.Rows.Where(row => rows.GetValueOrDefault(row.AccountId) != row.Debit - row.Credit).Select(row => row.Name).ToList();
        return off.Count == 0 && copy.TotalDebit == original.TotalDebit ? null
            : $"The copied company differs from the original in {string.Join(", ", off)}. Nothing was rehearsed. Rehearse again; if it stays so, report it.";
    }

    /// <summary>The program's own services over the copies. The copy knows no limits, so neither does its client.</summary>
    private ServiceProvider Services(Uri simulator, DirectoryInfo folder)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["QuickBooks:ClientId"] = "simulator-client",
            ["QuickBooks:ClientSecret"] = "simulator-secret",
            ["Simulator:Url"] = simulator.AbsoluteUri,
        }).Build();
        return new ServiceCollection()
            .AddSingleton(logs).AddSingleton(typeof(ILogger<>), typeof(Logger<>)).AddSingleton(clock)
            .AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>()
            .AddSingleton(new BackupFolder(Path.Combine(folder.FullName, "backups")))
            .AddPersistence(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "core.db")};Pooling=False")
            .AddQuickBooks(settings).Configure<QboOptions>(options => options.Limits = new QboLimits { RequestsPerMinute = 1_000_000, RequestsPerSecond = 100_000, BatchesPerMinute = 100_000 })
            .AddLedger().AddConnect()
            .BuildServiceProvider();
    }
}
