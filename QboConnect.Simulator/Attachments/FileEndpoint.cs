using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Attachments;

/// <summary>Where the addresses of files lead. QuickBooks gives out addresses of another host, signed in the same way.</summary>
internal static class FileEndpoint
{
    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/{realmId}/{id:long}", (string realmId, long id, long? expires, string? signature, CompanyDirectory companies, AttachedFiles files) =>
            companies.Find(realmId) is { } company && files.Download(company, id, expires ?? 0, signature ?? "") is var (content, type)
                ? Results.Bytes(content, type)
                : Results.StatusCode(StatusCodes.Status403Forbidden)).ExcludeFromDescription();
}
