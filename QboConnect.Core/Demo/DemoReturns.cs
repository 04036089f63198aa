using System.Globalization;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>Goods that come back: credit notes on invoices that were paid, restocks at the cost they left with, refunds.</summary>
internal sealed class DemoReturns(
    DemoBooks books, DemoChart chart, DemoRates rates, DemoStock stock, DemoRandom random, Func<long> nextId, DateOnly today)
{
    private readonly Dictionary<long, Catalog.Product> _products = books.Products.ToDictionary(row => row.Id);
    private readonly SortedDictionary<DateOnly, List<CompleteSale>> _due = [];
    private int _creditNotes;
    private int _refunds;
    private int _restocks;

    /// <summary>Decides, on the day goods leave, whether one of them will come back.</summary>
    public void Decide(CompleteSale sale, DateOnly shipped)
    {
        if (random.Percent(5))
        {
            var day = shipped.AddDays(random.Between(3, 14));
            _due.TryAdd(day, []);
            _due[day].Add(sale);
        }
    }

    /// <summary>Credits the returns of a day; only sales that were paid in full by then, so that the money can be given back.</summary>
    public void Credit(DateOnly day)
    {
        if (!_due.Remove(day, out var sales))
        {
            return;
        }

        foreach (var sale in sales.Where(sale => PaidBy(sale, day) == sale.Invoices[0].TotalMinor))
        {
            var shipped = random.OneOf(sale.CostMovements[0].Lines);
            var bought = sale.Invoices[0].Lines.First(line => line.ProductId == shipped.ProductId);
            var quantity = random.Between(1, (int)bought.Quantity);
            var note = NoteOn(sale, bought, quantity, day);
            sale.CreditNotes.Add(note);
            if (random.Percent(75))
            {
                Restock(sale, note, shipped, quantity, day);
            }

            Refund(sale, note, day);
        }
    }

    private static long PaidBy(CompleteSale sale, DateOnly day) => sale.Payments.Where(payment => payment.Date <= day).Sum(payment => payment.AmountMinor);

    private static long Share(long minor, decimal part, decimal whole) => (long)Math.Round(minor * part / whole, MidpointRounding.AwayFromZero);

    private CreditNote NoteOn(CompleteSale sale, SaleLine bought, int quantity, DateOnly day)
    {
        var line = new SaleLine
        {
            LineNo = 1,
            Kind = bought.Kind,
            ProductId = bought.ProductId,
            Description = bought.Description,
            Quantity = quantity,
            UnitPrice = bought.UnitPrice,
            DiscountPercent = bought.DiscountPercent,
            NetMinor = Share(bought.NetMinor, quantity, bought.Quantity),
            TaxMinor = Share(bought.TaxMinor, quantity, bought.Quantity),
            TaxRuleId = bought.TaxRuleId,
            AccountId = bought.AccountId,
        };
        return new CreditNote
        {
            Id = nextId(),
            SaleId = sale.Sale.Id,
            InvoiceId = sale.Invoices[0].Id,
            Number = string.Create(CultureInfo.InvariantCulture, $"CN-{++_creditNotes:0000}"),
            Date = day,
            Rate = rates.Of(sale.Sale.Currency, day),
            Lines = [line],
            TotalMinor = line.NetMinor + line.TaxMinor,
        };
    }

    private void Restock(CompleteSale sale, CreditNote note, CostLine shipped, int quantity, DateOnly day)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"RST-{++_restocks:0000}");
        var cost = Share(shipped.CostMinor, quantity, shipped.Quantity);
        stock.Receive(_products[shipped.ProductId!.Value], sale.Sale.LocationId!.Value, day, quantity, cost, number);
        sale.CostMovements.Add(new CostMovement
        {
            Id = nextId(),
            SaleId = sale.Sale.Id,
            Kind = CostMovementKind.Restock,
            DocumentId = note.Id,
            Number = number,
            Date = day,
            Lines = [new CostLine { LineNo = 1, ProductId = shipped.ProductId, Quantity = quantity, CostMinor = cost }],
        });
    }

    // Most get all their money back, some half of it at first, some keep it as a credit.
    private void Refund(CompleteSale sale, CreditNote note, DateOnly day)
    {
        var amount = random.Below(100) switch { < 65 => note.TotalMinor, < 80 => note.TotalMinor / 2, _ => 0 };
        var given = day.AddDays(random.Below(4));
        if (amount > 0 && given <= today)
        {
            sale.Refunds.Add(new Refund
            {
                Id = nextId(),
                SaleId = sale.Sale.Id,
                CreditNoteId = note.Id,
                Number = string.Create(CultureInfo.InvariantCulture, $"RF-{++_refunds:0000}"),
                Date = given,
                AmountMinor = amount,
                Rate = rates.Of(sale.Sale.Currency, given),
                AccountId = RefundAccount(sale),
            });
        }
    }

    // Money goes back where the last of it came from; what was settled by gift card or credit goes back in cash.
    private long RefundAccount(CompleteSale sale)
    {
        var last = sale.Payments[^1];
        var isMoney = last.Method == PaymentMethod.Account && last.AccountId != chart.Account("2300");
        return isMoney ? last.AccountId : chart.Account(sale.Sale.Currency switch { "EUR" => "1011", "GBP" => "1015", _ => "1010" });
    }
}
