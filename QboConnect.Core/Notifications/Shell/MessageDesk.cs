using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Notifications.Shell;

/// <summary>The messages as a person reads them.</summary>
public sealed class MessageDesk(IDbContextFactory<QboConnectDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>One page of messages, newest first.</summary>
    public async Task<PageOf<Message>> ReadAsync(int page, int size, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.Messages.AsNoTracking().OrderByDescending(row => row.Id);
        return new PageOf<Message>(await rows.Skip(page * size).Take(size).ToListAsync(cancellation), await db.Messages.CountAsync(cancellation));
    }

    /// <summary>Marks one as read, or all.</summary>
    public async Task MarkReadAsync(long? messageId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Messages.Where(row => row.ReadAt == null && (messageId == null || row.Id == messageId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellation);
    }

    /// <summary>Writes a test message down, to be sent at once.</summary>
    public async Task<long> TestAsync(string to, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var message = new Message
        {
            Id = ids.Next(),
            To = to,
            Subject = "Test message of QboConnect",
            Body = "This message was sent from Settings → E-mail. If you read it in your mailbox, the mail server is set up right.",
            CreatedAt = clock.GetUtcNow(),
            NextAttemptAt = clock.GetUtcNow(),
        };
        db.Messages.Add(message);
        await db.SaveChangesAsync(cancellation);
        return message.Id;
    }

    /// <summary>A message by its id.</summary>
    public async Task<Message?> FindAsync(long messageId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Messages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == messageId, cancellation);
    }
}
