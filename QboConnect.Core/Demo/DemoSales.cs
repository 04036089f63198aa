using System.Globalization;
using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>Sells: orders with their invoices, shipments, payments, returns and refunds, day by day.</summary>
internal sealed class DemoSales
{
    private static readonly string[] SalesReps = ["Ann Torres", "Ben Ito", "Carla Nunez"];
    private readonly DemoBooks _books;
    private readonly DemoChart _chart;
    private readonly DemoPeople _people;
    private readonly DemoRates _rates;
    private readonly DemoStock _stock;
    private readonly DemoRandom _random;
    private readonly Func<long> _nextId;
    private readonly DemoInvoices _invoices;
    private readonly DemoSettlements _settlements;
    private readonly DemoReturns _returns;
    private readonly SortedDictionary<DateOnly, List<CompleteSale>> _toShip = [];
    private int _shipments;

    public DemoSales(
        DemoBooks books, DemoChart chart, DemoPeople people, DemoRates rates, DemoStock stock, DemoRandom random, Func<long> nextId, DateOnly today)
    {
        (_books, _chart, _people, _rates, _stock, _random, _nextId) = (books, chart, people, rates, stock, random, nextId);
        _invoices = new DemoInvoices(books, chart, rates, stock, random, nextId);
        _settlements = new DemoSettlements(books, chart, rates, random, nextId, today);
        _returns = new DemoReturns(books, chart, rates, stock, random, nextId, today);
    }

    /// <summary>Customers of the house pay ahead now and then.</summary>
    public void ReceivePrepayments(DateOnly day)
    {
        if (_random.Percent(35))
        {
            _settlements.Prepay(_random.OneOf(_people.CoreCustomers), day);
        }
    }

    /// <summary>One order through one of the channels, with its invoice and, as far as its day has come, its payments.</summary>
    public void Order(DateOnly day)
    {
        var (channel, prefix, customers, location) = _random.Below(100) switch
        {
            < 55 => (DemoChart.WebStore, "WS", _people.WebCustomers, DemoChart.Warehouse),
            < 82 => (DemoChart.Marketplace, "MP", _people.MarketplaceCustomers, DemoChart.Warehouse),
            < 88 => (SalesChannel.CoreApi, "API", _people.PartnerCustomers, DemoChart.Warehouse),
            _ => (SalesChannel.Core, "SO", _people.CoreCustomers, DemoChart.Shop),
        };
        var customer = _random.OneOf(customers);
        var sale = new CompleteSale(new Sale
        {
            Id = _nextId(),
            Number = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{_books.Sales.Count + 10_001}"),
            ChannelId = _chart.Channel(channel),
            CustomerId = customer.Id,
            Currency = customer.Currency,
            OrderDate = day,
            LocationId = _chart.Location(location),
            SalesRep = channel == SalesChannel.Core ? _random.OneOf(SalesReps) : null,
        });
        sale.Invoices.Add(_invoices.Make(sale.Sale, customer, channel));
        _settlements.Settle(sale, customer, channel);
        _books.Sales.Add(sale);
        if (GoodsOf(sale.Invoices[0]).Any())
        {
            var leaves = day.AddDays(_random.Below(3));
            _toShip.TryAdd(leaves, []);
            _toShip[leaves].Add(sale);
        }
    }

    /// <summary>Sends off what is due, at the cost of the oldest layers.</summary>
    public void Ship(DateOnly day)
    {
        if (!_toShip.Remove(day, out var due))
        {
            return;
        }

        foreach (var sale in due)
        {
            var invoice = sale.Invoices[0];
            sale.CostMovements.Add(new CostMovement
            {
                Id = _nextId(),
                SaleId = sale.Sale.Id,
                Kind = CostMovementKind.Shipment,
                DocumentId = invoice.Id,
                Number = string.Create(CultureInfo.InvariantCulture, $"SHP-{++_shipments:00000}"),
                Date = day,
                Lines = [.. GoodsOf(invoice).Select((line, index) => new CostLine
                {
                    LineNo = index + 1,
                    ProductId = line.ProductId,
                    Quantity = line.Quantity,
                    CostMinor = _stock.Ship(line.ProductId!.Value, sale.Sale.LocationId!.Value, line.Quantity),
                })],
            });
            _returns.Decide(sale, day);
        }
    }

    /// <summary>Takes back what customers return on this day.</summary>
    public void TakeBack(DateOnly day) => _returns.Credit(day);

    private IEnumerable<SaleLine> GoodsOf(Invoice invoice) => invoice.Lines.Where(line => line.ProductId is { } id && IsStock(id));

    private bool IsStock(long productId) => _invoices.ProductOf(productId).Type == ProductType.Stock;
}
