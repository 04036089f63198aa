using System.Text;
using System.Text.Json;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Requests;

namespace QboConnect.Simulator.Injection;

/// <summary>What a rule can ask about a call.</summary>
internal sealed record CallFacts(string Path, string? Realm, string? Entity, string Operation)
{
    /// <summary>Reads a call; the body stays readable for who answers it.</summary>
    public static async Task<CallFacts> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var path = ApiPath.Rest(request.Path);
        var isPost = HttpMethods.IsPost(request.Method);
        var (entity, operation) = path switch
        {
            [] => (null, request.Path.StartsWithSegments("/oauth2", StringComparison.Ordinal) ? "token" : "read"),
            ["query", ..] => (QueriedEntity(isPost ? await BodyAsync(request) : request.Query["query"].ToString()), "query"),
            ["batch" or "cdc" or "upload", ..] => (null, path[0]),
            ["reports", var name, ..] => (name, "report"),
            [var name, _, "send"] => (name, "send"),
            [var name, ..] when !isPost => (name, "read"),
            [var name, ..] => (name, await WriteAsync(request)),
        };
        return new CallFacts(request.Path, ApiPath.Realm(request.Path), entity is null ? null : Catalogue.ByPath(entity)?.Name ?? entity, operation);
    }

    private static async Task<string> WriteAsync(HttpRequest request)
    {
        var operation = request.Query["operation"].ToString();
        if (operation is "delete" or "void")
        {
            return operation;
        }
        if (request.Query["include"] == "void")
        {
            return "void";
        }
        try
        {
            using var body = JsonDocument.Parse(await BodyAsync(request));
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("Id", out _) ? "update" : "create";
        }
        catch (JsonException)
        {
            return "create";
        }
    }

    private static async Task<string> BodyAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return text;
    }

    private static string? QueriedEntity(string statement)
    {
        var words = statement.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var from = Array.FindIndex(words, w => w.Equals("from", StringComparison.OrdinalIgnoreCase));
        return from >= 0 && from + 1 < words.Length ? words[from + 1] : null;
    }
}
