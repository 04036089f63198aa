using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Sales.Import;

/// <summary>
/// Makes the sale an order of the file stands for: an invoice dated the day of the order and, where the file has them, a payment and a shipment.
/// </summary>
/// <param name="books">What the company has.</param>
/// <param name="choices">What may be created.</param>
/// <param name="nextId">Makes ids.</param>
internal sealed class OrderDraft(SalesCsvBooks books, SalesCsvChoices choices, Func<long> nextId)
{
    /// <summary>The sale; null where the order has errors, which stand in it then.</summary>
    public CompleteSale? Of(SalesCsvOrder order)
    {
        var fields = new SalesCsvFields(order, order.First);
        var number = fields.Text("OrderNumber", 50, isRequired: true);
        var channelName = fields.Text("Channel", 100, isRequired: true);
        var date = fields.Date("OrderDate", isRequired: true);
        var customerName = fields.Text("Customer", 100, isRequired: true);
        var currency = CurrencyOf(fields, order.First);
        var rate = currency is { } known && date is { } day ? Rate(fields, "Rate", known, day) : null;
        var reference = fields.Text("Reference", 100);
        var total = fields.Number("Total", isRequired: true);
        var lines = currency is { } of ? new OrderLines(books, choices, order, of, nextId).Read(total) : null;
        var channel = channelName is null ? null : Channel(fields, channelName);
        var customer = customerName is null || currency is null ? null : Customer(fields, customerName, currency.Value);
        if (order.Errors.Count > 0 || lines is null || number is null || channel is null || customer is null || date is null || rate is null || currency is null)
        {
            return null;
        }

        var sale = new Sale
        {
            Id = nextId(),
            Number = number,
            ChannelId = channel.Id,
            CustomerId = customer.Id,
            Currency = currency.Value.Code,
            OrderDate = date.Value,
            Reference = reference,
        };
        var invoice = new Invoice
        {
            Id = nextId(),
            SaleId = sale.Id,
            Number = number,
            Date = date.Value,
            DueDate = date.Value,
            Rate = rate.Value,
            Lines = lines,
            TotalMinor = lines.Sum(line => line.NetMinor + line.TaxMinor),
        };
        var complete = new CompleteSale(sale) { Invoices = [invoice] };
        AddPayment(fields, complete, invoice, currency.Value);
        AddShipment(fields, complete, invoice);
        return order.Errors.Count == 0 ? complete : null;
    }

    private static Currency? CurrencyOf(SalesCsvFields fields, SalesCsvRow row) =>
        fields.Text("Currency", 3, isRequired: true) is not { } code ? null
        : Currency.TryParse(code, out var currency) ? currency
        : fields.RefuseValue<Currency>("Currency", $"'{row["Currency"]}' is not a currency. Write three letters: USD.");

    private decimal? Rate(SalesCsvFields fields, string column, Currency currency, DateOnly day)
    {
        if (!fields.Has(column))
        {
            return books.Rate(currency.Code, day)
                ?? fields.RefuseValue<decimal>(column, $"There is no rate of {currency} on file for {day:yyyy-MM-dd} or before. Write {books.Base} for one {currency}.");
        }

        var rate = fields.Number(column, decimals: 9);
        return rate is null ? null
            : rate == 0m ? fields.RefuseValue<decimal>(column, "A rate is above zero.")
            : currency == books.Base && rate != 1m ? fields.RefuseValue<decimal>(column, $"The rate of {currency} is 1, because the books are kept in it.")
            : rate;
    }

    private SalesChannel? Channel(SalesCsvFields fields, string name) =>
        books.Channel(name)
        ?? (choices.CreateChannels
            ? books.Add(new SalesChannel { Id = nextId(), Name = name })
            : fields.Refuse<SalesChannel>("Channel", $"There is no sales channel '{name}'. Correct the name, or choose that new channels are created."));

