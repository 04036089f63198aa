using System.Runtime.InteropServices;

namespace QboConnect.Core.Ledger;

/// <summary>A manual journal in base currency: gift-card expiry, payout sweep, opening stock.</summary>
/// <param name="Id">Our id, unique over all documents.</param>
/// <param name="Number">Number, unique among manual journals.</param>
/// <param name="Date">Its day.</param>
/// <param name="Lines">Its lines; they sum to zero.</param>
public sealed record ManualJournal(long Id, string Number, DateOnly Date, IReadOnlyList<ManualJournalLine> Lines)
{
    /// <summary>Customer or supplier all its A/R or A/P lines are about, or null.</summary>
    public long? ContactId { get; init; }

    /// <summary>Whether it books what QuickBooks holds already (opening stock) and is never exported.</summary>
    public bool IsOpeningBalance { get; init; }
}

/// <summary>A line of a manual journal.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Minor">Minor units of the base currency; debit positive.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ManualJournalLine(long AccountId, long Minor);

public static partial class Post
{
    /// <summary>A manual journal, line by line.</summary>
    /// <exception cref="InvalidOperationException">Its lines do not sum to zero.</exception>
    public static LedgerTransaction ManualJournal(PostingBook book, ManualJournal journal)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(journal);
        var lines = new PostingLines();
        foreach (var (line, index) in journal.Lines.Select((line, index) => (line, index)))
        {
            lines.Add(LedgerSection.Other, line.AccountId, line.Minor, line.Minor, documentLine: index + 1);
        }

        return LedgerTransaction.Of(
            new LedgerHeader
            {
                Kind = DocumentKind.ManualJournal,
                DocumentId = journal.Id,
                Number = journal.Number,
                Date = journal.Date,
                Currency = book.Base,
                ContactId = journal.ContactId,
                Route = journal.IsOpeningBalance ? ExportRoute.FromQuickBooks : ExportRoute.Undecided,
            },
            lines);
    }
}
