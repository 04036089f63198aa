namespace QboConnect.Simulator.Requests;

/// <summary>Reads Intuit's paths.</summary>
internal static class ApiPath
{
    private const string Companies = "/v3/company/";

    private static readonly string[] Roots = [Companies, "/oauth2/", "/v2/oauth2/", "/v1/openid_connect/", "/connect/", "/op/", "/.well-known/"];

    /// <summary>Whether Intuit serves this path to programs; the rest is the simulator's own, or a page for a person.</summary>
    public static bool IsIntuits(PathString path) => Array.Exists(Roots, root => path.Value!.StartsWith(root, StringComparison.Ordinal));

    public static string? Realm(PathString path)
    {
        var text = path.Value!;
        if (!text.StartsWith(Companies, StringComparison.Ordinal))
        {
            return null;
        }
        var end = text.IndexOf('/', Companies.Length);
        return end < 0 ? text[Companies.Length..] : text[Companies.Length..end];
    }

    /// <summary>What follows the company: entity, query, batch, reports/Name, …</summary>
    public static string[] Rest(PathString path) =>
        Realm(path) is { } realm ? path.Value![(Companies.Length + realm.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries) : [];
}
