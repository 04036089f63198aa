using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QboConnect.Core.Sync.Projection;

/// <summary>The kind of QuickBooks document a projection makes.</summary>
public enum ExportKind
{
    /// <summary>Invoice.</summary>
    Invoice,

    /// <summary>CreditMemo: the part of a credit note that is not refunded (seed: Refunds and credit notes sync).</summary>
    CreditMemo,

    /// <summary>RefundReceipt: the refunded part.</summary>
    RefundReceipt,

    /// <summary>Payment.</summary>
    Payment,

    /// <summary>JournalEntry.</summary>
    JournalEntry,

    /// <summary>Bill.</summary>
    Bill,

    /// <summary>BillPayment.</summary>
    BillPayment,
}

/// <summary>What a line of a sales form sells: a product, or the stand-in item of an income account.</summary>
/// <param name="ProductId">The product, or null.</param>
/// <param name="AccountId">The income account that QuickBooks books the item to.</param>
public readonly record struct ItemKey(long? ProductId, long AccountId)
{
    /// <summary>Its local key: <c>product:5</c> or <c>item:4100</c> with the account's id.</summary>
    public string LocalKey => ProductId is { } product ? LocalKeys.Of("product", product) : LocalKeys.Of("item", AccountId);
}

/// <summary>A contact in a currency. QuickBooks gives a name one currency for life, so a contact that trades in another one is a name of its own there.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Currency">ISO code.</param>
public readonly record struct PartyKey(long ContactId, string Currency)
{
    /// <summary>Its local key: <c>contact:7:EUR</c>.</summary>
    public string LocalKey => $"{LocalKeys.Of("contact", ContactId)}:{Currency}";
}

/// <summary>A line of a document. Amounts are minor units of the document's currency; on a journal debit is positive.</summary>
public sealed record ExportLine
{
    /// <summary>Amount.</summary>
    public required long Minor { get; init; }

    /// <summary>Text.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is sold, on sales forms.</summary>
    public ItemKey? Item { get; init; }

    /// <summary>The account, on journals and bills.</summary>
    public long? AccountId { get; init; }

    /// <summary>Units, where they times the price make the amount.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Price of one unit.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The tax rule, or null where the line is not taxed.</summary>
    public long? TaxRuleId { get; init; }

    /// <summary>Customer of an A/R line or supplier of an A/P line.</summary>
    public PartyKey? Party { get; init; }

    /// <summary>Whether <see cref="Party"/> is a supplier.</summary>
    public bool IsSupplier { get; init; }

    /// <summary>Class, or null.</summary>
    public string? Class { get; init; }

    /// <summary>Location, or null.</summary>
    public string? Location { get; init; }
}

/// <summary>A document of QuickBooks that a payment settles.</summary>
/// <param name="LocalKey">Its local key.</param>
/// <param name="TxnType">Its type in a link, for example <c>Invoice</c>.</param>
/// <param name="Minor">The part settled, minor units of the document's currency.</param>
public readonly record struct Settles(string LocalKey, string TxnType, long Minor);

/// <summary>A ledger transaction that a document brings to QuickBooks, at the change it was planned with.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="ChangeCount">Its count of changes when it was read.</param>
public readonly record struct CoveredTransaction(long TransactionId, int ChangeCount);

/// <summary>
/// A document as QuickBooks should hold it, in our own ids, with what it does to the books there. Pure data: the same documents and settings give
/// the same projection.
/// </summary>
public sealed record ExportDocument
{
    /// <summary>What it is here: <c>invoice:123</c>, <c>journal:INV|2024-03-18|EUR</c>.</summary>
    public required string LocalKey { get; init; }

    /// <summary>Kind.</summary>
    public required ExportKind Kind { get; init; }

    /// <summary>The full number; QuickBooks gets <see cref="DocNumber"/>.</summary>
    public required string Number { get; init; }

    /// <summary>Day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Due date of invoices and bills.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>Base units for one unit of <see cref="Currency"/>.</summary>
    public decimal Rate { get; init; } = 1m;

    /// <summary>Customer or supplier; null on journals.</summary>
    public PartyKey? Party { get; init; }

    /// <summary>The account money comes into or leaves: payments, refund receipts, bill payments.</summary>
    public long? MoneyAccountId { get; init; }

    /// <summary>Lines in order.</summary>
    public IReadOnlyList<ExportLine> Lines { get; init; } = [];

    /// <summary>Tax of the whole document, minor units of its currency.</summary>
    public long TaxMinor { get; init; }

    /// <summary>What a payment settles.</summary>
    public IReadOnlyList<Settles> Settles { get; init; } = [];

    /// <summary>Money moved by a payment; zero where it only sets one document against another.</summary>
    public long MoneyMinor { get; init; }

    /// <summary>Further text for the private note, for people.</summary>
    public string Memo { get; init; } = "";

