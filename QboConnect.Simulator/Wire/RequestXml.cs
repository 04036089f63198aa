using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Wire;

/// <summary>Reads a request body in XML, which the older client libraries speak, as the JSON it stands for: attributes are properties that begin with a
/// small letter, a reference is a text with its name as attribute, what repeats is a list. All rules then see one kind of body.</summary>
internal static class RequestXml
{
    private const int DeepestElement = 32;
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Texts that are objects with a value in JSON, beside everything called …Ref.</summary>
    private static readonly HashSet<string> Valued = new(StringComparer.Ordinal) { "CustomerMemo", "ShipTo", "HomeCurrency" };

    /// <summary>Lists even when there is one of them.</summary>
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "BatchItemRequest" };

    public static bool Is(string? contentType) => contentType is not null
        && (contentType.StartsWith("application/xml", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase));

    /// <exception cref="RefusedException">2010 for what is no XML, or nested deeper than any entity is.</exception>
    public static JsonDocument Parse(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true });
            reader.MoveToContent();
            return JsonDocument.Parse((Element(reader) ?? new JsonObject()).Bytes());
        }
        catch (XmlException error)
        {
            throw Fault.InvalidProperty($"Property Name:{error.Message} specified is unsupported or invalid").Thrown();
        }
    }

    /// <summary>Reads one element and stands behind it; null for xsi:nil.</summary>
    private static JsonNode? Element(XmlReader reader)
    {
        if (reader.Depth > DeepestElement)
        {
            throw Fault.InvalidProperty("Property Name:The elements are nested too deeply specified is unsupported or invalid").Thrown();
        }
        var name = reader.LocalName;
        var isEmpty = reader.IsEmptyElement;
        var properties = new JsonObject();
        var isNil = false;
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == SchemaInstance)
            {
                isNil |= reader.LocalName == "nil" && reader.Value == "true";
            }
            else if (reader.Prefix != "xmlns" && reader.Name != "xmlns")
            {
                properties[reader.LocalName] = reader.Value;
            }
        }
        reader.Read();
        var text = new StringBuilder();
        var hasElements = false;
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                hasElements = true;
                var child = reader.LocalName;
                Add(properties, child, Element(reader));
            }
            else
            {
                text.Append(reader.Value);
                reader.Read();
            }
        }
        if (!isEmpty)
        {
            reader.Read();
        }
        if (isNil)
        {
            return null;
        }
        if (hasElements)
        {
            return properties;
        }
        if (properties.Count == 0 && !name.EndsWith("Ref", StringComparison.Ordinal) && !Valued.Contains(name))
        {
            return JsonValue.Create(text.ToString());
        }
        properties["value"] = text.ToString();
        return properties;
    }

    private static void Add(JsonObject properties, string name, JsonNode? value)
    {
        if (value is null)
        {
            return;
        }
        if (properties[name] is JsonArray list)
        {
            list.Add(value);
        }
        else if (properties[name] is { } first)
        {
            properties[name] = new JsonArray(first.DeepClone(), value);
        }
        else
        {
            properties[name] = Lists.Contains(name) ? new JsonArray(value) : value;
        }
    }
}
