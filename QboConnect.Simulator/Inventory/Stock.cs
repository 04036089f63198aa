using System.Globalization;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Inventory;

/// <summary>Stock of a company, item by item, loaded when an item is first asked for.</summary>
internal sealed class Stock(Company company)
{
    private readonly Dictionary<long, FifoLayers> _items = [];

    public FifoLayers Of(long item)
    {
        if (!_items.TryGetValue(item, out var layers))
        {
            layers = Empty(item);
            foreach (var movement in Movements(item))
            {
                layers.Take(movement, (_, _) => { });
            }
            _items[item] = layers;
        }
        return layers;
    }

    public decimal Quantity(long item) => Of(item).Quantity;

    public FifoLayers Empty(long item) => new(company.Find(Catalogue.Item, item)?.Body.Amount("PurchaseCost") ?? 0m);

    /// <summary>An item's movements in the order they are costed.</summary>
    public List<Movement> Movements(long item)
    {
        var rows = company.Database.Read(c => c.Rows("SELECT item, date, txn, line, quantity, cost, fixed, asset, counter FROM movement WHERE item = ?1",
            r => Read(r), company.Key(Catalogue.Item, item)));
        rows.Sort(Movement.ByTime);
        return rows;
    }

    public List<Movement> OfTransaction(long txn) => company.Database.Read(c =>
        c.Rows("SELECT item, date, txn, line, quantity, cost, fixed, asset, counter FROM movement WHERE txn = ?1", r => Read(r), txn));

    public void Absorb(IReadOnlyDictionary<long, FifoLayers> changed)
    {
        foreach (var (item, layers) in changed)
        {
            _items[item] = layers;
        }
    }

    private static Movement Read(Statement r) => new(Key.Id(r.GetInt64(0)), Journal.Date(r.GetString(1)), r.GetInt64(2), r.GetInt32(3),
        decimal.Parse(r.GetString(4), CultureInfo.InvariantCulture), r.GetInt64(5), r.GetInt64(6) != 0, r.GetInt64(7), r.GetInt64(8));
}

/// <summary>The stock side of one request: what moves, what that costs, and which earlier sales cost something else now.</summary>
internal sealed class StockWork(Work work)
{
    private readonly Dictionary<long, List<Movement>> _before = [];
    private readonly Dictionary<long, List<Movement>> _after = [];

    public bool IsEmpty => _after.Count == 0;

    /// <summary>Forgets what a transaction moved so far; its new movements follow.</summary>
    public void Begin(long txn)
    {
        if (!_before.ContainsKey(txn) && work.Exists(txn) && work.Company.Stock.OfTransaction(txn) is { Count: > 0 } moved)
        {
            _before[txn] = moved;
        }
        _after[txn] = [];
    }

    public void Add(Movement movement)
    {
        if (!_after.TryGetValue(movement.Txn, out var list))
        {
            Begin(movement.Txn);
            list = _after[movement.Txn];
        }
        list.Add(movement);
    }

    /// <summary>Costs every movement and completes the postings. Called once, before the work is committed.</summary>
    public void Settle(Func<long, EntityKind> kindOf)
    {
        foreach (var txn in _after.Where(a => a.Value.Count == 0 && !_before.ContainsKey(a.Key)).Select(a => a.Key).ToList())
        {
            _after.Remove(txn);
        }
        if (_after.Count == 0)
        {
            return;
        }
        var changed = new Dictionary<long, FifoLayers>();
        var costs = new Dictionary<(long Txn, int Line, long Item), (Movement Movement, long Cost)>();
        foreach (var item in _before.Concat(_after).SelectMany(t => t.Value).Select(m => m.Item).Distinct().ToList())
        {
            changed[item] = CostItem(item, costs);
        }
        PostCosts(costs, kindOf);
        work.WithStock(connection => StoreMovements(connection, costs), () => work.Company.Stock.Absorb(changed));
    }

    private FifoLayers CostItem(long item, Dictionary<(long, int, long), (Movement, long)> costs)
    {
        var added = _after.SelectMany(t => t.Value).Where(m => m.Item == item).Order(Movement.ByTime).ToList();
        var removed = _before.SelectMany(t => t.Value).Any(m => m.Item == item);
        var layers = work.Company.Stock.Of(item).Copy();
        var sequence = added;
        var correcting = layers.HasOwed && added.Exists(m => m.Quantity > 0);
        if (removed || correcting || (layers.Last is { } last && added.Count > 0 && Movement.ByTime.Compare(added[0], last) < 0))
        {
            layers = work.Company.Stock.Empty(item);
            sequence = [.. work.Company.Stock.Movements(item).Where(m => !_after.ContainsKey(m.Txn)).Concat(added).Order(Movement.ByTime)];
        }
        foreach (var movement in sequence)
        {
            var cost = layers.Take(movement, (issue, delta) =>
            {
                var key = (issue.Txn, issue.Line, issue.Item);
                var known = costs.TryGetValue(key, out var found) ? found.Item2 : issue.Cost;
                costs[key] = (issue, known + delta);
            });
            if (cost != movement.Cost || _after.ContainsKey(movement.Txn))
            {
                costs[(movement.Txn, movement.Line, movement.Item)] = (movement, cost);
            }
        }
        return layers;
    }

    private void PostCosts(Dictionary<(long Txn, int Line, long Item), (Movement Movement, long Cost)> costs, Func<long, EntityKind> kindOf)
    {
        foreach (var group in costs.Values.GroupBy(c => c.Movement.Txn))
        {
            var kind = kindOf(group.Key);
            var postings = work.PostingsOf(group.Key).ToList();
            foreach (var (movement, cost) in group.Where(c => !c.Movement.Fixed))
            {
                var isNew = _after.ContainsKey(group.Key);
                Shift(postings, movement, movement.Asset, isNew ? cost : cost - movement.Cost);
                Shift(postings, movement, movement.Counter, isNew ? -cost : movement.Cost - cost);
            }
            work.Post(kind, Key.Id(group.Key), group.First().Movement.Date, postings);
        }
    }

    /// <summary>Adds to the cost posting of an item on an account, making it when it is not there.</summary>
    private void Shift(List<Posting> postings, Movement movement, long account, long home)
    {
        if (home == 0)
        {
            return;
        }
        var item = work.Company.Key(Catalogue.Item, movement.Item);
        var at = postings.FindIndex(p => p.Item == item && p.Account == account);
        if (at < 0)
        {
            postings.Add(new Posting(account, home, home, Item: item));
            return;
        }
        postings[at] = postings[at] with { Home = postings[at].Home + home, Amount = postings[at].Amount + home };
    }

    private void StoreMovements(Connection connection, Dictionary<(long Txn, int Line, long Item), (Movement Movement, long Cost)> costs)
    {
        foreach (var txn in _before.Keys)
        {
            connection.Run("DELETE FROM movement WHERE txn = ?1", txn);
        }
        foreach (var (movement, cost) in costs.Values)
        {
            connection.Run("INSERT OR REPLACE INTO movement(item, date, txn, line, quantity, cost, fixed, asset, counter) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                work.Company.Key(Catalogue.Item, movement.Item), Journal.Text(movement.Date), movement.Txn, movement.Line,
                movement.Quantity.ToString(CultureInfo.InvariantCulture), cost, movement.Fixed ? 1 : 0, movement.Asset, movement.Counter);
        }
    }
}
