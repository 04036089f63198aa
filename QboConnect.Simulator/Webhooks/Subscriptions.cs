using System.Security.Cryptography;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Storage;

namespace QboConnect.Simulator.Webhooks;

/// <summary>Who hears of changes, and how far each has come. A subscription hears of what happens after it was made.</summary>
internal sealed class Subscriptions(Database database, Outbox outbox, Clock clock)
{
    /// <summary>Objects in one delivery at the most.</summary>
    public const int MostEvents = 100;

    /// <summary>Waits before the first repetitions; after these every six hours (facts, 4.3).</summary>
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
        TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(6),
    ];

    /// <summary>How long to wait after a delivery that failed for the n-th time.</summary>
    public static TimeSpan WaitAfter(int failures) => Ladder[Math.Min(failures, Ladder.Length) - 1];

    public IReadOnlyList<Subscription> All() => database.Read(c => c.Rows(
        "SELECT id, url, token, format, realm, entities, acknowledged, up_to, attempts, due FROM webhook ORDER BY id",
        row => new Subscription(
            row.GetInt64(0), row.GetString(1), row.GetString(2), Enum.Parse<WebhookFormat>(row.GetString(3)), row.IsDBNull(4) ? null : row.GetString(4),
            row.GetString(5).Split(',', StringSplitOptions.RemoveEmptyEntries), row.GetInt64(6), row.GetInt64(7), row.GetInt32(8), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9)))));

    public Subscription Add(string url, WebhookFormat format, string? realm, IReadOnlyList<string> entities, string? verifierToken)
    {
        long id = 0;
        database.Write(c =>
        {
            var last = c.Number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'");
            c.Run("INSERT INTO webhook(url, token, format, realm, entities, acknowledged, up_to, attempts, due) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?6, 0, 0)",
                url, verifierToken ?? RandomNumberGenerator.GetHexString(36, lowercase: true), format.ToString(), realm, string.Join(',', entities), last);
            id = c.Number("SELECT last_insert_rowid()");
            outbox.IsReadBy(c.Number("SELECT count(*) FROM webhook"));
        });
        return All().Single(row => row.Id == id);
    }

    public bool Remove(long id)
    {
        var removed = 0;
        database.Write(c =>
        {
            removed = c.Run("DELETE FROM webhook WHERE id = ?1", id);
            outbox.IsReadBy(c.Number("SELECT count(*) FROM webhook"));
            Forget(c);
        });
        return removed > 0;
    }

    /// <summary>Events of a subscription that were not acknowledged yet.</summary>
    public int Waiting(Subscription subscription) => Events(subscription.Acknowledged, long.MaxValue, int.MaxValue).Count(subscription.Wants);

    /// <summary>What a subscription's next delivery holds. Once begun it stays the same until it is acknowledged; what happens meanwhile waits behind it.</summary>
    public IReadOnlyList<WebhookEvent> Begin(Subscription subscription)
    {
        List<WebhookEvent> events = [];
        // In the writer, so that a change whose transaction is under way is seen.
        database.Write(c =>
        {
            if (subscription.UpTo > subscription.Acknowledged)
            {
                events = [.. Events(subscription.Acknowledged, subscription.UpTo, int.MaxValue).Where(subscription.Wants)];
                return;
            }
            events = [.. Events(subscription.Acknowledged, long.MaxValue, int.MaxValue).Where(subscription.Wants).Take(MostEvents)];
            if (events.Count > 0)
            {
                c.Run("UPDATE webhook SET up_to = ?2, attempts = 0, due = ?3 WHERE id = ?1", subscription.Id, events[^1].Id, clock.GetUtcNow().ToUnixTimeMilliseconds());
            }
        });
        return events;
    }

    public void Acknowledge(Subscription subscription, long upTo) => database.Write(c =>
    {
        c.Run("UPDATE webhook SET acknowledged = ?2, up_to = ?2, attempts = 0, due = 0 WHERE id = ?1", subscription.Id, upTo);
        Forget(c);
    });

    /// <summary>Puts the delivery off by the ladder.</summary>
    public void Postpone(Subscription subscription) => database.Write(c => c.Run(
        "UPDATE webhook SET attempts = ?2, due = ?3 WHERE id = ?1", subscription.Id, subscription.Attempts + 1,
        (clock.GetUtcNow() + WaitAfter(subscription.Attempts + 1)).ToUnixTimeMilliseconds()));

    private static void Forget(Connection c) => c.Run("DELETE FROM event WHERE id <= (SELECT coalesce(min(acknowledged), 9223372036854775807) FROM webhook)");

    private List<WebhookEvent> Events(long after, long upTo, int most) => database.Read(c => c.Rows(
        "SELECT id, uuid, realm, entity, entity_id, verb, at FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
        row => new WebhookEvent(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), Enum.Parse<WebhookVerb>(row.GetString(5)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6))),
        after, upTo, most));
}
