using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Contacts;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Purchases;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Sales;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Takes QuickBooks' unpaid and part-paid invoices and bills over as opening balances, dated the integration date, with links, so that payments made
/// later find them (seed: Import opening balances). All in one database transaction: either every document is there or none.
/// </summary>
internal sealed class MigrateOpeningBalances(AuthoriseDocuments authorise, ImportSales import, IdSource ids, TimeProvider clock) : IMigrationStep
{
    public MigrationStep Step => MigrationStep.OpeningBalances;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        if (!work.Migration.ImportOpeningBalances)
        {
            await work.FinishAsync(db, Step, "Left out, as chosen", cancellation);
            return null;
        }

        var (readInvoices, readBills) = (work.Client.QueryAllAsync<QboInvoice>("Balance > '0'", cancellation), work.Client.QueryAllAsync<QboBill>("Balance > '0'", cancellation));
        var books = new OpeningBooks(db, work, ids, clock);
        await books.PrepareAsync(cancellation);
        var (invoices, bills) = (await readInvoices, await readBills);
        if (!invoices.IsOk(out var openInvoices) || !bills.IsOk(out var openBills))
        {
            return invoices.IsOk(out _) ? bills.Words() : invoices.Words();
        }

        var home = Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation));
        var open = OpeningBalances.Of(openInvoices, openBills, home);
        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (document, index) in open.Documents.Select((document, index) => (document, index)))
        {
            if (await books.AddAsync(authorise, document, cancellation) is { } problem)
            {
                return problem;
            }

            if (index % 100 == 99)
            {
                await db.SaveChangesAsync(cancellation);
            }
        }

        if (await books.WriteAsync(import, cancellation) is { } refused)
        {
            return refused;
        }

        var totals = open.Totals.Select(total => $"{(total.IsBill ? "A/P" : "A/R")} {total.Open} in {total.Count}");
        await work.FinishAsync(db, Step, open.Documents.Count == 0 ? "Nothing is open" : string.Join(", ", totals), cancellation);
        return null;
    }
}

