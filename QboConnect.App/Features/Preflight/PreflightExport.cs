using QboConnect.App.Features.Access;
using QboConnect.App.Shared;
using QboConnect.Core.Preflight.Shell;

namespace QboConnect.App.Features.Preflight;

/// <summary>The records a finding touches, all of them, as a CSV download. The check is run anew, so the file is as the books are now.</summary>
internal static class PreflightExport
{
    public static void MapPreflight(this WebApplication app) =>
        app.MapGet(AppRoutes.PreflightExport, async (string finding, RunPreflight check, CancellationToken cancellation) =>
        {
            var (report, problem) = await check.RunAsync(cancellation);
            return report is null
                ? Results.Problem(problem, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Csv.File("pre-flight.csv", ["Finding", "Record", "Detail"], report.Findings.Where(row => row.Id == finding).SelectMany(row => row.Records.Select(record => (IReadOnlyList<object?>)[row.Id, record.Name, record.Detail])));
        }).RequireAuthorization(Policies.QuickBooks);
}
