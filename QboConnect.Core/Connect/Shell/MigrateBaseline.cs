using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Keeps QuickBooks' trial balance as it stands before Core writes anything: what the reconciliation calls "before connecting".</summary>
internal sealed class MigrateBaseline : IMigrationStep
{
    public MigrationStep Step => MigrationStep.Baseline;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        var read = await work.Client.TrialBalanceAsync(work.Migration.IntegrationDate, cancellation);
        if (!read.IsOk(out var balance))
        {
            return read.Words();
        }

        await using var db = await work.OpenAsync(cancellation);
        var home = Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation));
        var rows = balance.Rows.Select(row => new BaselineBalance
        {
            RealmId = work.RealmId,
            QboAccountId = row.AccountId,
            QboAccountName = row.Name,
            BalanceMinor = Money.Of(row.Debit - row.Credit, home).Minor,
        }).ToList();
        db.BaselineBalances.AddRange(rows);
        await work.FinishAsync(db, Step, $"{rows.Count} balances, {new Money(rows.Where(row => row.BalanceMinor > 0).Sum(row => row.BalanceMinor), home)} on each side", cancellation);
        return null;
    }
}

/// <summary>Opens the gates: connected, with every channel Individual (seed: by default).</summary>
internal sealed class MigrateFinish(IdSource ids, TimeProvider clock) : IMigrationStep
{
    public MigrationStep Step => MigrationStep.Finish;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        var connection = await db.Connections.SingleAsync(row => row.RealmId == work.RealmId, cancellation);
        (connection.State, connection.IntegrationDate, connection.Mode) = (ConnectionState.Connected, work.Migration.IntegrationDate, work.Migration.Mode);
        await SyncTypesDesk.ResetAsync(db, cancellation);
        await db.WizardProgress.ExecuteDeleteAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.Migrations.Where(row => row.RealmId == work.RealmId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, MigrationState.Done).SetProperty(row => row.FinishedAt, now), cancellation);
        db.Messages.Add(MigrationMessages.Done(work.Migration, connection.CompanyName, ids.Next(), now));
        await work.FinishAsync(db, Step, "Connected", cancellation);
        return null;
    }
}
