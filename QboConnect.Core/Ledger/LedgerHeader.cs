using QboConnect.Core.Amounts;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

/// <summary>Everything a ledger transaction says besides its lines.</summary>
public sealed record LedgerHeader
{
    /// <summary>The kind of document.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>The document.</summary>
    public required long DocumentId { get; init; }

    /// <summary>The document's number.</summary>
    public required string Number { get; init; }

    /// <summary>Day of the posting.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Currency of the document.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Base units for one unit of <see cref="Currency"/>.</summary>
    public decimal Rate { get; init; } = 1m;

    /// <summary>The sale, or null.</summary>
    public long? SaleId { get; init; }

    /// <summary>The sales channel, or null.</summary>
    public long? ChannelId { get; init; }

    /// <summary>Customer or supplier, or null.</summary>
    public long? ContactId { get; init; }

    /// <summary>The account a payment or refund went through, or null.</summary>
    public long? PaymentAccountId { get; init; }

    /// <summary>Location of the sale, or null.</summary>
    public long? LocationId { get; init; }

    /// <summary>Sales representative, or null.</summary>
    public string? SalesRep { get; init; }

    /// <summary>Job, or null.</summary>
    public string? Job { get; init; }

    /// <summary>The route, where the document itself decides it (opening balances).</summary>
    public ExportRoute Route { get; init; }

    /// <summary>The header of a document of a sale, with the sale's dimensions.</summary>
    public static LedgerHeader Of(Sale sale, DocumentKind kind, long documentId, string number, DateOnly date, decimal rate)
    {
        ArgumentNullException.ThrowIfNull(sale);
        return new LedgerHeader
        {
            Kind = kind,
            DocumentId = documentId,
            Number = number,
            Date = date,
            Currency = Currency.Of(sale.Currency),
            Rate = rate,
            SaleId = sale.Id,
            ChannelId = sale.ChannelId,
            ContactId = sale.CustomerId,
            LocationId = sale.LocationId,
            SalesRep = sale.SalesRep,
            Job = sale.Job,
        };
    }
}
