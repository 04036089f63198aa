using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Webhooks;

/// <summary>The body of a delivery and its signature (facts, 4.3).</summary>
internal static class WebhookPayload
{
    public static string Body(WebhookFormat format, IReadOnlyList<WebhookEvent> events) => format switch
    {
        WebhookFormat.Legacy => Legacy(events).ToJsonString(),
        WebhookFormat.CloudEvents => CloudEvents(events).ToJsonString(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    public static string ContentType(WebhookFormat format) => format == WebhookFormat.Legacy ? "application/json" : "application/cloudevents+json";

    /// <summary>HMAC-SHA256 over the bytes of the body, as base64.</summary>
    public static string Signature(string body, string verifierToken) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(verifierToken), Encoding.UTF8.GetBytes(body)));

    private static JsonObject Legacy(IReadOnlyList<WebhookEvent> events) => new()
    {
        ["eventNotifications"] = new JsonArray([.. events.GroupBy(change => change.Realm, StringComparer.Ordinal).Select(company => (JsonNode)new JsonObject
        {
            ["realmId"] = company.Key,
            ["dataChangeEvent"] = new JsonObject
            {
                ["entities"] = new JsonArray([.. company.Select(change => (JsonNode)new JsonObject
                {
                    ["name"] = change.Entity,
                    ["id"] = Json.Digits(change.EntityId),
                    ["operation"] = change.Verb.ToString(),
                    ["lastUpdated"] = change.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                })]),
            },
        })]),
    };

    private static JsonArray CloudEvents(IReadOnlyList<WebhookEvent> events) => new([.. events.Select(change => (JsonNode)new JsonObject
    {
        ["specversion"] = "1.0",
        ["id"] = change.Uuid,
        ["source"] = "intuit.quickbooks-simulator",
        ["type"] = $"qbo.{change.Entity.ToLowerInvariant()}.{Past(change.Verb)}.v1",
        ["datacontenttype"] = "application/json",
        ["time"] = change.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        ["intuitentityid"] = Json.Digits(change.EntityId),
        ["intuitaccountid"] = change.Realm,
        ["data"] = new JsonObject(),
    })]);

    private static string Past(WebhookVerb verb) => verb switch
    {
        WebhookVerb.Create => "created",
        WebhookVerb.Update => "updated",
        WebhookVerb.Delete => "deleted",
        WebhookVerb.Void => "voided",
        WebhookVerb.Emailed => "emailed",
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "Not a verb."),
    };
}
