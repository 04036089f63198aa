namespace QboConnect.Core.Ledger;

/// <summary>The document a transaction was posted by.</summary>
public enum DocumentKind
{
    /// <summary>Sales invoice.</summary>
    Invoice,

    /// <summary>Sales credit note.</summary>
    CreditNote,

    /// <summary>Payment of an invoice by money or by a credit note.</summary>
    Payment,

    /// <summary>Payment of an invoice with a customer credit.</summary>
    CreditApplication,

    /// <summary>Refund of a credit note.</summary>
    Refund,

    /// <summary>Shipment, restock or cost change.</summary>
    CostMovement,

    /// <summary>Money received in advance.</summary>
    CustomerCredit,

    /// <summary>Supplier's invoice.</summary>
    Purchase,

    /// <summary>Payment of a supplier's invoice.</summary>
    PurchasePayment,

    /// <summary>Manual journal: gift-card expiry, payout sweep, opening stock.</summary>
    ManualJournal,
}

/// <summary>
/// What a ledger line is part of. It decides the consolidated journal the line goes to and which lines may be merged: lines of different
/// sections never are (consolidation seed: How transactions are consolidated; accounting-examples 0.3).
/// </summary>
public enum LedgerSection
{
    /// <summary>Line of an invoice.</summary>
    Invoice,

    /// <summary>Line of a credit note.</summary>
    CreditNote,

    /// <summary>A customer credit used on an invoice; part of the invoice journal.</summary>
    CreditApplication,

    /// <summary>Payment.</summary>
    Payment,

    /// <summary>Refund.</summary>
    Refund,

    /// <summary>Exchange loss on a payment.</summary>
    PaymentLoss,

    /// <summary>Exchange gain on a payment.</summary>
    PaymentGain,

    /// <summary>Exchange loss on a refund.</summary>
    RefundLoss,

    /// <summary>Exchange gain on a refund.</summary>
    RefundGain,

    /// <summary>Exchange loss the platform found on cost.</summary>
    CogsLoss,

    /// <summary>Exchange gain the platform found on cost.</summary>
    CogsGain,

    /// <summary>Goods shipped.</summary>
    Shipment,

    /// <summary>Goods restocked.</summary>
    Restock,

    /// <summary>Late change of the cost of goods shipped.</summary>
    CostChange,

    /// <summary>Never consolidated: purchases, manual journals, customer credits received.</summary>
    Other,
}

/// <summary>How a transaction reaches QuickBooks. Fixed once it has been synced: a later change of the channel leaves history as it is.</summary>
public enum ExportRoute
{
    /// <summary>Not decided yet.</summary>
    Undecided,

    /// <summary>As a document of its own.</summary>
    Individual,

    /// <summary>Inside consolidated journals.</summary>
    Consolidated,

    /// <summary>Not at all: the channel is set to No sync.</summary>
    Skipped,

    /// <summary>Not at all: it came from QuickBooks (opening balances).</summary>
    FromQuickBooks,
}

/// <summary>Where a transaction stands on its way to QuickBooks.</summary>
public enum ExportState
{
    /// <summary>Posted, retired or re-routed since it was last looked at.</summary>
    Changed,

    /// <summary>Routed and, where consolidated, part of its consolidated transaction; QuickBooks does not hold it yet.</summary>
    Waiting,

    /// <summary>QuickBooks holds it as it is here, or it is skipped on purpose.</summary>
    Settled,
}

/// <summary>
/// A balanced posting of one document. It is never edited: an undo, a void or a change retires it, keeping its lines as history, and posts
/// another one.
/// </summary>
public sealed class LedgerTransaction
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The kind of document.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>The document.</summary>
    public required long DocumentId { get; init; }

    /// <summary>The document's number, for people.</summary>
    public required string Number { get; init; }

    /// <summary>The sale the document belongs to, or null.</summary>
    public long? SaleId { get; init; }

    /// <summary>Day of the posting, as the document says; no time zone is applied (accounting-examples 15, 7).</summary>
    public required DateOnly Date { get; init; }

    /// <summary>ISO code of the document.</summary>
    public required string Currency { get; init; }

    /// <summary>Base units for one unit of <see cref="Currency"/>.</summary>
    public decimal Rate { get; init; } = 1m;

    /// <summary>The sales channel; null for purchases and journals.</summary>
    public long? ChannelId { get; init; }

    /// <summary>Customer or supplier, or null.</summary>
    public long? ContactId { get; init; }

    /// <summary>The account a payment or refund went through; groups its journal. Null for the rest.</summary>
    public long? PaymentAccountId { get; init; }

    /// <summary>Location of the sale, or null.</summary>
    public long? LocationId { get; init; }

    /// <summary>Sales representative, or null.</summary>
    public string? SalesRep { get; init; }

    /// <summary>Job, or null.</summary>
    public string? Job { get; init; }

    /// <summary>When it was posted, UTC.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>When it was retired, UTC; null while it counts.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Why it was retired, in the user's words; null while it counts.</summary>
    public string? RetiredBecause { get; set; }

    /// <summary>How it reaches QuickBooks.</summary>
    public ExportRoute Route { get; set; }

    /// <summary>Where it stands.</summary>
    public ExportState State { get; set; }

    /// <summary>True once QuickBooks has held it; from then on its route is fixed.</summary>
    public bool WasExported { get; set; }

    /// <summary>Counts changes of this row that matter to an export; what was planned at an older count is not settled by it.</summary>
    public int ChangeCount { get; set; }

    /// <summary>Lines; they sum to zero in base currency.</summary>
    public List<LedgerLine> Lines { get; init; } = [];
}

/// <summary>A line of a posting. Debit is positive, credit negative.</summary>
public sealed class LedgerLine
{
    /// <summary>The transaction.</summary>
    public long TransactionId { get; set; }

    /// <summary>Position, from 1.</summary>
    public required int LineNo { get; init; }

    /// <summary>What the line is part of.</summary>
    public required LedgerSection Section { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>Minor units of the base currency; debit positive.</summary>
    public required long BaseMinor { get; init; }

    /// <summary>Minor units of the document's currency; debit positive. Zero on a pure exchange difference.</summary>
    public required long DocumentMinor { get; init; }

    /// <summary>The tax rule of a tax line; null for the rest.</summary>
    public long? TaxRuleId { get; init; }

    /// <summary>The product, or null.</summary>
    public long? ProductId { get; init; }

    /// <summary>The line of the document it came from, or null for a total.</summary>
    public int? DocumentLineNo { get; init; }
}
