using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>What consolidating needs to know besides the ledger.</summary>
public sealed record ConsolidationRules
{
    /// <summary>Accounts receivable.</summary>
    public required long ReceivableAccountId { get; init; }

    /// <summary>Payment clearing, which stands for every payment account; null while not mapped (consolidation seed: Payment clearing account).</summary>
    public required long? ClearingAccountId { get; init; }

    /// <summary>Code of each account, for the order of lines.</summary>
    public required IReadOnlyDictionary<long, string> AccountCodes { get; init; }

    /// <summary>Name of each location.</summary>
    public IReadOnlyDictionary<long, string> LocationNames { get; init; } = new Dictionary<long, string>();

    /// <summary>What is sent as class.</summary>
    public TrackingSource ClassSource { get; init; }

    /// <summary>What is sent as location.</summary>
    public TrackingSource LocationSource { get; init; }

    /// <summary>
    /// The account a ledger line has in its journal: a payment account's own currency may differ from the journal's, so Payment clearing stands for
    /// it, whatever the currency (consolidation seed: Payments and refunds).
    /// </summary>
    internal long AccountInJournal(LedgerSection section, long accountId, long? paymentAccountId) =>
        accountId == paymentAccountId && JournalKey.TypeOf(section) == JournalType.Pay ? ClearingAccountId ?? accountId : accountId;

    /// <summary>The value of a tracking source in a transaction's header; null where it has none.</summary>
    internal string? Tracked(TrackingSource source, long? locationId, string? salesRep, string? job) => source switch
    {
        TrackingSource.None => null,
        TrackingSource.SalesRep => salesRep,
        TrackingSource.Job => job,
        TrackingSource.Location => locationId is { } id ? LocationNames.GetValueOrDefault(id) : null,
    };
}
