using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Notifications.Shell;

/// <summary>Sends what waits. Two processes never send the same message at once; one that dies in the midst leaves it to the next attempt.</summary>
public sealed class DeliverMessages
{
    private readonly IDbContextFactory<QboConnectDb> _databases;
    private readonly SendMail _send;
    private readonly TimeProvider _clock;

    internal DeliverMessages(IDbContextFactory<QboConnectDb> databases, SendMail send, TimeProvider clock) => (_databases, _send, _clock) = (databases, send, clock);

    /// <summary>Tries every message that is due, oldest first.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var due = await db.Messages.AsNoTracking().Where(row => row.Delivery == DeliveryState.Waiting && row.NextAttemptAt <= now).OrderBy(row => row.Id).Take(100).ToListAsync(cancellation);
        foreach (var message in due)
        {
            // Counting the attempt first is what claims it.
            var (attempts, until) = (message.Attempts, _clock.GetUtcNow() + DeliveryRules.Attempt);
            var claimed = await db.Messages.Where(row => row.Id == message.Id && row.Delivery == DeliveryState.Waiting && row.Attempts == attempts)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, attempts + 1).SetProperty(row => row.NextAttemptAt, until), cancellation);
            if (claimed == 1)
            {
                await SettleAsync(db, message, await _send.RunAsync(message, cancellation), attempts + 1, cancellation);
            }
        }
    }

    /// <summary>Puts messages that were given up back into the queue.</summary>
    public async Task RetryAsync(long messageId, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await db.Messages.Where(row => row.Id == messageId && row.Delivery != DeliveryState.Sent)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Delivery, DeliveryState.Waiting).SetProperty(row => row.Attempts, 0).SetProperty(row => row.NextAttemptAt, now), cancellation);
    }

    private async Task SettleAsync(QboConnectDb db, Message message, (DeliveryState State, string? Problem) outcome, int attempts, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var pause = outcome.State == DeliveryState.Waiting ? DeliveryRules.PauseAfter(attempts) : null;
        var state = outcome.State == DeliveryState.Waiting && pause is null ? DeliveryState.Failed : outcome.State;
        DateTimeOffset? sentAt = state == DeliveryState.Sent ? now : null;
        await db.Messages.Where(row => row.Id == message.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Delivery, state).SetProperty(row => row.Problem, outcome.Problem)
                .SetProperty(row => row.SentAt, sentAt).SetProperty(row => row.NextAttemptAt, now + (pause ?? TimeSpan.Zero)),
            cancellation);
    }
}
