namespace QboConnect.Core.Ledger;

/// <summary>Where a document stands on its way to QuickBooks, as a person is told.</summary>
public enum PostingState
{
    /// <summary>Not posted: a draft, or voided before it was ever sent.</summary>
    NotPosted,

    /// <summary>Not in QuickBooks yet.</summary>
    Pending,

    /// <summary>QuickBooks holds it as it is.</summary>
    Synced,

    /// <summary>QuickBooks holds an earlier version, or one that is to be taken back.</summary>
    UpdatePending,

    /// <summary>Its channel is set to No sync, or it came from QuickBooks.</summary>
    Skipped,
}

/// <summary>Sums up the postings of a document, or of all documents of a sale.</summary>
/// <param name="Count">Postings that count, or still have to be taken out of QuickBooks.</param>
/// <param name="Open">Those of them that QuickBooks does not hold as they are here, and should.</param>
/// <param name="Exported">Those of them that QuickBooks has held.</param>
public readonly record struct PostingTally(int Count, int Open, int Exported)
{
    /// <summary>The state they add up to.</summary>
    public PostingState State => this switch
    {
        { Count: 0 } => PostingState.NotPosted,
        { Open: > 0, Exported: > 0 } => PostingState.UpdatePending,
        { Open: > 0 } => PostingState.Pending,
        { Exported: > 0 } => PostingState.Synced,
        _ => PostingState.Skipped,
    };
}
