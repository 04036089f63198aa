using System.Globalization;
using QboConnect.Core.Catalog;

namespace QboConnect.Core.Demo;

/// <summary>The 200 products of a harbour shop. The first fifteen are those of the simulator's demo company, by SKU and name.</summary>
internal static class DemoCatalog
{
    private static readonly (string Sku, string Name, string Category, decimal Cost, decimal Price)[] Known =
    [
        ("MUG-BLU", "Mug, blue", "Table", 3.20m, 9.00m), ("MUG-WHT", "Mug, white", "Table", 3.00m, 8.50m), ("BWL-LRG", "Bowl, large", "Table", 7.50m, 19.90m),
        ("PLT-DIN", "Dinner plate", "Table", 5.25m, 14.00m), ("TWL-BTH", "Bath towel", "Home", 6.40m, 17.50m), ("TWL-HND", "Hand towel", "Home", 2.80m, 7.90m),
        ("BLK-WOL", "Wool blanket", "Home", 28.00m, 69.00m), ("BRD-OAK", "Oak board", "Table", 11.75m, 29.50m), ("STL-OAK", "Oak stool", "Home", 34.00m, 89.00m),
        ("LMP-TBL", "Table lamp", "Home", 22.50m, 59.00m), ("CND-SEA", "Candle, sea salt", "Home", 4.10m, 12.00m), ("TOT-CVS", "Canvas tote", "Bags", 3.85m, 15.00m),
    ];

    private static readonly (string Sku, string Name, decimal Cost, decimal Price)[] Services =
    [
        ("SRV-DEL", "Delivery", 7.00m, 12.00m), ("SRV-GFT", "Gift wrapping", 1.10m, 4.50m), ("SRV-FIT", "Fitting", 30.00m, 65.00m),
    ];

