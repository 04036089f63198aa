namespace QboConnect.Core.Sync;

/// <summary>Why QuickBooks books something on another account than Core's ledger.</summary>
public enum PostingDifferenceKind
{
    /// <summary>A consolidated payment or refund goes through Payment clearing instead of its payment account (consolidation seed: Payments and refunds).</summary>
    ThroughClearing,

    /// <summary>
    /// QuickBooks books an individual document its own way: the exchange difference on its own account, the refunded part of a credit note as a
    /// refund receipt (accounting-examples FX-07, IN-03).
    /// </summary>
    BookedByQuickBooks,
}

/// <summary>
/// What QuickBooks books for one linked document beyond (or short of) the ledger lines it covers, by account. Written with the link when an
/// intent is settled, replaced when the document is updated and removed when it is voided; a link whose document books just what the ledger says
/// has none. Reconciliation explains differences with it.
/// </summary>
public sealed class PostingDifference
{
    /// <summary>Stands for QuickBooks' own Exchange Gain or Loss account, which has no counterpart in Core.</summary>
    public const long QuickBooksExchangeAccount = 0;

    /// <summary>The link.</summary>
    public required long LinkId { get; init; }

    /// <summary>Core's account, or <see cref="QuickBooksExchangeAccount"/>.</summary>
    public required long AccountId { get; init; }

    /// <summary>Day of the document in QuickBooks.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Why.</summary>
    public required PostingDifferenceKind Kind { get; init; }

    /// <summary>QuickBooks' amount less Core's, in minor units of the base currency; debit positive. Sums to zero over a link.</summary>
    public required long BaseMinor { get; init; }
}
