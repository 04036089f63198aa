using System.Globalization;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Sends intents as they are written down: the same bytes under the same request id, however often.</summary>
internal static class IntentSender
{
    /// <summary>Sends intents that belong together: one by itself, or all members of one batch.</summary>
    public static async Task<IReadOnlyList<(SyncIntent Intent, QboOutcome<QboWritten> Outcome)>> SendAsync(
        QboClient client, IReadOnlyList<SyncIntent> intents, CancellationToken cancellation)
    {
        if (intents[0].BatchRequestId is not { } batch)
        {
            return [(intents[0], await client.SendAsync(Write(intents[0]), cancellation))];
        }

        var members = intents.OrderBy(intent => intent.BatchPosition).ToList();
        var answer = await client.BatchAsync([.. members.Select(intent => new QboBatchItem(Place(intent), Write(intent)))], batch, cancellation);
        return answer.Match<IReadOnlyList<(SyncIntent, QboOutcome<QboWritten>)>>(
            results =>
            {
                var byPlace = results.ToDictionary(result => result.ItemId, result => result.Outcome);
                return [.. members.Select(intent => (intent, byPlace[Place(intent)]))];
            },
            fault => [.. members.Select(intent => (intent, (QboOutcome<QboWritten>)new QboOutcome<QboWritten>.Refused(fault)))],
            doubt => [.. members.Select(intent => (intent, (QboOutcome<QboWritten>)new QboOutcome<QboWritten>.Uncertain(doubt)))]);
    }

    private static string Place(SyncIntent intent) => intent.BatchPosition!.Value.ToString(CultureInfo.InvariantCulture);

    private static QboWrite Write(SyncIntent intent) => new(
        QboEntity.Named(intent.QboEntity),
        intent.Operation switch
        {
            SyncOperation.Create => QboOperation.Create,
            SyncOperation.Update => QboOperation.Update,
            SyncOperation.Void => QboOperation.Void,
            SyncOperation.Delete => QboOperation.Delete,
        },
        intent.Body,
        intent.RequestId);
}
