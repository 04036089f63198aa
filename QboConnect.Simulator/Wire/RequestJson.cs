using System.Text.Json;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Wire;

/// <summary>Reads what a client sent, as strictly as Intuit's parser.</summary>
internal static class RequestJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <exception cref="RefusedException">2040 for what is no Unicode, 2010 for what is no JSON.</exception>
    public static JsonDocument Parse(byte[] body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
        {
            throw Fault.Characters().Thrown();
        }
        try
        {
            return JsonDocument.Parse(body.AsMemory(), Options);
        }
        catch (InvalidOperationException)
        {
            // A property name that is no Unicode: the check for duplicates reads all names.
            throw Fault.Characters().Thrown();
        }
        catch (JsonException error)
        {
            throw Fault.InvalidProperty($"Property Name:{error.Message.Split('.')[0]} specified is unsupported or invalid").Thrown();
        }
    }
}
