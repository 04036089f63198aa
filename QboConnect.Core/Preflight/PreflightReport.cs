namespace QboConnect.Core.Preflight;

/// <summary>What the pre-flight check found, what blocks first.</summary>
/// <param name="CheckedAt">When the facts were read, UTC.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Passed">What is in order, in a few words each.</param>
public sealed record PreflightReport(DateTimeOffset CheckedAt, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Passed)
{
    private static readonly IReadOnlyList<PreflightCheck> Checks = [.. CompanyChecks.All, .. AccountChecks.All, .. ProductChecks.All, .. NameChecks.All, .. SettingsChecks.All];

    /// <summary>Looks at everything. The same facts give the same report.</summary>
    public static PreflightReport Of(PreflightFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var looked = Checks.Select(check => (check.Title, Found: check.Look(facts).ToList())).ToList();
        return new PreflightReport(
            facts.ReadAt,
            [.. looked.SelectMany(check => check.Found).OrderBy(finding => finding.Level)],
            [.. looked.Where(check => check.Found.Count == 0).Select(check => check.Title)]);
    }

    /// <summary>How many findings of a level there are.</summary>
    public int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
