using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Sales.Import;

/// <summary>Makes the lines of an order's invoice, so that they and their tax come to the total the file states, to the cent (decision 0008).</summary>
internal sealed class OrderLines(SalesCsvBooks books, SalesCsvChoices choices, SalesCsvOrder order, Currency currency, Func<long> nextId)
{
    private readonly List<SaleLine> _lines = [];
    private decimal _stated;
    private int _amounts;

    /// <summary>The lines; null where something is wrong, which stands in the order then.</summary>
    /// <param name="total">The total of the file; null where it could not be read.</param>
    public List<SaleLine>? Read(decimal? total)
    {
        var hasProducts = order.Rows.Any(row => row["SKU"].Length > 0 || row["UnitPrice"].Length > 0);
        if (hasProducts)
        {
            foreach (var row in order.Rows)
            {
                AddProduct(row);
            }
        }
        else
        {
            AddSubTotal();
        }

        AddShipping(hasProducts);
        return total is { } stated && order.Errors.Count == 0 ? Fitted(stated) : null;
    }

    private void AddSubTotal()
    {
        var fields = new SalesCsvFields(order, order.First);
        foreach (var row in order.Rows.Skip(1))
        {
            order.Report(row, "SKU", "A second row of an order holds a product line: SKU, Quantity and UnitPrice.");
        }

        if (fields.Number("SubTotal", isRequired: true) is not { } subTotal)
        {
            return;
        }

        var (rule, tax) = Tax(fields, subTotal + (fields.Number("Shipping") ?? 0m));
        var description = fields.Text("Description", 1000) ?? $"Order {order.First["OrderNumber"]}";
        Add(SaleLineKind.Product, description, subTotal, tax, rule, Role(fields, AccountRole.Sales));
    }

    private void AddProduct(SalesCsvRow row)
    {
        var fields = new SalesCsvFields(order, row);
        if (fields.Has("SubTotal"))
        {
            fields.RefuseValue<decimal>("SubTotal", "An order has either a sub-total or product lines, not both.");
        }

        var quantity = fields.Number("Quantity", decimals: 5, mayBeNegative: true, isRequired: true);
        var price = fields.Number("UnitPrice", mayBeNegative: true, isRequired: true);
        var discount = fields.Number("Discount", decimals: 5) ?? 0m;
        if (discount > 100m)
        {
            fields.RefuseValue<decimal>("Discount", "A discount is at most 100 percent.");
        }

        var sku = fields.Text("SKU", 100, isRequired: true);
        var product = sku is null ? null : Product(fields, sku, price ?? 0m);
        if (quantity is not { } units || price is not { } each || product is null)
        {
            return;
        }

        var net = units * each * (100m - discount) / 100m;
        var (rule, tax) = Tax(fields, net);
        var account = product.RevenueAccountId ?? Role(fields, AccountRole.Sales);
        Add(SaleLineKind.Product, fields.Text("Description", 1000) ?? product.Name, net, tax, rule, account, product.Id, units, each, discount);
    }

    private void AddShipping(bool hasProducts)
    {
        var fields = new SalesCsvFields(order, order.First);
        var shipping = fields.Number("Shipping") ?? 0m;
        var tax = fields.Number("ShippingTax") ?? 0m;
        if (tax != 0m && !hasProducts)
        {
            fields.RefuseValue<decimal>("ShippingTax", "With a sub-total all tax stands in Tax. Leave this empty.");
        }

        if (shipping != 0m || tax != 0m)
        {
            var rule = tax == 0m ? null : Rule(fields, "ShippingTax");
            Add(SaleLineKind.Shipping, "Shipping", shipping, tax, rule, Role(fields, AccountRole.ShippingIncome));
        }
    }

    private (TaxRule? Rule, decimal Tax) Tax(SalesCsvFields fields, decimal net)
    {
        var stated = fields.Number("Tax", mayBeNegative: net < 0m);
        if (!fields.Has("TaxRule") && stated is null or 0m)
        {
            return (null, 0m);
        }

        var rule = Rule(fields, "TaxRule");
        return (rule, stated ?? (net * (rule?.Percent ?? 0m) / 100m));
    }

