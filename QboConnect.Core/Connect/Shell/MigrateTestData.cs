using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Discards what was chosen of Core's data from before the integration, after a backup of everything (seed: Keep or delete test data). In one database
/// transaction, and first of all steps: until then leaving the wizard loses nothing.
/// </summary>
internal sealed class MigrateTestData(BackUpDatabase backup) : IMigrationStep
{
    public MigrationStep Step => MigrationStep.TestData;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        if (work.Migration.Discarded == DiscardedData.None)
        {
            await work.FinishAsync(db, Step, "Kept, as chosen", cancellation);
            return null;
        }

        var sets = new TestDataSets(db, work.Migration.Discarded);
        if (await sets.RefusalAsync(cancellation) is { } refusal)
        {
            return refusal;
        }

        var file = await backup.KeepAsync(work.RequestId("before"), cancellation);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        var gone = await sets.DiscardAsync(cancellation);
        await work.FinishAsync(db, Step, $"{gone} records discarded; everything as it was before is in the data directory, {Path.GetFileName(file)}", cancellation);
        return null;
    }
}
