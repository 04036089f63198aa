using QboConnect.Core.Amounts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Sales;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Consolidation;

/// <summary>The input documents of a scenario, as Core would hold them.</summary>
internal sealed class ScenarioDocuments(ScenarioBooks books)
{
    private readonly Dictionary<string, object> _byNumber = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(ScenarioLine Line, List<(long Account, long Minor)> Lines, long Id, string Number, DateOnly Date, string Kind)> _journals = [];
    private long _lastId;
    private Action<ScenarioLine>? _addLine;
    private Action? _finish;

    public List<CompleteSale> Sales { get; } = [];

    public List<CustomerCredit> Credits { get; } = [];

    /// <summary>Documents written as <c>given</c>: they exist, but came before what is tested.</summary>
    public HashSet<long> Given { get; } = [];

    /// <summary>What a journal is called in an expectation, by document.</summary>
    public Dictionary<long, string> JournalKinds { get; } = [];

    public IEnumerable<ManualJournal> Journals => _journals.Select(row =>
        new ManualJournal(row.Id, row.Number, row.Date, [.. row.Lines.Select(line => new ManualJournalLine(line.Account, line.Minor))]));

    /// <summary>Reads a line that starts a document; false where it starts something else.</summary>
    public bool Start(ScenarioLine line)
    {
        if (line.Keyword == "given")
        {
            var before = _lastId;
            var known = Start(line.Shifted());
            for (var id = before + 1; id <= _lastId; id++)
            {
                Given.Add(id);
            }

            return known;
        }

        Action<ScenarioLine>? add = line.Keyword switch
        {
            "invoice" => AddInvoice,
            "creditnote" or "credit-note" => AddCreditNote,
            "payment" => AddPayment,
            "refund" => AddRefund,
            "credit" or "customer-credit" or "prepayment" => AddCredit,
            "apply" => AddApplication,
            "credit-refund" => AddCreditRefund,
            "allocate" => AddAllocation,
            "shipment" => current => AddMovement(current, CostMovementKind.Shipment),
            "restock" => current => AddMovement(current, CostMovementKind.Restock),
            "cost-change" or "cogs-change" => current => AddMovement(current, CostMovementKind.CostChange),
            "journal-entry" or "manual-journal" => current => AddJournal(current, "JournalEntry"),
            "deposit" => current => AddJournal(current, "Deposit"),
            _ => null,
        };
        if (add is null)
        {
            return false;
        }

        Finish();
        add(line);
        line.Done();
        return true;
    }

    /// <summary>Reads a line of the document started last; false where it cannot have one.</summary>
    public bool AddLine(ScenarioLine line)
    {
        if (_addLine is null)
        {
            return false;
        }

        _addLine(line);
        line.Done();
        return true;
    }

    /// <summary>The document started last is complete.</summary>
    public void Finish()
    {
        _finish?.Invoke();
        (_finish, _addLine) = (null, null);
    }

    /// <summary>The document with a number.</summary>
    public object Find(ScenarioLine line, string number) =>
        _byNumber.TryGetValue(number, out var document) ? document : throw line.Wrong($"There is no document {number} above.");

    private void AddInvoice(ScenarioLine line)
    {
        var (number, date) = (line.Word("The invoice's number"), line.Date());
        var sale = SaleOf(line, _byNumber.GetValueOrDefault(number) as Invoice);
        var invoice = new Invoice { Id = IdOf(number), SaleId = sale.Sale.Id, Number = number, Date = date, DueDate = date, Rate = line.Rate() };
        sale.Invoices.RemoveAll(row => row.Number == number);
        sale.Invoices.Add(invoice);
        Open(line, sale.Sale, invoice);
    }

