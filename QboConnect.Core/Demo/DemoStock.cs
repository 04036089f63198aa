using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Demo;

/// <summary>Stock while the demo's days go by: layers by product and location, and what is promised to orders that have not left yet.</summary>
internal sealed class DemoStock(Func<long> nextId, List<StockLayer> all)
{
    private readonly Dictionary<(long Product, long Location), List<StockLayer>> _layers = [];
    private readonly Dictionary<(long Product, long Location), decimal> _promised = [];

    public decimal Free(long product, long location) =>
        LayersOf(product, location).Sum(layer => layer.Remaining) - _promised.GetValueOrDefault((product, location));

    public void Promise(long product, long location, decimal quantity) =>
        _promised[(product, location)] = _promised.GetValueOrDefault((product, location)) + quantity;

    /// <summary>Takes in units that cost so much together.</summary>
    public void Receive(Product product, long location, DateOnly day, decimal quantity, long costMinor, string source)
    {
        var layer = new StockLayer
        {
            Id = nextId(),
            ProductId = product.Id,
            LocationId = location,
            ReceivedOn = day,
            Quantity = quantity,
            Remaining = quantity,
            UnitCost = Math.Round(Money(costMinor) / quantity, 6, MidpointRounding.AwayFromZero),
            Source = source,
        };
        LayersOf(product.Id, location).Add(layer);
        all.Add(layer);
    }

    /// <summary>Issues promised units and answers their cost in cents.</summary>
    public long Ship(long product, long location, decimal quantity)
    {
        var layers = LayersOf(product, location);
        var issue = Fifo.Take(layers, quantity, Currency.Usd);
        foreach (var part in issue.Parts)
        {
            layers.Single(layer => layer.Id == part.LayerId).Remaining = part.RemainingAfter;
        }

        layers.RemoveAll(layer => layer.Remaining == 0);
        _promised[(product, location)] -= quantity;
        return issue.Missing == 0 ? issue.CostMinor : throw new InvalidOperationException($"{issue.Missing} of product {product} were promised but are not there.");
    }

    private static decimal Money(long minor) => minor / 100m;

    private List<StockLayer> LayersOf(long product, long location)
    {
        if (!_layers.TryGetValue((product, location), out var layers))
        {
            _layers[(product, location)] = layers = [];
        }

        return layers;
    }
}
