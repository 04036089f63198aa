namespace QboConnect.Core.Reconciliation;

/// <summary>The outcome of one comparison of the trial balances, kept for the dashboard and the audit.</summary>
public sealed class ReconciliationCheck
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>The day both trial balances are of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Accounts with an unexplained difference.</summary>
    public required int UnexplainedAccounts { get; init; }

    /// <summary>What is not explained, minor units of the base currency, without sign.</summary>
    public required long UnexplainedMinor { get; init; }
}
