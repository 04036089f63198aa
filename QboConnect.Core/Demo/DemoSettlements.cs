using System.Globalization;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Demo;

/// <summary>How the demo's customers pay: at once on the web, days later on the marketplace, by their terms in the house, ahead, or by gift card.</summary>
internal sealed class DemoSettlements(DemoBooks books, DemoChart chart, DemoRates rates, DemoRandom random, Func<long> nextId, DateOnly today)
{
    private readonly List<long> _giftCardsOutMinor = [];
    private readonly Dictionary<long, long> _creditLeftMinor = [];
    private int _payments;

    public void Prepay(Contact customer, DateOnly day)
    {
        var credit = new CustomerCredit
        {
            Id = nextId(),
            Number = string.Create(CultureInfo.InvariantCulture, $"CC-{books.CustomerCredits.Count + 1:0000}"),
            CustomerId = customer.Id,
            ChannelId = chart.Channel(SalesChannel.Core),
            Date = day,
            Currency = customer.Currency,
            Rate = rates.Of(customer.Currency, day),
            AmountMinor = random.Between(2, 16) * 50_00L,
            AccountId = chart.Account(AccountOf(customer.Currency, onAccount: true)),
        };
        books.CustomerCredits.Add(credit);
        _creditLeftMinor[credit.Id] = credit.AmountMinor;
    }

    public void Settle(CompleteSale sale, Contact customer, string channel)
    {
        var invoice = sale.Invoices[0];
        var open = invoice.TotalMinor;
        switch (channel)
        {
            case DemoChart.WebStore:
                open -= PayByGiftCard(sale, open);
                var paysByPayPal = customer.Currency == "USD" && random.Percent(30);
                Pay(sale, invoice.Date, open, paysByPayPal ? "1013" : AccountOf(customer.Currency, onAccount: false));
                break;
            case DemoChart.Marketplace:
                Pay(sale, invoice.Date.AddDays(random.Between(2, 4)), open, "1013");
                break;
            case SalesChannel.CoreApi:
                Pay(sale, invoice.Date.AddDays(1), open, "1012");
                break;
            default:
                open -= UseCredits(sale, customer, open);
                PayByTerm(sale, customer, open);
                break;
        }

        _giftCardsOutMinor.AddRange(invoice.Lines.Where(line => line.Kind == SaleLineKind.GiftCard).Select(line => line.NetMinor));
    }

    private static string AccountOf(string currency, bool onAccount) => (currency, onAccount) switch
    {
        ("EUR", true) => "1011",
        ("EUR", false) => "1014",
        ("GBP", _) => "1015",
        (_, true) => "1010",
        (_, false) => "1012",
    };

    private long PayByGiftCard(CompleteSale sale, long open)
    {
        if (sale.Sale.Currency != "USD" || _giftCardsOutMinor.Count == 0 || !random.Percent(2))
        {
            return 0;
        }

        var used = Math.Min(_giftCardsOutMinor[0], open);
        _giftCardsOutMinor[0] -= used;
        _giftCardsOutMinor.RemoveAll(left => left == 0);
        Pay(sale, sale.Invoices[0].Date, used, "2300");
        return used;
    }

    private long UseCredits(CompleteSale sale, Contact customer, long open)
    {
        var used = 0L;
        foreach (var credit in books.CustomerCredits.Where(credit => credit.CustomerId == customer.Id && _creditLeftMinor[credit.Id] > 0))
        {
            var part = Math.Min(_creditLeftMinor[credit.Id], open - used);
            if (part > 0)
            {
                _creditLeftMinor[credit.Id] -= part;
                used += part;
                sale.Payments.Add(New(sale, sale.Invoices[0].Date, part, chart.Account("2200"), credit.Rate, credit));
            }
        }

        return used;
    }

    // Three quarters pay once, around the due day; some in two parts, the second of which may be missing; some have not paid at all.
    private void PayByTerm(CompleteSale sale, Contact customer, long open)
    {
        var (invoice, account) = (sale.Invoices[0], AccountOf(customer.Currency, onAccount: true));
        var around = invoice.DueDate.AddDays(random.Between(-5, 5));
        var first = around < invoice.Date ? invoice.Date : around;
        switch (random.Below(100))
        {
            case < 75:
                Pay(sale, first, open, account);
                break;
            case < 90:
                var part = open * random.Between(40, 60) / 100;
                Pay(sale, invoice.Date.AddDays(10), part, account);
                Pay(sale, invoice.Date.AddDays(10 + random.Between(10, 40)), open - part, account);
                break;
        }
    }

    private void Pay(CompleteSale sale, DateOnly day, long amountMinor, string account)
    {
        if (day <= today && amountMinor > 0)
        {
            sale.Payments.Add(New(sale, day, amountMinor, chart.Account(account), rates.Of(sale.Sale.Currency, day)));
        }
    }

    private Payment New(CompleteSale sale, DateOnly day, long amountMinor, long account, decimal rate, CustomerCredit? credit = null) => new()
    {
        Id = nextId(),
        SaleId = sale.Sale.Id,
        InvoiceId = sale.Invoices[0].Id,
        Number = string.Create(CultureInfo.InvariantCulture, $"PAY-{++_payments:00000}"),
        Date = day,
        Method = credit is null ? PaymentMethod.Account : PaymentMethod.CustomerCredit,
        AmountMinor = amountMinor,
        Rate = rate,
        AccountId = account,
        CustomerCreditId = credit?.Id,
        Reference = credit?.Number,
    };
}
