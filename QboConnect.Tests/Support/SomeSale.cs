using QboConnect.Core.Sales;

namespace QboConnect.Tests.Support;

/// <summary>Builds a sale document by document; amounts are minor units. Ids follow the sale's, so that sales 100 apart never clash.</summary>
public sealed class SomeSale
{
    private long _lastId;

    public SomeSale(long id, string currency = "USD", long channel = 1, long? location = null, string? salesRep = null)
    {
        _lastId = id;
        Documents = new CompleteSale(new Sale
        {
            Id = id,
            Number = $"SO-{id}",
            ChannelId = channel,
            CustomerId = 5,
            Currency = currency,
            OrderDate = new DateOnly(2024, 3, 18),
            LocationId = location,
            SalesRep = salesRep,
        });
    }

    public CompleteSale Documents { get; }

    public SomeSale Invoiced(DateOnly date, long net, long tax = 0, decimal rate = 1m, long account = Books.Sales)
    {
        Documents.Invoices.Add(new Invoice
        {
            Id = ++_lastId,
            SaleId = Documents.Sale.Id,
            Number = $"INV-{_lastId}",
            Date = date,
            DueDate = date,
            Rate = rate,
            Status = DocumentStatus.Authorised,
            TotalMinor = net + tax,
            Lines = [Line(net, tax, account)],
        });
        return this;
    }

    public SomeSale Paid(DateOnly date, long amount, decimal rate = 1m, long account = Books.StripeUsd)
    {
        Documents.Payments.Add(new Payment
        {
            Id = ++_lastId,
            SaleId = Documents.Sale.Id,
            InvoiceId = Documents.Invoices[^1].Id,
            Number = $"PAY-{_lastId}",
            Date = date,
            AmountMinor = amount,
            Rate = rate,
            AccountId = account,
        });
        return this;
    }

    public SomeSale Credited(DateOnly date, long net, long tax = 0, decimal rate = 1m)
    {
        Documents.CreditNotes.Add(new CreditNote
        {
            Id = ++_lastId,
            SaleId = Documents.Sale.Id,
            Number = $"CN-{_lastId}",
            Date = date,
            Rate = rate,
            Status = DocumentStatus.Authorised,
            TotalMinor = net + tax,
            Lines = [Line(net, tax, Books.Sales)],
        });
        return this;
    }

    public SomeSale Refunded(DateOnly date, long amount, decimal rate = 1m, long account = Books.StripeUsd)
    {
        Documents.Refunds.Add(new Refund
        {
            Id = ++_lastId,
            SaleId = Documents.Sale.Id,
            CreditNoteId = Documents.CreditNotes[^1].Id,
            Number = $"REF-{_lastId}",
            Date = date,
            AmountMinor = amount,
            Rate = rate,
            AccountId = account,
        });
        return this;
    }

    public SomeSale Moved(DateOnly date, long cost, CostMovementKind kind = CostMovementKind.Shipment, long? stock = null)
    {
        Documents.CostMovements.Add(new CostMovement
        {
            Id = ++_lastId,
            SaleId = Documents.Sale.Id,
            Kind = kind,
            Number = $"COST-{_lastId}",
            Date = date,
            Lines = [new CostLine { LineNo = 1, Quantity = 1m, CostMinor = cost, StockMinor = stock }],
        });
        return this;
    }

    private static SaleLine Line(long net, long tax, long account) => new()
    {
        LineNo = 1,
        Kind = SaleLineKind.Product,
        NetMinor = net,
        TaxMinor = tax,
        TaxRuleId = tax == 0 ? null : Books.TaxRule,
        AccountId = account,
    };
}
