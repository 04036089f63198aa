using System.Globalization;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>What makes transactions share a journal (consolidation seed: How transactions are consolidated).</summary>
/// <param name="Type">Type.</param>
/// <param name="Date">The day.</param>
/// <param name="Currency">ISO code of the documents' currency.</param>
/// <param name="PaymentAccountId">The payment account of a <see cref="JournalType.Pay"/> journal; null for the rest.</param>
public sealed record JournalKey(JournalType Type, DateOnly Date, string Currency, long? PaymentAccountId = null)
{
    /// <summary>Key as text: <c>INV|2024-03-18|EUR</c>, <c>PAY|2024-03-18|EUR|1012</c>.</summary>
    public override string ToString()
    {
        var shared = $"{Code(Type)}|{Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}|{Currency}";
        return PaymentAccountId is { } account ? string.Create(CultureInfo.InvariantCulture, $"{shared}|{account}") : shared;
    }

    /// <summary>The three or four letters a type is known by: INV, PAY, FX, COGS.</summary>
    public static string Code(JournalType type) => type switch
    {
        JournalType.Inv => "INV",
        JournalType.Pay => "PAY",
        JournalType.Fx => "FX",
        JournalType.Cogs => "COGS",
    };

    /// <summary>The journal a section's lines go to; null for what is never consolidated.</summary>
    public static JournalType? TypeOf(LedgerSection section) => section switch
    {
        LedgerSection.Invoice or LedgerSection.CreditNote or LedgerSection.CreditApplication => JournalType.Inv,
        LedgerSection.Payment or LedgerSection.Refund => JournalType.Pay,
        LedgerSection.PaymentLoss or LedgerSection.PaymentGain or LedgerSection.RefundLoss or LedgerSection.RefundGain => JournalType.Fx,
        LedgerSection.CogsLoss or LedgerSection.CogsGain => JournalType.Fx,
        LedgerSection.Shipment or LedgerSection.Restock or LedgerSection.CostChange => JournalType.Cogs,
        LedgerSection.Other => null,
    };

    /// <summary>The types of journal a document of a kind can have lines in.</summary>
    public static IReadOnlyList<JournalType> TypesOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice or DocumentKind.CreditNote => [JournalType.Inv],
        DocumentKind.CreditApplication => [JournalType.Inv, JournalType.Fx],
        DocumentKind.Payment or DocumentKind.Refund => [JournalType.Pay, JournalType.Fx],
        DocumentKind.CostMovement => [JournalType.Cogs, JournalType.Fx],
        DocumentKind.CustomerCredit or DocumentKind.Purchase or DocumentKind.PurchasePayment or DocumentKind.ManualJournal => [],
    };
}
