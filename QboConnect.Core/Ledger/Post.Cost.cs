using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger;

public static partial class Post
{
    /// <summary>
    /// Goods of a sale leaving or coming back, at cost: a shipment or a late cost debits cost of goods sold and credits inventory, a restock is the
    /// reverse. Where the platform changed its stock by another amount, the difference is an exchange difference on cost (accounting-examples FX-06).
    /// </summary>
    /// <remarks>Cost is kept in base currency only; the journal of a movement is that of the sale's currency (accounting-examples 15, 6).</remarks>
    public static LedgerTransaction CostMovement(PostingBook book, Sale sale, CostMovement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var header = LedgerHeader.Of(sale, DocumentKind.CostMovement, movement.Id, movement.Number, movement.Date, rate: 1m);
        var (section, sign) = movement.Kind switch
        {
            CostMovementKind.Shipment => (LedgerSection.Shipment, 1),
            CostMovementKind.Restock => (LedgerSection.Restock, -1),
            CostMovementKind.CostChange => (LedgerSection.CostChange, 1),
        };
        var (cost, inventory) = (book[AccountRole.CostOfGoodsSold], book[AccountRole.Inventory]);
        var stockGained = 0L;

        var lines = new PostingLines();
        foreach (var line in movement.Lines)
        {
            var (debit, credit) = sign > 0 ? (cost, inventory) : (inventory, cost);
            var inDocument = header.Currency == book.Base ? line.CostMinor : 0;
            lines.AddPair(section, debit, credit, line.CostMinor, inDocument, line.ProductId, line.LineNo);
            stockGained -= sign * ((line.StockMinor ?? line.CostMinor) - line.CostMinor);
        }

        lines.AddExchangeDifference(
            LedgerSection.CogsLoss, LedgerSection.CogsGain, () => book[AccountRole.RealizedCurrencyGains], inventory, new Money(stockGained, book.Base));
        return LedgerTransaction.Of(header, lines);
    }
}
