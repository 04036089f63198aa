using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>Lines of one document in the making.</summary>
/// <param name="tax">The customer's tax rule.</param>
/// <param name="priceFactor">What list prices are multiplied with in the document's currency.</param>
internal sealed class DemoLines(TaxRule tax, decimal priceFactor)
{
    public List<SaleLine> All { get; } = [];

    public decimal Priced(decimal listPrice) => Cents(listPrice * priceFactor) / 100m;

    public void Add(
        SaleLineKind kind, string description, long account, decimal quantity, decimal price, decimal discount = 0m, long? productId = null, bool isTaxed = true)
    {
        var net = Cents(quantity * price * (100m - discount) / 100m);
        All.Add(new SaleLine
        {
            LineNo = All.Count + 1,
            Kind = kind,
            ProductId = productId,
            Description = description,
            Quantity = quantity,
            UnitPrice = price,
            DiscountPercent = discount,
            NetMinor = net,
            TaxMinor = isTaxed ? Cents(net / 100m * tax.Percent / 100m) : 0,
            TaxRuleId = isTaxed ? tax.Id : null,
            AccountId = account,
        });
    }

    public void AddDiscountOnAll(string description, long account, int percent) =>
        Add(SaleLineKind.Charge, description, account, 1m, -Cents(All.Sum(line => line.NetMinor) / 100m * percent / 100m) / 100m);

    private static long Cents(decimal amount) => (long)Math.Round(amount * 100m, MidpointRounding.AwayFromZero);
}