/// <summary>Writes opening documents with the contacts and links they need into one context. Invoices, contacts and links can be thousands and are written together.</summary>
internal sealed class OpeningBooks(QboConnectDb db, MigrationWork work, IdSource ids, TimeProvider clock)
{
    private readonly Dictionary<(ContactKind, string), Contact> _contacts = [];
    private readonly List<Contact> _newContacts = [];
    private readonly List<CompleteSale> _sales = [];
    private readonly List<SyncLink> _links = [];
    private HashSet<string> _invoiceNumbers = [];
    private HashSet<string> _saleNumbers = [];
    private HashSet<string> _purchaseNumbers = [];
    private HashSet<string> _linked = [];
    private HashSet<string> _contactLinks = [];
    private long _channelId;

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var contact in await db.Contacts.AsNoTracking().ToListAsync(cancellation))
        {
            _contacts[(contact.Kind, contact.Name.ToUpperInvariant())] = contact;
        }

        var channel = await db.SalesChannels.SingleOrDefaultAsync(row => row.Name == SalesChannel.Core, cancellation);
        if (channel is null)
        {
            channel = new SalesChannel { Id = ids.Next(), Name = SalesChannel.Core };
            db.SalesChannels.Add(channel);
            await db.SaveChangesAsync(cancellation);
        }

        _channelId = channel.Id;
        _invoiceNumbers = [.. await db.Invoices.Select(row => row.Number).ToListAsync(cancellation)];
        _saleNumbers = [.. await db.Sales.Where(row => row.ChannelId == _channelId).Select(row => row.Number).ToListAsync(cancellation)];
        _purchaseNumbers = [.. await db.Purchases.Select(row => row.Number).ToListAsync(cancellation)];
        var links = await db.SyncLinks.Where(row => row.RealmId == work.RealmId).Select(row => new { row.QboEntity, row.QboId, row.LocalKey }).ToListAsync(cancellation);
        _linked = [.. links.Select(row => $"{row.QboEntity}:{row.QboId}")];
        _contactLinks = [.. links.Select(row => row.LocalKey)];
    }

    /// <summary>Adds one document.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public async Task<string?> AddAsync(AuthoriseDocuments authorise, OpenDocument document, CancellationToken cancellation)
    {
        if (_linked.Contains($"{(document.IsBill ? "Bill" : "Invoice")}:{document.QboId}"))
        {
            return null;
        }

        var contact = ContactOf(document);
        if (!document.IsBill)
        {
            AddInvoice(document, contact);
            return null;
        }

        var problems = await BillAsync(authorise, document, contact, cancellation);
        return problems.Count == 0 ? null : Refused(problems[0]);
    }

    /// <summary>Writes what was added.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> WriteAsync(ImportSales import, CancellationToken cancellation)
    {
        await db.InsertManyAsync(_newContacts, cancellation: cancellation);
        await db.InsertManyAsync(_links, cancellation: cancellation);
        var problems = await import.RunAsync(db, _sales, cancellation);
        return problems.Count == 0 ? null : Refused(problems[0].Problem);
    }

    private static string Refused(Ledger.DocumentProblem problem) => $"{problem.Document} could not be taken over: {problem.Cause} {problem.Remedy}";

    private void AddInvoice(OpenDocument document, Contact contact)
    {
        var number = Free(document, _invoiceNumbers, _saleNumbers);
        var sale = new Sale
        {
            Id = ids.Next(),
            Number = number,
            ChannelId = _channelId,
            CustomerId = contact.Id,
            Currency = document.Currency.Code,
            OrderDate = document.Date,
            Reference = $"Opening balance, invoice {document.Number} of {document.Date:yyyy-MM-dd} in QuickBooks",
        };
        var invoice = new Invoice
        {
            Id = ids.Next(),
            SaleId = sale.Id,
            Number = number,
            Date = work.Migration.IntegrationDate,
            DueDate = document.DueDate,
            Rate = document.Rate,
            TotalMinor = document.OpenMinor,
            IsOpeningBalance = true,
        };
        _sales.Add(new CompleteSale(sale) { Invoices = [invoice] });
        Link(LocalKeys.Invoice(invoice.Id), "Invoice", document.QboId, document.SyncToken);
    }

    private Task<IReadOnlyList<Ledger.DocumentProblem>> BillAsync(AuthoriseDocuments authorise, OpenDocument document, Contact contact, CancellationToken cancellation)
    {
        var purchase = new Purchase
        {
            Id = ids.Next(),
            Number = Free(document, _purchaseNumbers, _purchaseNumbers),
            SupplierId = contact.Id,
            Currency = document.Currency.Code,
            Date = work.Migration.IntegrationDate,
            DueDate = document.DueDate,
            Rate = document.Rate,
            TotalMinor = document.OpenMinor,
            IsOpeningBalance = true,
        };
        db.Add(purchase);
        Link(LocalKeys.Purchase(purchase.Id), "Bill", document.QboId, document.SyncToken);
        return authorise.PurchaseAsync(db, purchase, [], cancellation);
    }

    private Contact ContactOf(OpenDocument document)
    {
        var kind = document.IsBill ? ContactKind.Supplier : ContactKind.Customer;
        var key = (kind, document.ContactName.ToUpperInvariant());
        if (!_contacts.TryGetValue(key, out var contact))
        {
            contact = new Contact { Id = ids.Next(), Kind = kind, Name = document.ContactName, Currency = document.Currency.Code };
            _newContacts.Add(contact);
            _contacts[key] = contact;
        }

        var party = new PartyKey(contact.Id, document.Currency.Code).LocalKey;
        if (_contactLinks.Add(party))
        {
            Link(party, document.IsBill ? "Vendor" : "Customer", document.ContactQboId, "0");
        }

        return contact;
    }

    private static string Free(OpenDocument document, HashSet<string> numbers, HashSet<string> others)
    {
        string[] wishes = [document.Number, $"QB-{document.Number}", $"QB-{document.Number}-{document.QboId}"];
        var number = wishes.First(wish => !numbers.Contains(wish) && !others.Contains(wish));
        numbers.Add(number);
        others.Add(number);
        return number;
    }

    // Nothing of ours stands behind the content, so no hash can equal it; Core never sends these anyway.
    private void Link(string localKey, string entity, string qboId, string syncToken) => _links.Add(new SyncLink
    {
        Id = ids.Next(),
        RealmId = work.RealmId,
        LocalKey = localKey,
        QboEntity = entity,
        QboId = qboId,
        SyncToken = syncToken,
        ContentHash = "",
        UpdatedAt = clock.GetUtcNow(),
    });
}
