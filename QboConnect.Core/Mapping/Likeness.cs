namespace QboConnect.Core.Mapping;

/// <summary>How alike two names are, for ranking suggestions only: nothing is ever matched by likeness.</summary>
internal static class Likeness
{
    private static readonly char[] Gaps = [' ', '-', '/', '(', ')', ',', '.', ':', '&', '%'];

    /// <summary>The share of words both have in common, 0 to 1.</summary>
    public static double Of(string left, string right)
    {
        var (ours, theirs) = (Words(left), Words(right));
        var all = ours.Union(theirs, StringComparer.OrdinalIgnoreCase).Count();
        return all == 0 ? 0 : (double)ours.Intersect(theirs, StringComparer.OrdinalIgnoreCase).Count() / all;
    }

    private static string[] Words(string name) => name.Split(Gaps, StringSplitOptions.RemoveEmptyEntries);
}
