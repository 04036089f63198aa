namespace QboConnect.Core.Connect;

/// <summary>Rows that are written to QuickBooks with one request.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Batch">The batch's number; null for a row that goes by itself.</param>
internal sealed record Parcel(IReadOnlyList<ReplacedItem> Items, int? Batch);

/// <summary>
/// Deals many writes out between batches and single requests, which QuickBooks counts apart: 40 batches of 30 a minute and 460 requests beside them
/// (QBO limits). It follows from the rows alone, so that a repetition sends the same. Pure.
/// </summary>
internal static class Parcels
{
    /// <summary>Writes of one batch.</summary>
    public const int BatchSize = 30;

    private const int InBatchesAMinute = 40 * BatchSize;
    private const int SinglesAMinute = 460;

    /// <summary>All rows once, single ones first. What fits into a minute's batches goes in batches alone.</summary>
    public static IReadOnlyList<Parcel> Of(IReadOnlyList<ReplacedItem> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var singles = rows.Count <= InBatchesAMinute ? 0 : rows.Count * SinglesAMinute / (InBatchesAMinute + SinglesAMinute);
        return [.. rows.Take(singles).Select(row => new Parcel([row], null)), .. rows.Skip(singles).Chunk(BatchSize).Select((chunk, number) => new Parcel(chunk, number))];
    }
}
