using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QboConnect.Simulator.Wire;

/// <summary>Short readers over the loosely typed objects of the wire. What they read has passed its <see cref="Shape"/>.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(this JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Options);

    public static JsonObject Object(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8)!.AsObject();

    public static string? Text(this JsonObject o, string name) => o[name] is JsonValue v && v.TryGetValue<string>(out var s) && s.Length > 0 ? s : null;

    /// <summary>A number that was read is a decimal; one that the simulator has set may still be an integer.</summary>
    public static decimal? Decimal(this JsonObject o, string name) => o[name] is not JsonValue v ? null
        : v.TryGetValue<decimal>(out var number) ? number
        : v.TryGetValue<int>(out var integer) ? integer
        : null;

    public static decimal Amount(this JsonObject o, string name) => o.Decimal(name) ?? 0m;

    public static bool? Flag(this JsonObject o, string name) => o[name] is JsonValue v && v.TryGetValue<bool>(out var b) ? b : null;

    public static bool IsTrue(this JsonObject o, string name) => o.Flag(name) == true;

    public static JsonObject? Child(this JsonObject o, string name) => o[name] as JsonObject;

    public static IEnumerable<JsonObject> Children(this JsonObject o, string name) => o[name] is JsonArray a ? a.OfType<JsonObject>() : [];

    /// <summary>The value of a reference, as sent.</summary>
    public static string? Ref(this JsonObject o, string name) => o.Child(name)?.Text("value");

    /// <summary>The id a reference points at; null when absent or when it is no number.</summary>
    public static long? RefId(this JsonObject o, string name) =>
        long.TryParse(o.Ref(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static long Id(this JsonObject o) => long.TryParse(o.Text("Id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static JsonObject Reference(long id, string? name) => Reference(Digits(id), name);

    public static JsonObject Reference(string value, string? name)
    {
        var reference = new JsonObject { ["value"] = value };
        if (name is not null)
        {
            reference["name"] = name;
        }
        return reference;
    }

    public static string Digits(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Money on the wire keeps two decimals (facts, 2.1).</summary>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;

    public static void SetDefault(this JsonObject o, string name, Func<JsonNode?> value)
    {
        if (o[name] is null && value() is { } node)
        {
            o[name] = node;
        }
    }
}
