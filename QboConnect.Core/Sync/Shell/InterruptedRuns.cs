using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Tidies up after a process that was killed, so that the next sync need not wait until the lease of the dead one has run out.</summary>
public sealed class InterruptedRuns(IDbContextFactory<QboConnectDb> databases, IdSource ids, TimeProvider clock)
{
    private const string Run = "run ";

    /// <summary>What a run that was cut off says.</summary>
    public const string Message = "QboConnect was stopped while this sync ran. Nothing is lost: the next sync finds out what became of each document that was on its way, and goes on from there.";

    /// <summary>
    /// Gives back what this node held when it died, and marks runs as stopped that nobody is running. For the start of a process, before anything syncs:
    /// nodes that share a database have different numbers, so what carries this one's belongs to a dead predecessor.
    /// </summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        var locks = await db.SyncLocks.ToListAsync(cancellation);
        var dead = locks.Where(row => row.ExpiresAt < now || IsOurs(row.Owner)).ToList();
        db.SyncLocks.RemoveRange(dead);
        var held = locks.Except(dead).Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var run in await db.SyncRuns.Where(row => row.State == SyncRunState.Running).ToListAsync(cancellation))
        {
            if (!held.Contains(run.RealmId))
            {
                (run.State, run.FinishedAt, run.Message) = (SyncRunState.Stopped, now, Message);
            }
        }

        await db.SaveChangesAsync(cancellation);
    }

    private bool IsOurs(string owner) =>
        owner.StartsWith(Run, StringComparison.Ordinal)
        && long.TryParse(owner.AsSpan(Run.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && IdSource.NodeOf(id) == ids.Node;
}
