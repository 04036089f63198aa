using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sync.Shell;

/// <summary>
/// Keeps two syncs of a company apart, in one process or in two: a row with a lease that its holder renews. Whoever dies loses it when the lease ends.
/// </summary>
public sealed class SyncLease : IAsyncDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);
    private readonly IDbContextFactory<QboConnectDb> _databases;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private readonly string _owner;
    private readonly CancellationTokenSource _ended;
    private readonly Task _renewing;

    private SyncLease(IDbContextFactory<QboConnectDb> databases, TimeProvider clock, string name, string owner, CancellationToken cancellation)
    {
        (_databases, _clock, _name, _owner) = (databases, clock, name, owner);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Lost = _ended.Token;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease was lost or the caller's own token was: stop writing.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes the lease; null where somebody else holds it.</summary>
    /// <param name="databases">Where the row is.</param>
    /// <param name="clock">The time.</param>
    /// <param name="name">What is locked.</param>
    /// <param name="owner">Who wants it, unique for each try.</param>
    /// <param name="cancellation">Ends the lease too.</param>
    public static async Task<SyncLease?> TakeAsync(
        IDbContextFactory<QboConnectDb> databases, TimeProvider clock, string name, string owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(databases);
        ArgumentNullException.ThrowIfNull(clock);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow();
        // One statement decides, so that of two takers one changes the row and the other none.
        var taken = await db.SyncLocks.Where(row => row.Name == name && row.ExpiresAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, owner).SetProperty(row => row.ExpiresAt, now + Length), cancellation) == 1;
        if (!taken && !await db.SyncLocks.AnyAsync(row => row.Name == name, cancellation))
        {
            try
            {
                db.Add(new SyncLock { Name = name, Owner = owner, ExpiresAt = now + Length });
                await db.SaveChangesAsync(cancellation);
                taken = true;
            }
            catch (DbUpdateException)
            {
                // Somebody else was first; the row's key is unique.
            }
        }

        return taken ? new SyncLease(databases, clock, name, owner, cancellation) : null;
    }

    /// <summary>Gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        await using var db = await _databases.CreateDbContextAsync(CancellationToken.None);
        await db.SyncLocks.Where(row => row.Name == _name && row.Owner == _owner).ExecuteDeleteAsync(CancellationToken.None);
        _ended.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(Length / 4, _clock);
        var sureUntil = _clock.GetUtcNow() + Length;
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                var until = _clock.GetUtcNow() + Length;
                if (await ProlongAsync(until) is not { } prolonged)
                {
                    // The database is busy or away. The lease is ours until it ends, so the next tick may try again.
                    prolonged = _clock.GetUtcNow() < sureUntil;
                }
                else if (prolonged)
                {
                    sureUntil = until;
                }

                if (!prolonged)
                {
                    await _ended.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The lease has ended.
        }
    }

    // Null where the database did not answer.
    private async Task<bool?> ProlongAsync(DateTimeOffset until)
    {
        try
        {
            await using var db = await _databases.CreateDbContextAsync(_ended.Token);
            return await db.SyncLocks.Where(row => row.Name == _name && row.Owner == _owner)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, until), _ended.Token) == 1;
        }
        catch (DbException)
        {
            return null;
        }
    }
}
