using System.Text.Json;
using QboConnect.Core.Sync.Planning;

namespace QboConnect.Core.Sync;

/// <summary>What follows here once QuickBooks has done a write; kept with the intent, so that another process can settle it after a crash.</summary>
/// <param name="Covers">Ledger transactions it settles: id and count of changes.</param>
/// <param name="Effect">What it does to QuickBooks' books; see <see cref="GlEffect"/>.</param>
/// <param name="Differences">What QuickBooks books beyond the ledger; see <see cref="GlEffect"/>.</param>
/// <param name="DifferenceKind">Why.</param>
/// <param name="ConsolidatedKey">Journal key of the consolidated transaction it is part of, or null.</param>
/// <param name="CompletesConsolidated">Content hash of that transaction, where this write completes it; else null.</param>
public sealed record Consequences(
    IReadOnlyList<long[]> Covers, string Effect, string Differences, PostingDifferenceKind DifferenceKind, string? ConsolidatedKey, string? CompletesConsolidated)
{
    /// <summary>Of a planned item.</summary>
    public static Consequences Of(PlannedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var consolidated = item.LocalKey.StartsWith("journal:", StringComparison.Ordinal) ? item.LocalKey["journal:".Length..].Split('#')[0] : null;
        var document = item.Document;
        return new(
            [.. item.Covers.Select(cover => new[] { cover.TransactionId, cover.ChangeCount })],
            document is null ? "" : GlEffect.Write(document.Effect),
            document is null ? "" : GlEffect.Write(document.Differences),
            consolidated is null ? PostingDifferenceKind.BookedByQuickBooks : PostingDifferenceKind.ThroughClearing,
            consolidated,
            // Taking the first part away leaves nothing of an emptied journal.
            document?.CompletesConsolidated ?? (consolidated is not null && item.Outcome == PlanOutcome.Delete && !item.LocalKey.Contains('#', StringComparison.Ordinal) ? "" : null));
    }

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>From storage.</summary>
    public static Consequences FromJson(string json) => JsonSerializer.Deserialize<Consequences>(json)!;
}
