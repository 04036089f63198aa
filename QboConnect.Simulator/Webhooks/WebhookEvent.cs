using System.Text.Json.Serialization;

namespace QboConnect.Simulator.Webhooks;

/// <summary>One change of one object.</summary>
/// <param name="Id">Its place in the order of changes.</param>
/// <param name="Uuid">What a receiver tells repetitions by.</param>
internal sealed record WebhookEvent(long Id, string Uuid, string Realm, string Entity, long EntityId, WebhookVerb Verb, DateTimeOffset At);

/// <summary>Somebody who wants to hear of changes.</summary>
/// <param name="Realm">Only this company's; null for all.</param>
/// <param name="Entities">Only these; empty for all that are served.</param>
/// <param name="Acknowledged">The last event that was acknowledged.</param>
/// <param name="UpTo">The last event of the delivery under way; equal to <paramref name="Acknowledged"/> where none is.</param>
/// <param name="Attempts">How often that delivery failed.</param>
/// <param name="Due">When it is tried next.</param>
internal sealed record Subscription(
    long Id, string Url, string VerifierToken, WebhookFormat Format, string? Realm, IReadOnlyList<string> Entities, long Acknowledged, long UpTo, int Attempts, DateTimeOffset Due)
{
    public bool Wants(WebhookEvent change) => (Realm is null || Realm == change.Realm) && (Entities.Count == 0 || Entities.Contains(change.Entity, StringComparer.Ordinal));
}

/// <summary>How a delivery is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WebhookFormat>))]
internal enum WebhookFormat
{
    /// <summary>As it was until the cut-over of 2026: <c>eventNotifications</c>.</summary>
    Legacy,

    /// <summary>An array of CloudEvents.</summary>
    CloudEvents,
}

/// <summary>One attempt to deliver.</summary>
/// <param name="At">When, by the simulator's clock.</param>
/// <param name="Status">The receiver's answer; 0 where there was none in time.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, int Attempt, int Status, string? Problem, string Signature, string Body);