    /// <summary>Local keys that must be in QuickBooks first, beside those of party, items and what is settled.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>
    /// What QuickBooks will book: minor units of the base currency by account, debit positive, summing to zero.
    /// <see cref="PostingDifference.QuickBooksExchangeAccount"/> stands for its own exchange account.
    /// </summary>
    public required IReadOnlyDictionary<long, long> Effect { get; init; }

    /// <summary>Ledger transactions it brings to QuickBooks.</summary>
    public IReadOnlyList<CoveredTransaction> Covers { get; init; } = [];

    /// <summary>What QuickBooks books beyond the ledger lines it covers, by account.</summary>
    public IReadOnlyDictionary<long, long> Differences { get; init; } = new Dictionary<long, long>();

    /// <summary>Content hash of the consolidated transaction it was made of, on the part that completes it; null on all else.</summary>
    public string? CompletesConsolidated { get; init; }

    /// <summary>Total of the debit side in base currency, for lists.</summary>
    public long AmountMinor => Effect.Values.Where(minor => minor > 0).Sum();

    /// <summary>The number as QuickBooks takes it: 21 characters at most, a long one shortened with a digest (preflight DOC-02).</summary>
    public string DocNumber => Shortened(Number);

    /// <summary>The note only the books see: our key, by which a document is known again, and what a person may want to read.</summary>
    public string PrivateNote
    {
        get
        {
            var note = new StringBuilder($"QboConnect {LocalKey}");
            if (Number != DocNumber)
            {
                note.Append(CultureInfo.InvariantCulture, $" · {Number}");
            }

            return (Memo.Length > 0 ? note.Append(CultureInfo.InvariantCulture, $" · {Memo}") : note).ToString();
        }
    }

    /// <summary>SHA-256 of all that QuickBooks would hold, hex.</summary>
    public string ContentHash
    {
        get
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{Kind}|{Number}|{Date:yyyy-MM-dd}|{DueDate:yyyy-MM-dd}|{Currency}|{Fixed(Rate)}|{Party?.LocalKey}|{MoneyAccountId}|{MoneyMinor}|{TaxMinor}|{Memo}\n");
            foreach (var line in Lines)
            {
                text.Append(CultureInfo.InvariantCulture, $"L|{line.Minor}|{line.Item?.LocalKey}|{line.AccountId}|{Fixed(line.Quantity)}|{Fixed(line.UnitPrice)}|{line.TaxRuleId}|{line.Party?.LocalKey}|{line.Class}|{line.Location}|{line.Description}\n");
            }

            foreach (var settled in Settles)
            {
                text.Append(CultureInfo.InvariantCulture, $"S|{settled.LocalKey}|{settled.TxnType}|{settled.Minor}\n");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    // Equal decimals may carry different scales from the two databases; a hash must not see that.
    private static string Fixed(decimal? value) => value?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "";

    private const int DocNumberLength = 21;

    private static string Shortened(string number) => number.Length <= DocNumberLength
        ? number
        : $"{number[..12]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number)))[..8]}";
}

/// <summary>Local keys: what a thing is here, as text.</summary>
public static class LocalKeys
{
    /// <summary><c>kind:id</c>.</summary>
    public static string Of(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{id}");

    /// <summary>The key of an invoice.</summary>
    public static string Invoice(long id) => Of("invoice", id);

    /// <summary>The key of a credit note's unrefunded part.</summary>
    public static string CreditNote(long id) => Of("credit-note", id);

    /// <summary>The key of a payment.</summary>
    public static string Payment(long id) => Of("payment", id);

    /// <summary>The key of a refund.</summary>
    public static string Refund(long id) => Of("refund", id);

    /// <summary>The key of a customer credit set against an invoice.</summary>
    public static string CreditApplication(long id) => Of("credit-application", id);

    /// <summary>Of the payment of zero that links a used customer credit's journal with the invoice.</summary>
    public static string CreditApplicationLink(long id) => CreditApplication(id) + ":link";

    /// <summary>The key of a supplier's invoice.</summary>
    public static string Purchase(long id) => Of("purchase", id);

    /// <summary>The key of a payment to a supplier.</summary>
    public static string PurchasePayment(long id) => Of("purchase-payment", id);

    /// <summary>The key of the journal of one ledger document: cost movement, customer credit, manual journal.</summary>
    public static string Journal(Ledger.DocumentKind kind, long documentId) => Of(
        kind switch
        {
            Ledger.DocumentKind.CostMovement => "cost",
            Ledger.DocumentKind.CustomerCredit => "customer-credit",
            Ledger.DocumentKind.ManualJournal => "manual-journal",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not exported as a journal of its own."),
        },
        documentId);

    /// <summary>The key of one part of a consolidated journal.</summary>
    public static string Consolidated(string journalKey, int part) =>
        part == 1 ? $"journal:{journalKey}" : string.Create(CultureInfo.InvariantCulture, $"journal:{journalKey}#{part}");
}
