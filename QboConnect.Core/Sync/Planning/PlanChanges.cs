namespace QboConnect.Core.Sync.Planning;

/// <summary>Says how a plan differs from an earlier one.</summary>
public static class PlanChanges
{
    private const int Told = 10;

    /// <summary>A sentence for each of the first differences, and one that counts the rest.</summary>
    /// <param name="before">The plan that was looked at.</param>
    /// <param name="after">The plan as it is now.</param>
    /// <param name="words">An outcome in words.</param>
    public static IReadOnlyList<string> Between(SyncPlan before, SyncPlan after, Func<PlanOutcome, string> words)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(words);
        var old = before.Items.ToDictionary(item => item.LocalKey);
        var now = after.Items.ToDictionary(item => item.LocalKey);
        List<string> sentences =
        [
            .. after.Items.Where(item => !old.ContainsKey(item.LocalKey)).Select(item => $"{item.Number} is new: {words(item.Outcome)}."),
            .. before.Items.Where(item => !now.ContainsKey(item.LocalKey)).Select(item => $"{item.Number} needs nothing any more."),
            .. after.Items.Where(item => old.TryGetValue(item.LocalKey, out var was) && was.Outcome != item.Outcome)
                .Select(item => $"{item.Number}: {words(old[item.LocalKey].Outcome)} has become {words(item.Outcome)}."),
            .. after.Items.Where(item => old.TryGetValue(item.LocalKey, out var was) && was.Outcome == item.Outcome && was.Document?.ContentHash != item.Document?.ContentHash)
                .Select(item => $"{item.Number} has other content."),
        ];
        return sentences.Count switch
        {
            0 => ["What QuickBooks holds of these documents has changed."],
            > Told => [.. sentences.Take(Told), FormattableString.Invariant($"And {sentences.Count - Told} more.")],
            _ => sentences,
        };
    }
}