    private TaxRule? Rule(SalesCsvFields fields, string column) =>
        fields.Text("TaxRule", 100) is not { } name ? fields.Refuse<TaxRule>(column, "There is tax but no tax rule. Name the rule in TaxRule.")
        : books.TaxRule(name) is { IsActive: true, ForSales: true } rule ? rule
        : fields.Refuse<TaxRule>("TaxRule", $"There is no tax rule '{name}' for sales. The rules stand under Settings → Reference books → Tax rules.");

    private Product? Product(SalesCsvFields fields, string sku, decimal price) =>
        books.Product(sku)
        ?? (choices.CreateProducts
            ? books.Add(new Product
            {
                Id = nextId(),
                Sku = sku,
                Name = fields.Text("Description", 100) ?? sku,
                Type = ProductType.Stock,
                Price = currency == books.Base ? price : 0m,
            })
            : fields.Refuse<Product>("SKU", $"There is no product with SKU '{sku}'. Correct it, or choose that unknown products are created."));

    private long Role(SalesCsvFields fields, AccountRole role)
    {
        if (!books.Roles.TryGetValue(role, out var account))
        {
            fields.RefuseValue<long>("", $"No account is mapped to {(role == AccountRole.Sales ? "Sales" : "Shipping income")}. Choose one in Settings → Reference books → Account mapping.");
        }

        return account;
    }

    private void Add(
        SaleLineKind kind, string description, decimal net, decimal tax, TaxRule? rule, long account, long? product = null, decimal quantity = 1m,
        decimal? price = null, decimal discount = 0m)
    {
        _stated += net + tax;
        _amounts += (net == 0m ? 0 : 1) + (tax == 0m ? 0 : 1);
        _lines.Add(new SaleLine
        {
            LineNo = _lines.Count + 1,
            Kind = kind,
            ProductId = product,
            Description = description,
            Quantity = quantity,
            UnitPrice = price ?? Money.Of(net, currency).Amount,
            DiscountPercent = discount,
            NetMinor = Money.Of(net, currency).Minor,
            TaxMinor = Money.Of(tax, currency).Minor,
            TaxRuleId = rule?.Id,
            AccountId = account,
        });
    }

    // The amounts are rounded one by one, the total by itself; what is left goes to the largest line without tax, the first on ties.
    private List<SaleLine>? Fitted(decimal stated)
    {
        var total = Money.Of(stated, currency);
        var unit = new Money(1, currency).Amount;
        // Half a minor unit may be lost in each amount that the shop rounded, and one in all.
        var allowed = Math.Max(unit, _amounts * unit / 2m);
        if (Math.Abs(_stated - stated) > allowed)
        {
            order.Report(order.First, "Total", $"It is {total.ToFixed()}, but lines, tax and shipping come to {Money.Of(_stated, currency).ToFixed()}.");
            return null;
        }

        var residue = total.Minor - _lines.Sum(line => line.NetMinor + line.TaxMinor);
        if (residue != 0)
        {
            var largest = _lines.MaxBy(line => Math.Abs(line.NetMinor))!;
            _lines[_lines.IndexOf(largest)] = WithMore(largest, residue);
        }

        return _lines;
    }

    private SaleLine WithMore(SaleLine line, long minor) => new()
    {
        LineNo = line.LineNo,
        Kind = line.Kind,
        ProductId = line.ProductId,
        Description = line.Description,
        Quantity = line.Quantity,
        UnitPrice = line.ProductId is null ? new Money(line.NetMinor + minor, currency).Amount : line.UnitPrice,
        DiscountPercent = line.DiscountPercent,
        NetMinor = line.NetMinor + minor,
        TaxMinor = line.TaxMinor,
        TaxRuleId = line.TaxRuleId,
        AccountId = line.AccountId,
    };
}
