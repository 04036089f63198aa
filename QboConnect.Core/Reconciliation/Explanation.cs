namespace QboConnect.Core.Reconciliation;

/// <summary>Why an account may differ between Core and QuickBooks, although nothing is wrong.</summary>
public enum Explanation
{
    /// <summary>Stood in QuickBooks before Core took over, less what Core took over as opening balances.</summary>
    BeforeConnecting,

    /// <summary>Consolidated payments stand in Payment clearing instead of their payment account.</summary>
    ThroughClearing,

    /// <summary>QuickBooks books an individual document its own way, for example its exchange difference.</summary>
    BookedByQuickBooks,

    /// <summary>In Core and not in QuickBooks yet, or changed since; blocked and failed documents too.</summary>
    Waiting,

    /// <summary>The channel is set to No sync (accounting-examples NS-01).</summary>
    NoSync,

    /// <summary>Made in QuickBooks since connecting, not by this app.</summary>
    MadeInQuickBooks,
}

/// <summary>Part of an account's difference with its reason. Positive: QuickBooks' debit balance is higher than Core's.</summary>
/// <param name="AccountId">Core's account; <see cref="Sync.PostingDifference.QuickBooksExchangeAccount"/> for QuickBooks' own exchange account.</param>
/// <param name="Reason">Why.</param>
/// <param name="Minor">Minor units of the base currency, debit positive.</param>
public readonly record struct ExplainedAmount(long AccountId, Explanation Reason, long Minor);
