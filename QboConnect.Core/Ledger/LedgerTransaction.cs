namespace QboConnect.Core.Ledger;

/// <summary>
/// A balanced posting of one document. It is never edited: an undo, a void or a change retires it, keeping its lines as history, and posts
/// another one. It can only be made by <see cref="Of"/>, which refuses one that does not balance.
/// </summary>
public sealed class LedgerTransaction
{
    private readonly List<LedgerLine> _lines = [];

    private LedgerTransaction()
    {
    }

    /// <summary>Our id; 0 until it is recorded.</summary>
    public long Id { get; private set; }

    /// <summary>The kind of document.</summary>
    public DocumentKind Kind { get; private init; }

    /// <summary>The document.</summary>
    public long DocumentId { get; private init; }

    /// <summary>The document's number, for people.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The sale the document belongs to, or null.</summary>
    public long? SaleId { get; private init; }

    /// <summary>Day of the posting, as the document says; no time zone is applied (accounting-examples 15, 7).</summary>
    public DateOnly Date { get; private init; }

    /// <summary>ISO code of the document.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>Base units for one unit of <see cref="Currency"/>.</summary>
    public decimal Rate { get; private init; } = 1m;

    /// <summary>The sales channel; null for purchases and journals.</summary>
    public long? ChannelId { get; private init; }

    /// <summary>Customer or supplier, or null.</summary>
    public long? ContactId { get; private init; }

    /// <summary>The account a payment or refund went through; groups its journal. Null for the rest.</summary>
    public long? PaymentAccountId { get; private init; }

    /// <summary>Location of the sale, or null.</summary>
    public long? LocationId { get; private init; }

    /// <summary>Sales representative, or null.</summary>
    public string? SalesRep { get; private init; }

    /// <summary>Job, or null.</summary>
    public string? Job { get; private init; }

    /// <summary>When it was posted, UTC.</summary>
    public DateTimeOffset PostedAt { get; private set; }

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

    /// <summary>Lines in order; they sum to zero in base currency and in the document's.</summary>
    public IReadOnlyList<LedgerLine> Lines => _lines;

    /// <summary>The one way to make a transaction.</summary>
    /// <exception cref="InvalidOperationException">The lines do not sum to zero in both currencies: a mistake in the program.</exception>
    public static LedgerTransaction Of(LedgerHeader header, IEnumerable<LedgerLine> lines)
    {
        ArgumentNullException.ThrowIfNull(header);
        var transaction = new LedgerTransaction
        {
            Kind = header.Kind,
            DocumentId = header.DocumentId,
            Number = header.Number,
            SaleId = header.SaleId,
            Date = header.Date,
            Currency = header.Currency.Code,
            Rate = header.Rate,
            ChannelId = header.ChannelId,
            ContactId = header.ContactId,
            PaymentAccountId = header.PaymentAccountId,
            LocationId = header.LocationId,
            SalesRep = header.SalesRep,
            Job = header.Job,
            Route = header.Route,
        };
        transaction._lines.AddRange(lines);

        var (inBase, inDocument) = (transaction._lines.Sum(line => line.BaseMinor), transaction._lines.Sum(line => line.DocumentMinor));
        return inBase == 0 && inDocument == 0
            ? transaction
            : throw new InvalidOperationException(
                $"{header.Kind} {header.Number} is out of balance by {inBase} minor units of the base currency and {inDocument} of {header.Currency}.");
    }

    /// <summary>Whether another posting of the same document says just the same, whatever became of either.</summary>
    public bool SaysTheSameAs(LedgerTransaction other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Kind, DocumentId, Number, SaleId, Date, Currency) == (other.Kind, other.DocumentId, other.Number, other.SaleId, other.Date, other.Currency)
            && (Rate, ChannelId, ContactId, PaymentAccountId) == (other.Rate, other.ChannelId, other.ContactId, other.PaymentAccountId)
            && (LocationId, SalesRep, Job) == (other.LocationId, other.SalesRep, other.Job)
            && Lines.OrderBy(line => line.LineNo).Select(Content).SequenceEqual(other.Lines.OrderBy(line => line.LineNo).Select(Content));

        static (LedgerSection, long, long, long, long?, long?, int?) Content(LedgerLine line) =>
            (line.Section, line.AccountId, line.BaseMinor, line.DocumentMinor, line.TaxRuleId, line.ProductId, line.DocumentLineNo);
    }

    /// <summary>Takes the route of the latest posting of the same document that QuickBooks has held: a switched channel leaves history as it is.</summary>
    internal void KeepRouteOf(IEnumerable<LedgerTransaction> earlier) =>
        Route = earlier.Where(row => (row.Kind, row.DocumentId) == (Kind, DocumentId) && row.WasExported).MaxBy(row => row.Id)?.Route ?? Route;

    /// <summary>Takes it out of the ledger, keeping it as history; due to be looked at by the next sync.</summary>
    /// <param name="reason">Why, in the user's words.</param>
    /// <param name="now">The moment, UTC.</param>
    internal void Retire(string reason, DateTimeOffset now)
    {
        (RetiredAt, RetiredBecause) = (now, reason);
        State = ExportState.Changed;
        ChangeCount++;
    }

    /// <summary>Gives it its id and the moment it was posted, once.</summary>
    internal void Record(long id, DateTimeOffset now)
    {
        if (Id != 0)
        {
            throw new InvalidOperationException($"{Kind} {Number} is recorded already, as {Id}.");
        }

        (Id, PostedAt) = (id, now);
        foreach (var line in _lines)
        {
            line.TransactionId = id;
        }
    }
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

    /// <summary>
    /// Minor units of the document's currency; debit positive. Zero where the amount exists in base currency only: exchange differences, rounding,
    /// cost.
    /// </summary>
    public required long DocumentMinor { get; init; }

    /// <summary>The tax rule of a tax line; null for the rest.</summary>
    public long? TaxRuleId { get; init; }

    /// <summary>The product, or null.</summary>
    public long? ProductId { get; init; }

    /// <summary>The line of the document it came from, or null for a total.</summary>
    public int? DocumentLineNo { get; init; }
}
