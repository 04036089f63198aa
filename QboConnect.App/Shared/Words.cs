using QboConnect.Core.Consolidation;
using QboConnect.Core.Ledger;

namespace QboConnect.App.Shared;

/// <summary>The words of the domain as a person reads them.</summary>
internal static class Words
{
    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice => "Invoice",
        DocumentKind.CreditNote => "Credit note",
        DocumentKind.Payment => "Payment",
        DocumentKind.CreditApplication => "Payment by customer credit",
        DocumentKind.Refund => "Refund",
        DocumentKind.CostMovement => "Cost of goods",
        DocumentKind.CustomerCredit => "Customer credit",
        DocumentKind.Purchase => "Purchase",
        DocumentKind.PurchasePayment => "Payment to a supplier",
        DocumentKind.ManualJournal => "Manual journal",
    };

    public static string Of(LedgerSection section) => section switch
    {
        LedgerSection.Invoice => "Invoice",
        LedgerSection.CreditNote => "Credit note",
        LedgerSection.CreditApplication => "Customer credit used",
        LedgerSection.Payment => "Payment",
        LedgerSection.Refund => "Refund",
        LedgerSection.PaymentLoss => "Exchange loss on a payment",
        LedgerSection.PaymentGain => "Exchange gain on a payment",
        LedgerSection.RefundLoss => "Exchange loss on a refund",
        LedgerSection.RefundGain => "Exchange gain on a refund",
        LedgerSection.CogsLoss => "Exchange loss on cost",
        LedgerSection.CogsGain => "Exchange gain on cost",
        LedgerSection.Shipment => "Goods shipped",
        LedgerSection.Restock => "Goods restocked",
        LedgerSection.CostChange => "Late change of cost",
        LedgerSection.Other => "Other",
    };

    public static string Of(JournalType type) => type switch
    {
        JournalType.Inv => "Invoices and credit notes",
        JournalType.Pay => "Payments and refunds",
        JournalType.Fx => "Exchange gain and loss",
        JournalType.Cogs => "Cost of goods sold",
    };

    public static (string Text, ChipTone Tone) Of(ConsolidatedStatus status) => status switch
    {
        ConsolidatedStatus.Pending => ("Pending", ChipTone.Waiting),
        ConsolidatedStatus.Synced => ("Synced", ChipTone.Good),
        ConsolidatedStatus.UpdatePending => ("Update pending", ChipTone.Waiting),
        ConsolidatedStatus.Voided => ("Voided", ChipTone.Quiet),
        ConsolidatedStatus.Failed => ("Failed", ChipTone.Bad),
    };
}
