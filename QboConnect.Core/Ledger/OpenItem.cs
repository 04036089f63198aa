using QboConnect.Core.Amounts;

namespace QboConnect.Core.Ledger;

/// <summary>
/// What of a document (invoice, credit note, customer credit, purchase) is not settled yet, in both currencies. It is carried in base currency at the
/// document's own rate.
/// </summary>
/// <param name="Open">Not settled yet, in the document's currency.</param>
/// <param name="OpenInBase">The same as it stands in the ledger, in base currency.</param>
/// <param name="Rate">Base units for one unit of the document's currency on the document's day.</param>
public readonly record struct OpenItem(Money Open, Money OpenInBase, decimal Rate)
{
    /// <summary>A document nothing has been settled of.</summary>
    /// <param name="total">Its total in its own currency.</param>
    /// <param name="rate">Its rate.</param>
    /// <param name="baseCurrency">The currency of the books.</param>
    public static OpenItem Whole(Money total, decimal rate, Currency baseCurrency) => new(total, total.At(rate, baseCurrency), rate);

    /// <summary>
    /// What a part of the document is carried at: the part at the document's rate, and all that is left for the part that closes it, so that no cent
    /// stays behind (accounting-examples FX-03).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More is settled than is open.</exception>
    public Money CarriedFor(Money part) =>
        part.Minor > Open.Minor ? throw new ArgumentOutOfRangeException(nameof(part), part, $"Only {Open} is open.")
        : part == Open ? OpenInBase
        : part.At(Rate, OpenInBase.Currency);

    /// <summary>What is open after a part was settled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More is settled than is open.</exception>
    public OpenItem Less(Money part) => this with { Open = Open - part, OpenInBase = OpenInBase - CarriedFor(part) };
}
