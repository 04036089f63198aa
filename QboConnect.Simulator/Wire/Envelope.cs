using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Wire;

/// <summary>What goes around an answer (facts, 2.1 and 6.1).</summary>
internal static class Envelope
{
    public static string Time(DateTimeOffset now) => now.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static JsonObject Of(EntityKind kind, JsonObject entity, DateTimeOffset now) => Of(kind.Envelope, entity, now);

    public static JsonObject Of(string name, JsonNode content, DateTimeOffset now) => new()
    {
        [name] = content,
        ["time"] = Time(now),
    };

    /// <summary>An envelope around an object that is already written out.</summary>
    public static byte[] Bytes(EntityKind kind, ReadOnlyMemory<byte> entity, DateTimeOffset now)
    {
        var head = Encoding.UTF8.GetBytes($"{{\"{kind.Envelope}\":");
        var tail = Encoding.UTF8.GetBytes($",\"time\":\"{Time(now)}\"}}");
        return [.. head, .. entity.Span, .. tail];
    }

    /// <summary>The service's own shape (A).</summary>
    public static JsonObject Of(Fault fault, DateTimeOffset now) => Of("Fault", FaultObject(fault), now);

    public static JsonObject FaultObject(Fault fault)
    {
        var error = new JsonObject { ["Message"] = fault.Message, ["Detail"] = fault.Detail, ["code"] = fault.Code };
        if (fault.Element is not null)
        {
            error["element"] = fault.Element;
        }
        return new JsonObject { ["Error"] = new JsonArray(error), ["type"] = fault.Type };
    }

    /// <summary>The gateway's shape (B), in camel case, for 401 and 403.</summary>
    public static JsonObject Gateway(string code, string name, int status, string detail, string type, DateTimeOffset now) => new()
    {
        ["warnings"] = null,
        ["intuitObject"] = null,
        ["fault"] = new JsonObject
        {
            ["error"] = new JsonArray(new JsonObject
            {
                ["message"] = $"message={name}; errorCode=00{code}; statusCode={status.ToString(CultureInfo.InvariantCulture)}",
                ["detail"] = detail,
                ["code"] = code,
                ["element"] = null,
            }),
            ["type"] = type,
        },
        ["report"] = null,
        ["queryResponse"] = null,
        ["batchItemResponse"] = new JsonArray(),
        ["attachableResponse"] = new JsonArray(),
        ["syncErrorResponse"] = null,
        ["requestId"] = null,
        ["time"] = now.ToUnixTimeMilliseconds(),
        ["status"] = null,
        ["cdcresponse"] = new JsonArray(),
    };
}