    private void AddCreditNote(ScenarioLine line)
    {
        var (number, date) = (line.Word("The credit note's number"), line.Date());
        var sale = SaleOf(line, _byNumber.GetValueOrDefault(number) as CreditNote);
        var creditNote = new CreditNote { Id = IdOf(number), SaleId = sale.Sale.Id, Number = number, Date = date, Rate = line.Rate() };
        sale.CreditNotes.RemoveAll(row => row.Number == number);
        sale.CreditNotes.Add(creditNote);
        Open(line, sale.Sale, creditNote);
    }

    // Lines of an invoice or credit note: "ACCOUNT AMOUNT [tax=…]", "tax AMOUNT", "giftcard AMOUNT". One amount on the first line is one line on Sales.
    private void Open(ScenarioLine first, Sale sale, SaleDocument document)
    {
        _byNumber[document.Number] = document;
        document.Status = DocumentStatus.Authorised;
        var currency = Currency.Of(sale.Currency);
        var (inclusive, total, account) = (first.Flag("inclusive"), first.Amount(), first.Attribute("account"));
        var (tax, rule) = (first.Attribute("tax"), first.Attribute("rule"));
        first.Flag("exclusive");
        if (total is { } only && account is not null)
        {
            AddSaleLine(first, document, currency, books.Account(first, account), only, tax, rule, inclusive);
        }

        _addLine = line =>
        {
            var amount = line.Amount() ?? throw line.Wrong("An amount is missing.");
            var (lineTax, lineRule) = (line.Attribute("tax"), line.Attribute("rule"));
            if (line.Keyword == "tax")
            {
                AddTax(line, document, currency, amount, lineRule);
                return;
            }

            var name = $"{(line.Keyword is "line" ? "" : line.Keyword)} {line.Name()}".Trim();
            var posted = line.Keyword is "giftcard" or "gift-card" ? Books.GiftCards : books.Account(line, name);
            AddSaleLine(line, document, currency, posted, amount, lineTax, lineRule, inclusive);
        };
        _finish = () =>
        {
            if (total is { } whole && document.Lines.Count == 0)
            {
                AddSaleLine(first, document, currency, Books.Sales, whole, tax, rule, inclusive);
            }
            else if (tax is not null && account is null)
            {
                AddTax(first, document, currency, first.AmountOf(tax), rule);
            }

            document.TotalMinor = document.NetMinor + document.TaxMinor;
            if (total is { } stated && inclusive && Minor(first, stated, currency) != document.TotalMinor)
            {
                throw first.Wrong($"Its lines come to {new Money(document.TotalMinor, currency)}, not {stated}.");
            }
        };
    }

    private void AddSaleLine(
        ScenarioLine line, SaleDocument document, Currency currency, long account, decimal amount, string? tax, string? rule, bool inclusive)
    {
        var given = Minor(line, amount, currency);
        var taxMinor = tax switch
        {
            null => 0,
            _ when tax.EndsWith('%') => Percent(line, amount, line.AmountOf(tax[..^1]) / 100m, currency, inclusive),
            _ => Minor(line, line.AmountOf(tax), currency),
        };
        document.Lines.Add(new SaleLine
        {
            LineNo = document.Lines.Count + 1,
            Kind = account == Books.GiftCards ? SaleLineKind.GiftCard : account == Books.Shipping ? SaleLineKind.Shipping : SaleLineKind.Product,
            NetMinor = inclusive ? given - taxMinor : given,
            TaxMinor = taxMinor,
            TaxRuleId = taxMinor == 0 ? null : books.TaxRule(line, rule).Id,
            AccountId = account,
        });
    }

    // Tax-inclusive: the tax is what is left of the price, so that the price stays what it is (accounting-examples CJ-05).
    private static long Percent(ScenarioLine line, decimal amount, decimal rate, Currency currency, bool inclusive) => inclusive
        ? Minor(line, amount, currency) - Money.Of(amount / (1m + rate), currency).Minor
        : Money.Of(amount * rate, currency).Minor;

