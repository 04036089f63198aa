using System.Globalization;

namespace QboConnect.Core.Consolidation;

/// <summary>What a refresh found out about one consolidated transaction. Pure: what is stored against what the ledger says now.</summary>
/// <param name="Event">One sentence for the log.</param>
/// <param name="Status">Status from now on.</param>
/// <param name="ContentChanged">Whether lines changed, so that the version counts up.</param>
public sealed record ConsolidatedVersion(string Event, ConsolidatedStatus Status, bool ContentChanged)
{
    /// <summary>Compares; null where nothing changed.</summary>
    /// <param name="stored">What is stored, or null where there is nothing yet.</param>
    /// <param name="journal">What the ledger says now, or null where no transaction is left.</param>
    /// <param name="isInQuickBooks">Whether QuickBooks holds a version of it.</param>
    public static ConsolidatedVersion? Next(ConsolidatedTransaction? stored, Journal? journal, bool isInQuickBooks)
    {
        var documents = journal?.DocumentCount ?? 0;
        if (stored is null)
        {
            return documents == 0 ? null : new ConsolidatedVersion($"Created with {Count(documents)}", ConsolidatedStatus.Pending, ContentChanged: true);
        }

        var contentChanged = stored.ContentHash != (journal?.ContentHash ?? "");
        if (!contentChanged && stored.DocumentCount == documents)
        {
            return null;
        }

        var status = (contentChanged, documents, isInQuickBooks) switch
        {
            (_, 0, false) => ConsolidatedStatus.Voided,
            (_, _, false) when stored.DocumentCount == 0 => ConsolidatedStatus.Pending,
            (false, _, _) => stored.Status,
            (true, _, true) => ConsolidatedStatus.UpdatePending,
            (true, _, false) => ConsolidatedStatus.Pending,
        };
        return new ConsolidatedVersion(
            documents == 0 ? "Emptied: no document is left" : $"Updated to {Count(documents)}",
            status,
            contentChanged);
    }

    private static string Count(int documents) =>
        documents == 1 ? "1 document" : string.Create(CultureInfo.InvariantCulture, $"{documents} documents");
}
