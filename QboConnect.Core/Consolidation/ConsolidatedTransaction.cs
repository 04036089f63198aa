using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>The kinds of consolidated journal (consolidation seed: How transactions are consolidated).</summary>
public enum JournalType
{
    /// <summary>Sales invoices and credit notes: one a day and currency.</summary>
    Inv,

    /// <summary>Payments and refunds: one a day, currency and payment account.</summary>
    Pay,

    /// <summary>Exchange gain and loss: one a day and currency, across payment accounts.</summary>
    Fx,

    /// <summary>Cost of goods sold and restocks: one a day and currency.</summary>
    Cogs,
}

/// <summary>What a consolidated transaction stands for at the moment.</summary>
public enum ConsolidatedStatus
{
    /// <summary>Not in QuickBooks yet.</summary>
    Pending,

    /// <summary>QuickBooks holds it as shown.</summary>
    Synced,

    /// <summary>QuickBooks holds an earlier version.</summary>
    UpdatePending,

    /// <summary>All its documents are gone and QuickBooks' journal was deleted.</summary>
    Voided,

    /// <summary>QuickBooks refused it; the reason is in its log.</summary>
    Failed,
}

/// <summary>
/// A day's transactions of one type and currency, summed: what Core keeps as the record of which documents make up a journal in QuickBooks.
/// </summary>
public sealed class ConsolidatedTransaction
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>
    /// The journal key as text, unique: <c>INV|2024-03-18|EUR</c>, <c>PAY|2024-03-18|EUR|1012</c> with the payment account's id. One that was set
    /// aside with a former company has that company's id and a slash in front.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Whether it belongs to a company that Core was connected to before.</summary>
    public bool IsOfFormerCompany => Key.Contains('/', StringComparison.Ordinal);

    /// <summary>Number for people and for QuickBooks' DocNumber (21 characters at most).</summary>
    public required string Number { get; init; }

    /// <summary>Type.</summary>
    public required JournalType Type { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of the documents; the journal itself is in base currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Payment account of a <see cref="JournalType.Pay"/> journal; null for the rest.</summary>
    public long? PaymentAccountId { get; init; }

    /// <summary>Status.</summary>
    public ConsolidatedStatus Status { get; set; }

    /// <summary>Documents in it.</summary>
    public int DocumentCount { get; set; }

    /// <summary>Sum of the debit side, minor units of the base currency.</summary>
    public long TotalMinor { get; set; }

    /// <summary>Counts up with each change of content, from 1.</summary>
    public int Version { get; set; }

    /// <summary>SHA-256 of the journal's lines, hex; empty content has the empty string.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>When it was first made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Journal lines as they stand now.</summary>
    public List<ConsolidatedLine> Lines { get; init; } = [];
}

/// <summary>A line of a consolidated journal in base currency. Exactly one of debit and credit is above zero.</summary>
public sealed class ConsolidatedLine
{
    /// <summary>The consolidated transaction.</summary>
    public long ConsolidatedTransactionId { get; set; }

    /// <summary>Position, from 1.</summary>
    public required int LineNo { get; init; }

    /// <summary>What the line is part of.</summary>
    public required LedgerSection Section { get; init; }

    /// <summary>The account as QuickBooks will see it (payments: Payment clearing).</summary>
    public required long AccountId { get; init; }

    /// <summary>Whether it is a tax line.</summary>
    public bool IsTax { get; init; }

    /// <summary>Class, or null.</summary>
    public string? Class { get; init; }

    /// <summary>Location, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Debit in minor units of the base currency, or zero.</summary>
    public required long DebitMinor { get; init; }

    /// <summary>Credit in minor units of the base currency, or zero.</summary>
    public required long CreditMinor { get; init; }
}

/// <summary>One entry of a consolidated transaction's log.</summary>
public sealed class ConsolidatedLogEntry
{
    /// <summary>Our id; later entries have greater ones.</summary>
    public long Id { get; init; }

    /// <summary>The consolidated transaction.</summary>
    public required long ConsolidatedTransactionId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who or what: a user's e-mail, "Autosync", "Manual sync".</summary>
    public required string Actor { get; init; }

    /// <summary>What happened, in one sentence: "Created with 12 documents", "Sent to QuickBooks as journal 145".</summary>
    public required string Event { get; init; }

    /// <summary>Total before, minor units of the base currency; null where there was none.</summary>
    public long? TotalBeforeMinor { get; init; }

    /// <summary>Total after, minor units of the base currency; null where nothing changed.</summary>
    public long? TotalAfterMinor { get; init; }

    /// <summary>Documents after the change.</summary>
    public int DocumentCount { get; init; }
}