    private void AddTax(ScenarioLine line, SaleDocument document, Currency currency, decimal amount, string? rule)
    {
        var taxed = document.Lines.FindIndex(row => row.TaxMinor == 0 && row.Kind != SaleLineKind.GiftCard);
        var old = taxed >= 0 ? document.Lines[taxed] : null;
        var line2 = new SaleLine
        {
            LineNo = old?.LineNo ?? document.Lines.Count + 1,
            Kind = old?.Kind ?? SaleLineKind.Charge,
            NetMinor = old?.NetMinor ?? 0,
            TaxMinor = Minor(line, amount, currency),
            TaxRuleId = books.TaxRule(line, rule).Id,
            AccountId = old?.AccountId ?? Books.Sales,
        };
        if (old is null)
        {
            document.Lines.Add(line2);
        }
        else
        {
            document.Lines[taxed] = line2;
        }
    }

    private void AddPayment(ScenarioLine line)
    {
        var (number, date) = (line.Word("The payment's number"), line.Date());
        var invoice = Settled<Invoice>(line, line.Attribute("invoice", "of", "for", "to"), sale => sale.Invoices);
        var sale = SaleOf(invoice);
        sale.Payments.RemoveAll(row => row.Number == number);
        Remember(number, sale.Payments, new Payment
        {
            Id = IdOf(number),
            SaleId = sale.Sale.Id,
            InvoiceId = invoice.Id,
            Number = number,
            Date = date,
            Rate = line.Rate(),
            AmountMinor = AmountIn(line, sale.Sale),
            AccountId = books.PaymentAccount(line.Attribute("account", "into", "from") ?? "Bank USD"),
        });
    }

    private void AddRefund(ScenarioLine line)
    {
        var (number, date) = (line.Word("The refund's number"), line.Date());
        var creditNote = Settled<CreditNote>(line, line.Attribute("creditnote", "credit-note", "of", "for", "to"), sale => sale.CreditNotes);
        var sale = SaleOf(creditNote);
        sale.Refunds.RemoveAll(row => row.Number == number);
        Remember(number, sale.Refunds, new Refund
        {
            Id = IdOf(number),
            SaleId = sale.Sale.Id,
            CreditNoteId = creditNote.Id,
            Number = number,
            Date = date,
            Rate = line.Rate(),
            AmountMinor = AmountIn(line, sale.Sale),
            AccountId = books.PaymentAccount(line.Attribute("account", "from", "into") ?? "Bank USD"),
        });
    }

    private void AddCredit(ScenarioLine line)
    {
        var (number, date, currency) = (line.Word("The customer credit's number"), line.Date(), line.Currency() ?? books.Base.Code);
        Remember(number, Credits, new CustomerCredit
        {
            Id = IdOf(number),
            Number = number,
            CustomerId = books.Customer(line.Attribute("customer") ?? "Customer-A"),
            ChannelId = books.Channel(line, line.Attribute("channel")).Id,
            Date = date,
            Currency = currency,
            Rate = line.Rate(),
            AmountMinor = Minor(line, line.Amount() ?? throw line.Wrong("An amount is missing."), Currency.Of(currency)),
            AccountId = books.PaymentAccount(line.Attribute("account", "into") ?? "Bank USD"),
        });
    }

    private void AddApplication(ScenarioLine line)
    {
        var credit = Find(line, line.Word("The customer credit's number")) as CustomerCredit ?? throw line.Wrong("Only a customer credit can be applied.");
        var date = line.Date();
        var invoice = Settled<Invoice>(line, line.Attribute("invoice", "to", "of", "for"), sale => sale.Invoices);
        var sale = SaleOf(invoice);
        sale.Payments.Add(new Payment
        {
            Id = ++_lastId,
            SaleId = sale.Sale.Id,
            InvoiceId = invoice.Id,
            Number = credit.Number,
            Date = date,
            Method = PaymentMethod.CustomerCredit,
            CustomerCreditId = credit.Id,
            Rate = credit.Rate,
            AmountMinor = AmountIn(line, sale.Sale),
            AccountId = Books.CustomerCredits,
        });
    }

