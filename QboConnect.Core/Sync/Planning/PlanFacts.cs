using QboConnect.Core.Finance;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Planning;

/// <summary>Something QuickBooks may hold although here it is gone: its posting was retired and none took its place.</summary>
/// <param name="LocalKey">What it was.</param>
/// <param name="Number">Its number, for people.</param>
/// <param name="Date">Its day.</param>
/// <param name="AmountMinor">Its amount in base currency.</param>
/// <param name="Covers">The retired transactions.</param>
public sealed record RemovedDocument(string LocalKey, string Number, DateOnly Date, long AmountMinor, IReadOnlyList<CoveredTransaction> Covers);

/// <summary>A document left out on purpose.</summary>
/// <param name="LocalKey">What it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its day.</param>
/// <param name="AmountMinor">Its amount in base currency.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Covers">Its transactions.</param>
public sealed record SkippedDocument(
    string LocalKey, string Number, DateOnly Date, long AmountMinor, string Reason, IReadOnlyList<CoveredTransaction> Covers);

/// <summary>A document that could not be projected.</summary>
/// <param name="LocalKey">What it is.</param>
/// <param name="Kind">What it would have been.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its day.</param>
/// <param name="AmountMinor">Its amount in base currency.</param>
/// <param name="Problem">Why.</param>
public sealed record UnprojectableDocument(string LocalKey, ExportKind Kind, string Number, DateOnly Date, long AmountMinor, SyncProblem Problem);

/// <summary>What is known of the QuickBooks company when planning.</summary>
public sealed record QuickBooksState
{
    /// <summary>Why nothing at all may be sent; null where it may.</summary>
    public SyncProblem? Barrier { get; init; }

    /// <summary>Books are closed up to this day; null where they are open (QBO Preferences.BookCloseDate).</summary>
    public DateOnly? ClosedUpTo { get; init; }

    /// <summary>Whether it takes other currencies.</summary>
    public bool MultiCurrency { get; init; }
}

/// <summary>Everything a plan is made of, read before it is decided.</summary>
public sealed record PlanFacts
{
    /// <summary>Documents as QuickBooks should hold them.</summary>
    public IReadOnlyList<ExportDocument> Documents { get; init; } = [];

    /// <summary>Documents that are gone here.</summary>
    public IReadOnlyList<RemovedDocument> Removed { get; init; } = [];

    /// <summary>Documents left out on purpose.</summary>
    public IReadOnlyList<SkippedDocument> Skipped { get; init; } = [];

    /// <summary>Documents that could not be projected.</summary>
    public IReadOnlyList<UnprojectableDocument> Unprojectable { get; init; } = [];

    /// <summary>Transactions without any document to send.</summary>
    public IReadOnlyList<CoveredTransaction> Nothing { get; init; } = [];

    /// <summary>Consolidated transactions that come to nothing and were never sent.</summary>
    public IReadOnlyList<long> EmptyJournals { get; init; } = [];

    /// <summary>Links of all keys the documents speak of.</summary>
    public IReadOnlyDictionary<string, SyncLink> Links { get; init; } = new Dictionary<string, SyncLink>();

    /// <summary>Customers, vendors and items the documents speak of, by local key.</summary>
    public IReadOnlyDictionary<string, ReferenceEntry> References { get; init; } = new Dictionary<string, ReferenceEntry>();

    /// <summary>The chart by id.</summary>
    public required IReadOnlyDictionary<long, Account> Accounts { get; init; }

    /// <summary>Tax rules by id.</summary>
    public IReadOnlyDictionary<long, TaxRule> TaxRules { get; init; } = new Dictionary<long, TaxRule>();

    /// <summary>ISO code of the base currency.</summary>
    public required string Home { get; init; }

    /// <summary>The QuickBooks company.</summary>
    public required QuickBooksState QuickBooks { get; init; }

    private readonly Lazy<HashSet<string>> _keys = new();

    /// <summary>Local keys of everything that is, or would be, a document in this plan.</summary>
    internal IReadOnlySet<string> PlannedKeys
    {
        get
        {
            var keys = _keys.Value;
            if (keys.Count == 0)
            {
                keys.UnionWith(Documents.Select(document => document.LocalKey).Concat(Unprojectable.Select(document => document.LocalKey)));
            }

            return keys;
        }
    }
}
