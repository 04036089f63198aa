namespace QboConnect.Simulator.Inventory;

/// <summary>Stock of one item going in (positive) or out (negative). <paramref name="Cost"/> is the value that moves with it, in
/// home cents with the sign of the quantity; a fixed cost is what a bill says, any other is found by FIFO.</summary>
/// <param name="Asset">Account that holds the stock.</param>
/// <param name="Counter">Account the value goes to or comes from, unless the cost is fixed by the document's own postings.</param>
internal sealed record Movement(long Item, DateOnly Date, long Txn, int Line, decimal Quantity, long Cost, bool Fixed, long Asset, long Counter)
{
    /// <summary>The order in which an item is costed: by day, within a day stock comes in before it goes out.</summary>
    public static readonly Comparer<Movement> ByTime = Comparer<Movement>.Create((a, b) =>
        (a.Date, a.Quantity < 0, a.Txn, a.Line).CompareTo((b.Date, b.Quantity < 0, b.Txn, b.Line)));
}