    private void AddCreditRefund(ScenarioLine line)
    {
        var (number, date) = (line.Word("The refund's number"), line.Date());
        var credit = Find(line, line.Attribute("credit", "of", "for") ?? throw line.Wrong("Which customer credit? Write of=NUMBER.")) as CustomerCredit
            ?? throw line.Wrong("That is no customer credit.");
        var currency = Currency.Of(credit.Currency);
        line.Currency();
        var home = new Money(Minor(line, line.Amount() ?? throw line.Wrong("An amount is missing."), currency), currency).At(credit.Rate, books.Base).Minor;
        var account = books.PaymentAccount(line.Attribute("account", "from") ?? "Bank USD");
        var id = IdOf(number);
        JournalKinds[id] = "Refund";
        _journals.Add((line, [(Books.CustomerCredits, home), (account, -home)], id, number, date, "Refund"));
    }

    private void AddAllocation(ScenarioLine line)
    {
        var creditNote = Find(line, line.Word("The credit note's number")) as CreditNote ?? throw line.Wrong("Only a credit note can be allocated.");
        var date = line.Date();
        var invoice = Settled<Invoice>(line, line.Attribute("invoice", "to", "of", "for"), sale => sale.Invoices);
        var (paid, refunded) = (SaleOf(invoice), SaleOf(creditNote));
        var (amount, rate, number) = (AmountIn(line, paid.Sale), line.Rate(), $"{creditNote.Number}>{invoice.Number}");
        paid.Payments.Add(new Payment
        {
            Id = ++_lastId,
            SaleId = paid.Sale.Id,
            InvoiceId = invoice.Id,
            Number = number,
            Date = date,
            Method = PaymentMethod.CreditNote,
            AmountMinor = amount,
            Rate = rate,
            AccountId = Books.CreditNoteAllocation,
        });
        refunded.Refunds.Add(new Refund
        {
            Id = ++_lastId,
            SaleId = refunded.Sale.Id,
            CreditNoteId = creditNote.Id,
            Number = number,
            Date = date,
            Method = PaymentMethod.CreditNote,
            AmountMinor = amount,
            Rate = rate,
            AccountId = Books.CreditNoteAllocation,
        });
    }

    private void AddMovement(ScenarioLine line, CostMovementKind kind)
    {
        var (number, date) = (line.Word("The movement's number"), line.Date());
        var settled = line.Attribute("of", "invoice", "creditnote", "for", "sale") is { } other ? Find(line, other) as SaleDocument : null;
        var sale = settled is null ? SaleOf(line, former: null) : SaleOf(settled);
        if (settled is not null)
        {
            line.Currency();
        }

        var cost = line.Attribute("cost") is { } named ? line.AmountOf(named) : line.Amount() ?? throw line.Wrong("A cost is missing.");
        sale.CostMovements.RemoveAll(row => row.Number == number && row.Kind == kind);
        sale.CostMovements.Add(new CostMovement
        {
            Id = ++_lastId,
            SaleId = sale.Sale.Id,
            Kind = kind,
            DocumentId = settled?.Id,
            Number = number,
            Date = date,
            Lines =
            [
                new CostLine
                {
                    LineNo = 1,
                    Quantity = 1m,
                    CostMinor = Minor(line, cost, books.Base),
                    StockMinor = line.Attribute("stock") is { } stock ? Minor(line, line.AmountOf(stock), books.Base) : null,
                },
            ],
        });
        _byNumber.TryAdd(number, sale.CostMovements[^1]);
    }

