namespace QboConnect.Core.Sales.Import;

/// <summary>A column of the sales CSV: the one list that the reader, the template, the page and <c>docs/sales-csv.md</c> follow.</summary>
/// <param name="Name">Its header; letter case does not matter.</param>
/// <param name="IsRequired">Whether the file must have it.</param>
/// <param name="BelongsToRow">Whether it may differ between the rows of one order (a line's columns); the others are the order's.</param>
/// <param name="Meaning">What to write there.</param>
/// <param name="Example">What the template shows.</param>
public sealed record SalesCsvColumn(string Name, bool IsRequired, bool BelongsToRow, string Meaning, string Example)
{
    /// <summary>All columns in the order of the template.</summary>
    public static IReadOnlyList<SalesCsvColumn> All { get; } =
    [
        new("OrderNumber", true, false, "The shop's order number; with the channel it is what an order is known by. 50 characters at most.", "10045"),
        new("Channel", true, false, "The sales channel, for example Web store.", "Web store"),
        new("OrderDate", true, false, "Day of the order and of its invoice: 2026-03-31.", "2026-03-31"),
        new("Customer", true, false, "The customer's name, 100 characters at most.", "Anchor Cafe"),
        new("Currency", true, false, "Three letters: USD.", "USD"),
        new("Rate", false, false, "Base currency for one unit of the order's currency, up to nine decimals. Empty: the rate on file for the day.", ""),
        new("Reference", false, false, "The customer's own reference.", "PO 7731"),
        new("SubTotal", false, false, "Sum of the order without tax and shipping. Instead of product lines.", "200.00"),
        new("SKU", false, true, "Product line: the product. Repeat the row for each line.", ""),
        new("Description", false, true, "Text of the line.", ""),
        new("Quantity", false, true, "Product line: units, up to five decimals.", ""),
        new("UnitPrice", false, true, "Product line: price of one unit without tax, up to four decimals.", ""),
        new("Discount", false, true, "Product line: percent off, 0 to 100.", ""),
        new("TaxRule", false, true, "Name of the tax rule; needed where there is tax.", "Sales tax 8%"),
        new("Tax", false, true, "Tax of the order, or of the line where there are lines. Empty: worked out from the tax rule.", "16.80"),
        new("Shipping", false, false, "Shipping or freight without tax.", "10.00"),
        new("ShippingTax", false, false, "Tax on shipping where the order has product lines.", ""),
        new("Total", true, false, "What the customer owes, tax and shipping included; it is checked.", "226.80"),
        new("PaymentDate", false, false, "Day it was paid. Empty: not paid yet.", "2026-03-31"),
        new("PaymentAccount", false, false, "Name or code of the account the money came into.", "Stripe USD"),
        new("PaymentAmount", false, false, "What was paid. Empty: all of it.", "226.80"),
        new("PaymentRate", false, false, "As Rate, on the day of the payment.", ""),
        new("PaymentReference", false, false, "Reference of the payment processor.", "ch_1042"),
        new("ShipmentDate", false, false, "Day the goods left; needs ShipmentCost.", "2026-04-01"),
        new("ShipmentCost", false, false, "What the goods cost, in base currency.", "90.00"),
    ];

    /// <summary>Position of a column in <see cref="All"/>.</summary>
    internal static int At(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (string.Equals(All[index].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }
}