    // Cost of the first variant, and what each further variant costs more, in percent of it.
    private static readonly (string Sku, string Name, string Category, decimal Cost, int Step, string[] Variants)[] Families =
    [
        ("ROP", "Mooring rope", "Chandlery", 9.40m, 22, ["10 mm, 10 m", "12 mm, 10 m", "14 mm, 10 m", "16 mm, 10 m", "20 mm, 10 m", "10 mm, 25 m", "12 mm, 25 m", "14 mm, 25 m", "16 mm, 25 m", "20 mm, 25 m"]),
        ("FEN", "Fender", "Chandlery", 11.20m, 18, ["small, white", "small, navy", "medium, white", "medium, navy", "large, white", "large, navy", "round, white", "round, navy"]),
        ("SHN", "Deck shoe, navy", "Clothing", 24.60m, 0, ["size 38", "size 39", "size 40", "size 41", "size 42", "size 43", "size 44", "size 45"]),
        ("SHT", "Deck shoe, tan", "Clothing", 25.90m, 0, ["size 38", "size 39", "size 40", "size 41", "size 42", "size 43", "size 44", "size 45"]),
        ("RNJ", "Rain jacket", "Clothing", 31.00m, 0, ["yellow, S", "yellow, M", "yellow, L", "yellow, XL", "navy, S", "navy, M", "navy, L", "navy, XL"]),
        ("JRS", "Striped jersey", "Clothing", 13.75m, 0, ["red, S", "red, M", "red, L", "red, XL", "blue, S", "blue, M", "blue, L", "blue, XL"]),
        ("ENM", "Enamel mug", "Table", 2.95m, 3, ["white", "navy", "red", "green", "yellow"]),
        ("LNT", "Storm lantern", "Home", 12.30m, 14, ["brass, small", "brass, large", "black, small", "black, large", "copper, small", "copper, large"]),
        ("ANC", "Anchor", "Chandlery", 17.80m, 45, ["2 kg", "4 kg", "6 kg", "10 kg", "15 kg"]),
        ("SHK", "Shackle", "Chandlery", 1.35m, 20, ["galvanised, 6 mm", "galvanised, 8 mm", "galvanised, 10 mm", "galvanised, 12 mm", "galvanised, 16 mm", "stainless, 6 mm", "stainless, 8 mm", "stainless, 10 mm", "stainless, 12 mm", "stainless, 16 mm"]),
        ("CLT", "Cleat", "Chandlery", 4.45m, 24, ["aluminium, 100 mm", "aluminium, 150 mm", "aluminium, 200 mm", "aluminium, 250 mm", "bronze, 100 mm", "bronze, 150 mm", "bronze, 200 mm", "bronze, 250 mm"]),
        ("PRT", "Harbour print", "Gifts", 3.60m, 6, ["lighthouse, A4", "lighthouse, A3", "regatta, A4", "regatta, A3", "fishing boats, A4", "fishing boats, A3", "ferry, A4", "ferry, A3", "pier, A4", "pier, A3", "gulls, A4", "gulls, A3"]),
        ("SCN", "Sea candle", "Home", 4.25m, 2, ["kelp", "driftwood", "rain", "juniper", "amber", "storm"]),
        ("NBG", "Net bag", "Bags", 2.10m, 8, ["natural", "navy", "red", "olive"]),
        ("CHT", "Nautical chart", "Gifts", 8.90m, 0, ["Long Island Sound", "Nantucket", "Chesapeake Bay", "Penobscot Bay", "Puget Sound", "Narragansett Bay", "Cape Cod", "Hudson River", "Delaware Bay", "Block Island"]),
        ("BOK", "Book", "Gifts", 9.20m, 7, ["Forty knots", "Tides and weather", "Lighthouses of the coast", "The galley cookbook", "Boats to build", "Stars to steer by"]),
        ("CMP", "Compass", "Chandlery", 14.50m, 35, ["pocket", "hand-bearing", "deck mount", "bulkhead"]),
        ("TDC", "Tide clock", "Home", 19.40m, 5, ["oak", "ash", "white", "navy"]),
        ("MDL", "Ship model", "Gifts", 26.00m, 25, ["dory", "cutter", "tug", "schooner", "clipper"]),
        ("HAT", "Wool hat", "Clothing", 6.10m, 0, ["charcoal", "navy", "red", "mustard", "ecru", "moss"]),
        ("SOX", "Wool socks", "Clothing", 4.90m, 0, ["charcoal", "navy", "red", "mustard", "ecru", "moss"]),
        ("TTW", "Tea towel", "Table", 2.65m, 0, ["anchors", "crabs", "herring", "sails", "lobsters", "waves"]),
        ("SOP", "Soap", "Home", 1.85m, 3, ["sea salt", "lavender", "oat", "pine tar", "seaweed", "lemon"]),
        ("GLF", "Glass float", "Gifts", 5.70m, 15, ["green, 8 cm", "blue, 8 cm", "green, 12 cm", "blue, 12 cm", "green, 20 cm", "blue, 20 cm"]),
        ("FRM", "Driftwood frame", "Home", 6.80m, 30, ["10 x 15", "13 x 18", "20 x 30", "30 x 40"]),
        ("OIL", "Oilskin bag", "Bags", 18.20m, 28, ["pouch", "satchel", "rucksack", "weekender"]),
        ("BNO", "Binoculars", "Chandlery", 41.00m, 40, ["8 x 25", "7 x 50", "10 x 42"]),
        ("LFJ", "Life jacket", "Chandlery", 27.50m, 6, ["child", "S", "M", "L", "XL"]),
        ("FLG", "Flag", "Gifts", 5.15m, 12, ["pennant", "burgee", "ensign", "signal set"]),
    ];

    /// <summary>All products; the price is about two and a half times the cost.</summary>
    /// <param name="nextId">Makes ids.</param>
    /// <param name="servicesAccount">The revenue account of services.</param>
    public static IReadOnlyList<Product> Make(Func<long> nextId, long servicesAccount) =>
    [
        .. Known.Select(row => Stocked(nextId, row.Sku, row.Name, row.Category, row.Cost, row.Price)),
        .. Services.Select(row => new Product
        {
            Id = nextId(), Sku = row.Sku, Name = row.Name, Type = ProductType.Service, Category = "Services", Cost = row.Cost, Price = row.Price,
            RevenueAccountId = servicesAccount,
        }),
        .. Families.SelectMany(family => family.Variants.Select((variant, index) =>
        {
            var cost = Math.Round(family.Cost * (100 + (family.Step * index)) / 100m, 2);
            var sku = string.Create(CultureInfo.InvariantCulture, $"{family.Sku}-{index + 1:00}");
            return Stocked(nextId, sku, $"{family.Name}, {variant}", family.Category, cost, Math.Ceiling(cost * 2.5m) - 0.10m);
        })),
    ];

    private static Product Stocked(Func<long> nextId, string sku, string name, string category, decimal cost, decimal price) => new()
    {
        Id = nextId(),
        Sku = sku,
        Name = name,
        Type = ProductType.Stock,
        Category = category,
        Brand = "Harbour Goods",
        Cost = cost,
        Price = price,
    };
}
