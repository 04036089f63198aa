using System.Text.Json;
using System.Text.Json.Serialization;

namespace QboConnect.Core.QuickBooks.Wire;

/// <summary>Reads a property that QuickBooks gives as text in some companies and as a number or truth value in others.</summary>
internal sealed class AnyScalarAsText : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var scalar = JsonDocument.ParseValue(ref reader);
        return scalar.RootElement.ValueKind == JsonValueKind.String ? scalar.RootElement.GetString() : scalar.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
