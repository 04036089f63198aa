using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Sync.Projection;

/// <summary>What a projection needs to know of the books.</summary>
public sealed record ProjectionBook
{
    /// <summary>Base currency and account roles.</summary>
    public required PostingBook Posting { get; init; }

    /// <summary>The chart by id.</summary>
    public required IReadOnlyDictionary<long, Account> Accounts { get; init; }

    /// <summary>Income account of each product that names one; the others take the role Sales.</summary>
    public IReadOnlyDictionary<long, long> ProductIncome { get; init; } = new Dictionary<long, long>();

    /// <summary>The base currency.</summary>
    public Currency Home => Posting.Base;

    /// <summary>
    /// The item a sales line is sold as. QuickBooks books it to the item's own income account, whatever the line says here (seed: Revenue account mapping).
    /// </summary>
    internal ItemKey Item(Sales.SaleLine line) => line.ProductId is { } product
        ? new(product, ProductIncome.GetValueOrDefault(product, Posting[AccountRole.Sales]))
        : new(null, line.AccountId);
}