    private Contact? Customer(SalesCsvFields fields, string name, Currency currency)
    {
        if (books.Customer(name) is { } known)
        {
            return known.IsDeprecated ? fields.Refuse<Contact>("Customer", $"'{known.Name}' is deprecated and takes no new documents.")
                : known.Currency != currency.Code
                    ? fields.Refuse<Contact>("Currency", $"'{known.Name}' trades in {known.Currency}, not in {currency}. QuickBooks gives a customer one currency: use another customer for {currency}.")
                : known;
        }

        return choices.CreateCustomers
            ? books.Add(new Contact { Id = nextId(), Kind = ContactKind.Customer, Name = name, Currency = currency.Code })
            : fields.Refuse<Contact>("Customer", $"There is no customer '{name}'. Correct the name, or choose that new customers are created.");
    }

    private void AddPayment(SalesCsvFields fields, CompleteSale sale, Invoice invoice, Currency currency)
    {
        var date = fields.Date("PaymentDate");
        if (date is null)
        {
            if (!fields.Has("PaymentDate") && (fields.Has("PaymentAmount") || fields.Has("PaymentAccount")))
            {
                fields.RefuseValue<DateOnly>("PaymentDate", "There is a payment but no day. Write the day it was paid, or leave all payment columns empty.");
            }

            return;
        }

        var account = PaymentAccount(fields, currency);
        var amount = fields.Number("PaymentAmount") is { } given ? Money.Of(given, currency).Minor : fields.Has("PaymentAmount") ? 0 : invoice.TotalMinor;
        var rate = Rate(fields, "PaymentRate", currency, date.Value);
        if (amount > invoice.TotalMinor)
        {
            fields.RefuseValue<decimal>("PaymentAmount", $"The order comes to {new Money(invoice.TotalMinor, currency)}; more cannot be paid. Enter the rest as a customer credit.");
        }
        else if (amount > 0 && account is not null && rate is not null)
        {
            sale.Payments.Add(new Payment
            {
                Id = nextId(),
                SaleId = sale.Sale.Id,
                InvoiceId = invoice.Id,
                Number = sale.Sale.Number,
                Date = date.Value,
                AmountMinor = amount,
                Rate = rate.Value,
                AccountId = account.Id,
                Reference = fields.Text("PaymentReference", 100),
            });
        }
    }

    private Account? PaymentAccount(SalesCsvFields fields, Currency currency) =>
        fields.Text("PaymentAccount", 100, isRequired: true) is not { } name ? null
        : books.Account(name) is not { IsArchived: false } account ? fields.Refuse<Account>("PaymentAccount", $"There is no account '{name}'. Write its name or its code.")
        : !account.AcceptsPayments ? fields.Refuse<Account>("PaymentAccount", $"'{account.Name}' takes no payments. Name a bank or card account.")
        : account.Currency != currency.Code && account.Currency != books.Base.Code
            ? fields.Refuse<Account>("PaymentAccount", $"'{account.Name}' is kept in {account.Currency}; an order in {currency} is paid into an account in {currency} or {books.Base}.")
        : account;

    private void AddShipment(SalesCsvFields fields, CompleteSale sale, Invoice invoice)
    {
        var date = fields.Date("ShipmentDate");
        var cost = fields.Number("ShipmentCost");
        if (fields.Has("ShipmentDate") != fields.Has("ShipmentCost"))
        {
            fields.RefuseValue<decimal>(
                fields.Has("ShipmentDate") ? "ShipmentCost" : "ShipmentDate", "A shipment needs its day and its cost. Fill in both or neither.");
        }
        else if (date is { } day && cost is { } amount && Money.Of(amount, books.Base).Minor is > 0 and var minor)
        {
            sale.CostMovements.Add(new CostMovement
            {
                Id = nextId(),
                SaleId = sale.Sale.Id,
                Kind = CostMovementKind.Shipment,
                DocumentId = invoice.Id,
                Number = sale.Sale.Number,
                Date = day,
                Lines = [new CostLine { LineNo = 1, CostMinor = minor }],
            });
        }
    }
}
