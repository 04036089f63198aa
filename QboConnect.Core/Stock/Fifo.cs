using QboConnect.Core.Amounts;

namespace QboConnect.Core.Stock;

/// <summary>Issues units first in, first out. Pure: what the layers should hold afterwards is part of the answer.</summary>
public static class Fifo
{
    /// <summary>What of one layer is taken.</summary>
    /// <param name="LayerId">The layer.</param>
    /// <param name="Quantity">Units taken, above zero.</param>
    /// <param name="RemainingAfter">Units the layer holds afterwards.</param>
    /// <param name="CostMinor">Their cost in minor units of the base currency.</param>
    public sealed record Part(long LayerId, decimal Quantity, decimal RemainingAfter, long CostMinor);

    /// <summary>What an issue takes from which layer.</summary>
    /// <param name="Parts">The layers in the order they are used; none where there is no stock.</param>
    /// <param name="Missing">Units no layer has.</param>
    public sealed record Issue(IReadOnlyList<Part> Parts, decimal Missing)
    {
        /// <summary>Cost of all that was issued from layers, minor units of the base currency.</summary>
        public long CostMinor => Parts.Sum(part => part.CostMinor);
    }

    /// <summary>
    /// Takes units from the oldest layers; of layers of one day, from the one with the lower id. The cost of a part is what the layer's value falls by
    /// (<see cref="Value"/> before less after), so that the parts of a layer always add up to what the layer cost.
    /// </summary>
    /// <param name="layers">Layers of one product at one location.</param>
    /// <param name="quantity">Units to issue.</param>
    /// <param name="baseCurrency">The currency the layers are valued in.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quantity is below zero.</exception>
    public static Issue Take(IEnumerable<StockLayer> layers, decimal quantity, Currency baseCurrency)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        var parts = new List<Part>();
        var missing = quantity;
        foreach (var layer in layers.Where(layer => layer.Remaining > 0).OrderBy(layer => (layer.ReceivedOn, layer.Id)))
        {
            if (missing == 0)
            {
                break;
            }

            var taken = Math.Min(layer.Remaining, missing);
            var left = layer.Remaining - taken;
            var cost = Value(layer.Remaining, layer.UnitCost, baseCurrency) - Value(left, layer.UnitCost, baseCurrency);
            parts.Add(new Part(layer.Id, taken, left, cost.Minor));
            missing -= taken;
        }

        return new Issue(parts, missing);
    }

    /// <summary>The value of units at a cost, rounded to the minor unit.</summary>
    public static Money Value(decimal quantity, decimal unitCost, Currency baseCurrency) => Money.Of(quantity * unitCost, baseCurrency);
}