    private void AddJournal(ScenarioLine line, string kind)
    {
        var (number, date) = (line.Word("The journal's number"), line.Date());
        var lines = new List<(long, long)>();
        var id = IdOf(number);
        JournalKinds[id] = kind;
        _journals.Add((line, lines, id, number, date, kind));
        _addLine = entry =>
        {
            var sign = entry.Keyword switch
            {
                "d" or "debit" => 1,
                "c" or "credit" => -1,
                _ => throw entry.Wrong("A line of a journal starts with D or C."),
            };
            var (name, amount) = Posting(entry);
            entry.Attribute("entity");
            lines.Add((books.Account(entry, name), sign * Minor(entry, amount, books.Base)));
        };
    }

    /// <summary>Account and amount of a line such as <c>D 1090 388.80</c> or <c>D Payment Clearing 388.80</c>: the amount is the last number.</summary>
    public static (string Account, decimal Amount) Posting(ScenarioLine line)
    {
        var words = line.Name().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2
            ? throw line.Wrong("A line needs an account and an amount: D 1090 388.80.")
            : (string.Join(' ', words[..^1]), line.AmountOf(words[^1]));
    }

    private void Remember<T>(string number, List<T> into, T document)
        where T : class
    {
        into.Add(document);
        _byNumber[number] = document;
    }

    // Writing a document again under its number replaces it.
    private long IdOf(string number) => _byNumber.GetValueOrDefault(number) switch
    {
        SaleDocument document => document.Id,
        Payment payment => payment.Id,
        Refund refund => refund.Id,
        _ => ++_lastId,
    };

    private CompleteSale SaleOf(SaleDocument document) => Sales.First(sale => sale.Sale.Id == document.SaleId);

    // A document belongs to the sale of the one it names, or to a sale of its own; one written again keeps its sale, with the header as it is now.
    private CompleteSale SaleOf(ScenarioLine line, SaleDocument? former)
    {
        if (line.Attribute("of", "for") is { } number)
        {
            var sale = Find(line, number) is SaleDocument other ? SaleOf(other) : throw line.Wrong($"{number} is no invoice or credit note.");
            return line.Currency() is { } currency && currency != sale.Sale.Currency
                ? throw line.Wrong($"{number} is in {sale.Sale.Currency}, so it cannot be in {currency}.")
                : sale;
        }

        var id = former?.SaleId ?? ++_lastId;
        var header = new Sale
        {
            Id = id,
            Number = $"SO-{id}",
            ChannelId = books.Channel(line, line.Attribute("channel")).Id,
            CustomerId = books.Customer(line.Attribute("customer") ?? "Customer-A"),
            Currency = line.Currency() ?? books.Base.Code,
            OrderDate = default,
            LocationId = line.Attribute("location") is { } location ? books.Location(location) : null,
            SalesRep = line.Attribute("salesrep", "sales-rep", "rep"),
            Job = line.Attribute("job"),
        };
        if (former is null)
        {
            Sales.Add(new CompleteSale(header));
            return Sales[^1];
        }

        var index = Sales.FindIndex(sale => sale.Sale.Id == id);
        return Sales[index] = Sales[index] with { Sale = header };
    }

    private T Settled<T>(ScenarioLine line, string? number, Func<CompleteSale, List<T>> documents)
        where T : SaleDocument
    {
        if (number is not null)
        {
            return Find(line, number) as T ?? throw line.Wrong($"{number} cannot be settled by it.");
        }

        var all = Sales.SelectMany(documents).ToList();
        return all.Count == 1 ? all[0] : throw line.Wrong("What does it settle? Write of=NUMBER.");
    }

    private static long AmountIn(ScenarioLine line, Sale sale)
    {
        if (line.Currency() is { } currency && currency != sale.Currency)
        {
            throw line.Wrong($"It settles a document in {sale.Currency}, so it cannot be in {currency}.");
        }

        return Minor(line, line.Amount() ?? throw line.Wrong("An amount is missing."), Currency.Of(sale.Currency));
    }

    public static long Minor(ScenarioLine line, decimal amount, Currency currency)
    {
        var money = Money.Of(amount, currency);
        return money.Amount == amount ? money.Minor : throw line.Wrong($"{amount} has more digits than {currency} has.");
    }
}
