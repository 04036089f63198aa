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

    /// <summary>Not at all: a company that Core was connected to before holds it as a document of its own.</summary>
    FormerCompany,

    /// <summary>Not at all: a company that Core was connected to before holds it inside a consolidated journal.</summary>
    FormerConsolidated,
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
