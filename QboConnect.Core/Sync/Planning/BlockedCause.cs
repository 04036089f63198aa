namespace QboConnect.Core.Sync.Planning;

/// <summary>One reason why documents cannot be sent, with all that hangs on it.</summary>
/// <param name="Problem">The reason.</param>
/// <param name="Count">Blocked documents and those that wait for them.</param>
/// <param name="Minor">Their amount in base currency.</param>
/// <param name="Numbers">The first few of their numbers.</param>
public sealed record BlockedCause(SyncProblem Problem, int Count, long Minor, IReadOnlyList<string> Numbers)
{
    private const int NumbersShown = 5;

    /// <summary>The causes of a plan, the one that holds up most documents first.</summary>
    public static IReadOnlyList<BlockedCause> Of(SyncPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var items = plan.Items.ToDictionary(item => item.LocalKey);
        return
        [
            .. plan.Items.Where(item => item.Outcome is PlanOutcome.Blocked or PlanOutcome.Waits)
                .GroupBy(item => Root(item).RootCause, StringComparer.Ordinal)
                .Select(group => new BlockedCause(Root(group.First()), group.Count(), group.Sum(item => item.AmountMinor), [.. group.Select(item => item.Number).Take(NumbersShown)]))
                .OrderByDescending(cause => cause.Count).ThenBy(cause => cause.Problem.RootCause, StringComparer.Ordinal),
        ];

        SyncProblem Root(PlannedItem item)
        {
            while (item.Problem is null)
            {
                item = items[item.WaitsFor!];
            }

            return item.Problem;
        }
    }
}
