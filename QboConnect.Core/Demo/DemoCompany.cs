using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Demo;

/// <summary>
/// Harbour Goods Ltd: a shop by the harbour that sells in its own shop, on the web, on a marketplace and to partners, over the ninety days up to a
/// given one. Pure: the same day and the same ids give the same company.
/// </summary>
public static class DemoCompany
{
    /// <summary>Days that have sales, the last of them included.</summary>
    public const int Days = 90;

    /// <summary>Orders over all days.</summary>
    public const int SaleCount = 3_000;

    /// <summary>Purchases over all days and the days of stocking up before.</summary>
    public const int PurchaseCount = 200;

    // Before the first order the shelves are filled: once for each of thirty suppliers and two locations.
    private const int StockingDays = 10, StockingPurchases = 60;

    /// <summary>Makes the company.</summary>
    /// <param name="today">Its last day, in America/New_York.</param>
    /// <param name="nextId">Makes ids, each greater than the one before.</param>
    /// <param name="knownChannels">Ids of the sales channels that exist already, by name.</param>
    public static DemoBooks Generate(DateOnly today, Func<long> nextId, IReadOnlyDictionary<string, long> knownChannels)
    {
        ArgumentNullException.ThrowIfNull(nextId);
        ArgumentNullException.ThrowIfNull(knownChannels);
        var random = new DemoRandom(seed: 20_260_101);
        var chart = new DemoChart(nextId, knownChannels);
        var people = new DemoPeople(chart, random, nextId);
        var (stockingFrom, openFrom) = (today.AddDays(1 - Days - StockingDays), today.AddDays(1 - Days));
        var rates = new DemoRates(stockingFrom, today, random);
        var books = new DemoBooks
        {
            Organisation = new Organisation { Name = "Harbour Goods Ltd", BaseCurrency = "USD", TimeZone = "America/New_York" },
            Accounts = chart.Accounts,
            Roles = chart.Roles,
            TaxRules = [chart.TaxEight, chart.TaxTen, chart.Exempt],
            PaymentTerms = chart.Terms,
            NewChannels = chart.NewChannels,
            Locations = chart.Locations,
            Rates = rates.All,
            Products = DemoCatalog.Make(nextId, chart.Account("4010")),
            Contacts = people.All,
        };
        var stock = new DemoStock(nextId, books.Layers);
        var purchases = new DemoPurchases(books, chart, people, rates, stock, random, nextId, today);
        var sales = new DemoSales(books, chart, people, rates, stock, random, nextId, today);

        for (var index = 0; index < StockingPurchases; index++)
        {
            purchases.Buy(stockingFrom.AddDays(index * StockingDays / StockingPurchases));
        }

        var days = Enumerable.Range(0, Days).Select(offset => openFrom.AddDays(offset)).ToArray();
        // A little more from week to week, and more on Saturdays.
        var orders = Allocation.InProportion(SaleCount, [.. days.Select((day, index) => 200L + index + (day.DayOfWeek == DayOfWeek.Saturday ? 90 : 0))]);
        var deliveries = Allocation.InProportion(PurchaseCount - StockingPurchases, [.. days.Select(day => day.DayOfWeek == DayOfWeek.Sunday ? 0L : 1L)]);
        foreach (var (day, index) in days.Select((day, index) => (day, index)))
        {
            for (var count = 0; count < deliveries[index]; count++)
            {
                purchases.Buy(day);
            }

            sales.TakeBack(day);
            sales.ReceivePrepayments(day);
            for (var count = 0; count < orders[index]; count++)
            {
                sales.Order(day);
            }

            sales.Ship(day);
        }

        books.Layers.RemoveAll(layer => layer.Remaining == 0);
        return books;
    }
}
