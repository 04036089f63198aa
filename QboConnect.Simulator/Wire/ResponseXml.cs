using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace QboConnect.Simulator.Wire;

/// <summary>Writes an answer in XML for a client that asks for it: the same content by the rules of <see cref="RequestXml"/>, in an IntuitResponse
/// (facts, 2.1 and 6.1 C).</summary>
internal static class ResponseXml
{
    public const string MediaType = "application/xml;charset=UTF-8";

    private const string Namespace = "http://schema.intuit.com/finance/v3";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <summary>Whether a client wants XML: it accepts it and not JSON, or says nothing and has sent XML itself.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Length == 0 || accept == "*/*"
            ? RequestXml.Is(request.ContentType)
            : accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
    }

    public static byte[] Of(byte[] json)
    {
        var answer = Json.Object(json);
        if (answer.Child("fault") is { } gateway)
        {
            answer = FromGateway(gateway);
        }
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, Settings))
        {
            writer.WriteStartDocument(standalone: true);
            Write(writer, answer.ContainsKey("Columns") ? "Report" : "IntuitResponse", answer);
        }
        return buffer.ToArray();
    }

    /// <summary>The gateway speaks camel case in JSON only.</summary>
    private static JsonObject FromGateway(JsonObject fault) => new()
    {
        ["Fault"] = new JsonObject
        {
            ["type"] = fault.Text("type"),
            ["Error"] = new JsonArray([.. fault.Children("error").Select(e => (JsonNode)new JsonObject { ["code"] = e.Text("code"), ["Message"] = e.Text("message"), ["Detail"] = e.Text("detail") })]),
        },
    };

    private static void Write(XmlWriter writer, string name, JsonNode? value)
    {
        switch (value)
        {
            case null:
                return;
            case JsonArray list:
                foreach (var item in list)
                {
                    Write(writer, name, item);
                }
                return;
        }
        writer.WriteStartElement(XmlConvert.EncodeLocalName(name), Namespace);
        if (value is JsonObject content)
        {
            WriteContent(writer, name, content);
        }
        else
        {
            writer.WriteString(Text(value));
        }
        writer.WriteEndElement();
    }

    private static void WriteContent(XmlWriter writer, string name, JsonObject content)
    {
        foreach (var (attribute, value) in content.Where(p => IsAttribute(name, p)))
        {
            writer.WriteAttributeString(XmlConvert.EncodeLocalName(attribute), Text(value!));
        }
        foreach (var (property, value) in content.Where(p => !IsAttribute(name, p)))
        {
            if (property == "value" && value is JsonValue)
            {
                writer.WriteString(Text(value));
            }
            else
            {
                Write(writer, property, value);
            }
        }
    }

    /// <summary>What begins with a small letter is an attribute; the value of a reference is its text, that of a report's cell is not.</summary>
    private static bool IsAttribute(string element, KeyValuePair<string, JsonNode?> property) =>
        property is { Value: JsonValue, Key: [>= 'a' and <= 'z', ..] } && (property.Key != "value" || element == "ColData");

    private static string Text(JsonNode value)
    {
        var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var own) ? own : value.ToJsonString();
        return text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '?')]);
    }
}
