namespace QboConnect.Simulator.Inventory;

/// <summary>The layers of one item, oldest first. Layers always hold exactly the value that has been posted: what a partial issue
/// takes is rounded, the rest stays in the layer, and nothing is lost.</summary>
internal sealed class FifoLayers
{
    private readonly LinkedList<(decimal Quantity, long Value)> _layers = [];
    private readonly LinkedList<(Movement Issue, decimal Quantity, long Assumed)> _owed = [];
    private decimal _lastUnitCost;

    public FifoLayers(decimal purchaseCost) => _lastUnitCost = purchaseCost * 100;

    private FifoLayers(FifoLayers other)
    {
        _layers = new(other._layers);
        _owed = new(other._owed);
        (_lastUnitCost, Quantity, Value, Last) = (other._lastUnitCost, other.Quantity, other.Value, other.Last);
    }

    public decimal Quantity { get; private set; }

    public long Value { get; private set; }

    /// <summary>The newest movement seen; an older one means the item has to be costed again.</summary>
    public Movement? Last { get; private set; }

    /// <summary>Whether stock was sold before it arrived, so that the next arrival changes the cost of earlier sales.</summary>
    public bool HasOwed => _owed.Count > 0;

    public FifoLayers Copy() => new(this);

    /// <summary>Takes the next movement and answers its cost. Stock sold before it arrived is costed at the last known cost and
    /// set right when stock arrives: those corrections go to <paramref name="correct"/>.</summary>
    public long Take(Movement movement, Action<Movement, long> correct)
    {
        Last = movement;
        var cost = movement.Quantity >= 0 ? Receive(movement, correct) : Issue(movement);
        Quantity += movement.Quantity;
        Value += cost;
        return cost;
    }

    private long Receive(Movement movement, Action<Movement, long> correct)
    {
        var cost = movement.Fixed ? movement.Cost : Rounded(movement.Quantity * _lastUnitCost);
        if (movement.Quantity == 0)
        {
            return cost;
        }
        _lastUnitCost = cost / movement.Quantity;
        var (quantity, value) = (movement.Quantity, cost);
        while (quantity > 0 && _owed.First is { } owed)
        {
            var (issue, missing, assumed) = owed.Value;
            var filled = Math.Min(missing, quantity);
            var actual = filled == quantity ? value : Rounded(value * filled / quantity);
            var expected = filled == missing ? assumed : Rounded(assumed * filled / missing);
            (quantity, value) = (quantity - filled, value - actual);
            _owed.RemoveFirst();
            if (filled < missing)
            {
                _owed.AddFirst((issue, missing - filled, assumed - expected));
            }
            if (actual != expected)
            {
                Value -= actual - expected;
                correct(issue, -(actual - expected));
            }
        }
        if (quantity > 0)
        {
            _layers.AddLast((quantity, value));
        }
        return cost;
    }

    private long Issue(Movement movement)
    {
        var wanted = -movement.Quantity;
        long cost = 0;
        while (wanted > 0 && _layers.First is { } layer)
        {
            var (quantity, value) = layer.Value;
            var taken = Math.Min(wanted, quantity);
            var part = taken == quantity ? value : Rounded(value * taken / quantity);
            _lastUnitCost = quantity == 0 ? _lastUnitCost : value / quantity;
            cost += part;
            wanted -= taken;
            _layers.RemoveFirst();
            if (taken < quantity)
            {
                _layers.AddFirst((quantity - taken, value - part));
            }
        }
        if (wanted > 0)
        {
            var assumed = Rounded(wanted * _lastUnitCost);
            _owed.AddLast((movement, wanted, assumed));
            cost += assumed;
        }
        return -cost;
    }

    private static long Rounded(decimal value) => Math.Abs(value) >= 1_000_000_000_000_000m ? throw new OverflowException() : (long)Math.Round(value, MidpointRounding.AwayFromZero);
}
