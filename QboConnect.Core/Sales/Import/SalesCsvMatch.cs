namespace QboConnect.Core.Sales.Import;

/// <summary>Compares an order of the file with the sale of the same channel and number that is there already.</summary>
internal static class SalesCsvMatch
{
    /// <summary>
    /// The column in which the file says something else; null where the sale says all that the file says. What was added to the sale later (another
    /// payment, a credit note) is no difference.
    /// </summary>
    /// <param name="file">The order as the file has it.</param>
    /// <param name="stored">The sale as it stands.</param>
    /// <param name="hasRate">Whether the file states the rate; without one, a rate on file may have been corrected since.</param>
    public static string? Difference(CompleteSale file, CompleteSale stored, bool hasRate)
    {
        var (wanted, there) = (file.Invoices[0], stored.Invoices.FirstOrDefault(invoice => invoice.Number == file.Sale.Number));
        return file.Sale.CustomerId != stored.Sale.CustomerId ? "Customer"
            : file.Sale.Currency != stored.Sale.Currency ? "Currency"
            : file.Sale.OrderDate != stored.Sale.OrderDate ? "OrderDate"
            : file.Sale.Reference != stored.Sale.Reference ? "Reference"
            : there is null || wanted.TotalMinor != there.TotalMinor ? "Total"
            : hasRate && wanted.Rate != there.Rate ? "Rate"
            : !wanted.Lines.Select(Content).SequenceEqual(there.Lines.OrderBy(line => line.LineNo).Select(Content)) ? "SubTotal"
            : file.Payments.Exists(payment => !stored.Payments.Exists(other => Content(other) == Content(payment))) ? "PaymentAmount"
            : file.CostMovements.Exists(movement => !stored.CostMovements.Exists(other => Content(other) == Content(movement))) ? "ShipmentCost"
            : null;
    }

    private static (SaleLineKind, long?, decimal, decimal, decimal, long, long, long?) Content(SaleLine line) =>
        (line.Kind, line.ProductId, line.Quantity, line.UnitPrice, line.DiscountPercent, line.NetMinor, line.TaxMinor, line.TaxRuleId);

    private static (DateOnly, long, long, string?) Content(Payment payment) => (payment.Date, payment.AmountMinor, payment.AccountId, payment.Reference);

    private static (CostMovementKind, DateOnly, long) Content(CostMovement movement) =>
        (movement.Kind, movement.Date, movement.Lines.Sum(line => line.CostMinor));
}
