using System.Globalization;
using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Purchases;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>Buys stock: each product has one supplier, and each order goes where the shelves are emptiest.</summary>
internal sealed class DemoPurchases
{
    /// <summary>Units of a product that a location likes to hold.</summary>
    private const int WarehouseTarget = 90, ShopTarget = 24;

    private readonly DemoBooks _books;
    private readonly DemoChart _chart;
    private readonly DemoRates _rates;
    private readonly DemoStock _stock;
    private readonly DemoRandom _random;
    private readonly Func<long> _nextId;
    private readonly DateOnly _today;
    private readonly (Contact Supplier, Product[] Products)[] _suppliers;
    private int _payments;

    public DemoPurchases(
        DemoBooks books, DemoChart chart, DemoPeople people, DemoRates rates, DemoStock stock, DemoRandom random, Func<long> nextId, DateOnly today)
    {
        (_books, _chart, _rates, _stock, _random, _nextId, _today) = (books, chart, rates, stock, random, nextId, today);
        var products = books.Products.Where(product => product.Type == ProductType.Stock).ToArray();
        _suppliers = [.. people.Suppliers.Select((supplier, index) => (supplier, products.Where((_, at) => at % people.Suppliers.Count == index).ToArray()))];
    }

    /// <summary>One purchase, received and invoiced on this day: of the supplier and to the location where most is missing.</summary>
    public void Buy(DateOnly day)
    {
        var (supplier, products, location, target) = _suppliers
            .SelectMany(row => new[]
            {
                (row.Supplier, row.Products, Location: DemoChart.Warehouse, Target: WarehouseTarget),
                (row.Supplier, row.Products, Location: DemoChart.Shop, Target: ShopTarget),
            })
            .MaxBy(row => row.Products.Sum(product => Missing(product, row.Location, row.Target)) / row.Products.Length / row.Target);
        var rate = _rates.Of(supplier.Currency, day);
        var lines = new List<PurchaseLine>();
        foreach (var product in products)
        {
            // Whole cartons of six; a little is bought even where the shelf is full.
            var quantity = Math.Max(6, Math.Ceiling(Missing(product, location, target) / 6m) * 6m);
            var price = Math.Round(product.Cost * _random.Between(94, 106) / 100m / rate, 2);
            lines.Add(Line(lines.Count + 1, product.Id, product.Name, quantity, price, _chart.Account("1200")));
        }

        if (_random.Percent(30))
        {
            lines.Add(Line(lines.Count + 1, null, "Freight", 1m, _random.Between(18, 140), _chart.Account("6100")));
        }

        var purchase = new Purchase
        {
            Id = _nextId(),
            Number = Number("PO", _books.Purchases.Count + 1),
            SupplierId = supplier.Id,
            Currency = supplier.Currency,
            Date = day,
            DueDate = day.AddDays(_chart.Term(supplier.PaymentTermId).DueDays),
            Rate = rate,
            Lines = lines,
            TotalMinor = lines.Sum(line => line.NetMinor),
        };
        Receive(purchase, products, _chart.Location(location));
        _books.Purchases.Add((purchase, Pay(purchase)));
    }

    private decimal Missing(Product product, string location, int target) => Math.Max(0, target - _stock.Free(product.Id, _chart.Location(location)));

    private void Receive(Purchase purchase, Product[] products, long location)
    {
        var inBase = BaseAmounts.Of(
            new Money(purchase.TotalMinor, Currency.Of(purchase.Currency)), purchase.Lines.Select(line => line.NetMinor), [], purchase.Rate, Currency.Usd);
        foreach (var (product, index) in products.Select((product, index) => (product, index)))
        {
            _stock.Receive(product, location, purchase.Date, purchase.Lines[index].Quantity, inBase.Lines[index], purchase.Number);
        }
    }

    // Most are paid on the due day or shortly before; the late ones in two parts, or not yet.
    private List<PurchasePayment> Pay(Purchase purchase)
    {
        var first = purchase.DueDate.AddDays(-_random.Between(0, 12));
        var inParts = _random.Percent(20);
        var part = inParts ? purchase.TotalMinor * _random.Between(30, 60) / 100 : purchase.TotalMinor;
        var payments = new List<PurchasePayment>();
        AddPayment(payments, purchase, first, part);
        if (inParts)
        {
            AddPayment(payments, purchase, first.AddDays(10), purchase.TotalMinor - part);
        }

        return payments;
    }

    private void AddPayment(List<PurchasePayment> payments, Purchase purchase, DateOnly day, long amountMinor)
    {
        if (day <= _today)
        {
            payments.Add(new PurchasePayment
            {
                Id = _nextId(),
                PurchaseId = purchase.Id,
                Number = Number("BP", ++_payments),
                Date = day,
                AmountMinor = amountMinor,
                Rate = _rates.Of(purchase.Currency, day),
                AccountId = _chart.Account(purchase.Currency == "EUR" ? "1011" : "1010"),
                Status = DocumentStatus.Authorised,
            });
        }
    }

    private static string Number(string prefix, int count) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{count:00000}");

    private static PurchaseLine Line(int lineNo, long? product, string description, decimal quantity, decimal price, long account) => new()
    {
        LineNo = lineNo,
        ProductId = product,
        Description = description,
        Quantity = quantity,
        UnitPrice = price,
        AccountId = account,
        NetMinor = (long)Math.Round(quantity * price * 100m, MidpointRounding.AwayFromZero),
    };
}
