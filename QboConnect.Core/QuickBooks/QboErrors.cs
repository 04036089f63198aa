using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace QboConnect.Core.QuickBooks;

/// <summary>One error of a fault, as QuickBooks wrote it.</summary>
internal sealed record QboError(string Code, string Message, string Detail, string? Element);

/// <summary>
/// Finds faults wherever QuickBooks puts them: in PascalCase (the service), in camelCase (the gateway), in XML in spite of
/// Accept, and in answers with HTTP 200.
/// </summary>
internal static partial class QboErrors
{
    /// <summary>The reply with its body and its errors.</summary>
    public static QboReply Read(QboReply reply, string text)
    {
        if (text.AsSpan().TrimStart().StartsWith("<"))
        {
            return ReadXml(reply, text);
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            return reply;
        }
        try
        {
            var body = JsonSerializer.Deserialize<JsonElement>(text);
            return Fault(body) is { } fault
                ? reply with { Body = body, FaultType = Text(fault, "type"), Errors = [.. Errors(fault)] }
                : reply with { Body = body };
        }
        catch (JsonException)
        {
            return reply.Status < 300 ? reply with { Silence = QboSilence.Unreadable } : reply;
        }
    }

    /// <summary>The fault object of an answer or of a batch item, if there is one.</summary>
    public static JsonElement? Fault(JsonElement json) =>
        Property(json, "Fault") is { ValueKind: JsonValueKind.Object } fault ? fault : null;

    /// <summary>The errors of a fault; one that says nothing still is an error.</summary>
    public static IEnumerable<QboError> Errors(JsonElement fault)
    {
        var errors = Property(fault, "Error") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(Error).ToList()
            : [];
        return errors.Count > 0 ? errors : [new QboError("", fault.GetRawText(), "", null)];
    }

    private static QboError Error(JsonElement error)
    {
        var message = Text(error, "message") ?? "";
        return new QboError(Code(Text(error, "code"), message), message, Text(error, "detail") ?? "", Text(error, "element"));
    }

    private static QboReply ReadXml(QboReply reply, string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var fault = XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName == "Fault");
            if (fault is not null)
            {
                return reply with { FaultType = (string?)fault.Attribute("type"), Errors = [.. fault.Elements().Select(Error)] };
            }
        }
        catch (XmlException)
        {
            // A gateway's HTML page: its status says enough.
        }
        return reply.Status < 300 ? reply with { Silence = QboSilence.Unreadable } : reply;
    }

    private static QboError Error(XElement error)
    {
        string Child(string name) => error.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value ?? "";
        return new QboError(Code((string?)error.Attribute("code"), Child("Message")), Child("Message"), Child("Detail"), (string?)error.Attribute("element"));
    }

    private static string Code(string? code, string message)
    {
        var found = string.IsNullOrEmpty(code) ? GatewayCode().Match(message).Groups["code"].Value : code;
        return found.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : found;
    }

    private static string? Text(JsonElement json, string name) => Property(json, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };

    private static JsonElement? Property(JsonElement json, string name)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
            {
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return property.Value;
                }
            }
        }
        return null;
    }

    [GeneratedRegex(@"errorCode=(?<code>\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GatewayCode();
}
