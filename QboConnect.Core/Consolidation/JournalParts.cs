using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>
/// Divides a journal too long for one QuickBooks entry (qbo-api 8.1: no more than about 1,000 lines) into parts that each balance, each with its own
/// share of the A/R line (accounting-examples 15, 8). The same journal is always divided the same way.
/// </summary>
public static class JournalParts
{
    /// <summary>Lines one journal entry carries at most.</summary>
    public const int MaxLines = 1000;

    /// <summary>The lines of each part; one part where the journal fits.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="maxLines">Lines a part may have, at least two.</param>
    public static IReadOnlyList<IReadOnlyList<JournalLine>> Of(Journal journal, int maxLines = MaxLines)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLines, 2);
        if (journal.Lines.Count <= maxLines)
        {
            return journal.Lines.Count == 0 ? [] : [journal.Lines];
        }

        var parts = new List<List<JournalLine>> { new() };
        foreach (var piece in journal.Lines.GroupBy(line => (line.Section, line.Class, line.Location)).SelectMany(block => Pieces([.. block], maxLines)))
        {
            if (parts[^1].Count + piece.Count > maxLines)
            {
                parts.Add([]);
            }

            parts[^1].AddRange(piece);
        }

        return parts;
    }

    // Lines of one section, class and location balance, because every transaction in them does. Where even these are too many, the first account
    // (A/R in an invoice journal) is divided over the pieces, each taking what balances its other lines.
    private static IEnumerable<List<JournalLine>> Pieces(IReadOnlyList<JournalLine> block, int maxLines)
    {
        if (block.Count <= maxLines)
        {
            return [[.. block]];
        }

        var shared = block[0];
        return block.Skip(1).Chunk(maxLines - 1).Select(others =>
        {
            var rest = others.Sum(line => line.Minor);
            return rest == 0 ? [.. others] : (List<JournalLine>)[shared with { Minor = -rest }, .. others];
        });
    }
}
