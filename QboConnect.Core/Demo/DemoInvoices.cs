using System.Globalization;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>Writes the invoices of the demo's orders: products from stock, discounts, services, gift cards, shipping, tax.</summary>
internal sealed class DemoInvoices(DemoBooks books, DemoChart chart, DemoRates rates, DemoStock stock, DemoRandom random, Func<long> nextId)
{
    private readonly Dictionary<long, Product> _products = books.Products.ToDictionary(row => row.Id);
    private readonly Product[] _goods = [.. books.Products.Where(row => row.Type == ProductType.Stock)];
    private readonly Product[] _services = [.. books.Products.Where(row => row.Type == ProductType.Service)];
    private int _count;

    public Product ProductOf(long id) => _products[id];

    public Invoice Make(Sale sale, Contact customer, string channel)
    {
        var tax = new[] { chart.TaxEight, chart.TaxTen, chart.Exempt }.Single(rule => rule.Id == customer.TaxRuleId);
        var lines = new DemoLines(tax, PriceFactor(sale.Currency));
        var isBusiness = channel is SalesChannel.Core or SalesChannel.CoreApi;
        for (var left = random.Between(1, 4); left > 0; left--)
        {
            AddGoods(lines, sale, isBusiness ? random.Between(2, 8) : random.Between(1, 2));
        }

        if (random.Percent(6))
        {
            var service = random.OneOf(_services);
            lines.Add(SaleLineKind.Product, service.Name, chart.Account("4010"), 1m, lines.Priced(service.Price), productId: service.Id);
        }

        if (random.Percent(6))
        {
            lines.AddDiscountOnAll("Loyalty discount, 5 %", chart.Account("4000"), percent: 5);
        }

        if (sale.Currency == "USD" && channel == DemoChart.WebStore && random.Percent(2))
        {
            lines.Add(SaleLineKind.GiftCard, "Gift card", chart.Account("2300"), 1m, random.OneOf<decimal>([25m, 50m, 100m]), isTaxed: false);
        }

        if (channel is DemoChart.WebStore or DemoChart.Marketplace && !random.Percent(15))
        {
            lines.Add(SaleLineKind.Shipping, "Shipping", chart.Account("4100"), 1m, lines.Priced(random.OneOf<decimal>([4.90m, 6.90m, 9.90m])));
        }

        return new Invoice
        {
            Id = nextId(),
            SaleId = sale.Id,
            Number = string.Create(CultureInfo.InvariantCulture, $"INV-{++_count:00000}"),
            Date = sale.OrderDate,
            DueDate = sale.OrderDate.AddDays(chart.Term(customer.PaymentTermId).DueDays),
            Rate = rates.Of(sale.Currency, sale.OrderDate),
            Lines = lines.All,
            TotalMinor = lines.All.Sum(line => line.NetMinor + line.TaxMinor),
        };
    }

    // The price list of each currency; it does not follow the daily rate.
    private static decimal PriceFactor(string currency) => currency switch { "EUR" => 0.93m, "GBP" => 0.79m, _ => 1m };

    private void AddGoods(DemoLines lines, Sale sale, int wanted)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var product = random.OneOf(_goods);
            var free = stock.Free(product.Id, sale.LocationId!.Value);
            if (free < wanted || lines.All.Any(line => line.ProductId == product.Id))
            {
                continue;
            }

            stock.Promise(product.Id, sale.LocationId.Value, wanted);
            var discount = random.Below(100) switch { < 8 => 10m, < 12 => 15m, < 14 => 2.5m, _ => 0m };
            lines.Add(SaleLineKind.Product, product.Name, chart.Account("4000"), wanted, lines.Priced(product.Price), discount, product.Id);
            return;
        }

        throw new InvalidOperationException($"The shelves are empty on {sale.OrderDate:O}: the demo's purchases do not keep up with its sales.");
    }
}
