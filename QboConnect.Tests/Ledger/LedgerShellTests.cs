using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Ledger;

public sealed class LedgerShellTests(Databases databases)
{
    private static readonly DateOnly Day = new(2024, 3, 18);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LedgerWriter Writer => field ??= new LedgerWriter(new IdSource(_clock), _clock);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Imported_sales_are_stored_just_as_saved_ones(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        await PrepareAsync(database);
        var imported = EuroSale(1000);
        var saved = EuroSale(2000);

        await using (var db = database.CreateDbContext())
        {
            (await new ImportSales(Writer).RunAsync(db, [imported], Cancellation)).Should().BeEmpty();
        }

        await using (var db = database.CreateDbContext())
        {
            db.AddRange([saved.Sale, .. saved.Invoices, .. saved.Payments, .. saved.CreditNotes, .. saved.Refunds, .. saved.CostMovements]);
            (await new AuthoriseDocuments(Writer, _clock).SaleAsync(db, saved, Cancellation)).Should().BeEmpty();
            await db.SaveChangesAsync(Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var one = await SnapshotAsync(db, 1000);
            one.Should().HaveCountGreaterThan(5);
            one.Should().BeEquivalentTo(await SnapshotAsync(db, 2000), options => options.WithStrictOrdering());
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_changed_invoice_retires_its_posting_and_those_of_payments_that_depend_on_it(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        await PrepareAsync(database);
        await using (var db = database.CreateDbContext())
        {
            await new ImportSales(Writer).RunAsync(db, [EuroSale(1000)], Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var sale = await LoadAsync(db, 1000);
            sale.Invoices[0].Rate = 1.2m;
            (await new AuthoriseDocuments(Writer, _clock).SaleAsync(db, sale, Cancellation)).Should().BeEmpty();
            await db.SaveChangesAsync(Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var retired = await db.LedgerTransactions.Where(row => row.RetiredAt != null).ToListAsync(Cancellation);
            retired.Select(row => row.Kind).Should().BeEquivalentTo([DocumentKind.Invoice, DocumentKind.Payment]);
            retired.Should().OnlyContain(row => row.State == ExportState.Changed && row.ChangeCount == 1 && row.RetiredAt == _clock.GetUtcNow());
            var receivable = await db.LedgerTransactions.Where(row => row.RetiredAt == null)
                .SelectMany(row => row.Lines).Where(line => line.AccountId == Books.Receivable).SumAsync(line => line.BaseMinor, Cancellation);
            receivable.Should().Be(0);
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_voided_invoice_is_retired_and_a_payment_QuickBooks_holds_cannot_be_voided(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        await PrepareAsync(database);
        await using (var db = database.CreateDbContext())
        {
            await new ImportSales(Writer).RunAsync(db, [EuroSale(1000)], Cancellation);
            await db.LedgerTransactions.ExecuteUpdateAsync(set => set.SetProperty(row => row.WasExported, true), Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var sale = await LoadAsync(db, 1000);
            var undo = new UndoDocuments(Writer);
            (await undo.VoidAsync(db, sale.Invoices[0], "Typed twice", Cancellation)).Should().BeNull();
            var refusal = await undo.VoidAsync(db, sale.Payments[0], "Typed twice", cancellation: Cancellation);
            refusal!.Code.Should().Be(DocumentProblemCode.RemoveInQuickBooksFirst);
            refusal.Remedy.Should().Be("Remove it in QuickBooks Online by hand, then void it here.");
            await db.SaveChangesAsync(Cancellation);
        }

        await using (var db = database.CreateDbContext())
        {
            var retired = await db.LedgerTransactions.Where(row => row.RetiredAt != null).SingleAsync(Cancellation);
            (retired.Kind, retired.RetiredBecause).Should().Be((DocumentKind.Invoice, "Typed twice"));
            (await db.Invoices.SingleAsync(Cancellation)).Status.Should().Be(DocumentStatus.Voided);
        }
    }

    private static async Task PrepareAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        Books.AddTo(db);
        db.SalesChannels.Add(new SalesChannel { Id = 1, Name = "Web" });
        await db.SaveChangesAsync(Cancellation);
    }

    // EUR 1,000.00 invoiced at 1.10 and paid in full at 1.08; EUR 200.00 credited and refunded; goods of 300.00 shipped.
    private static CompleteSale EuroSale(long id) => new(new Sale
    {
        Id = id,
        Number = $"SO-{id}",
        ChannelId = 1,
        CustomerId = 5,
        Currency = "EUR",
        OrderDate = Day,
        SalesRep = "Ann",
    })
    {
        Invoices =
        [
            new Invoice
            {
                Id = id + 1, SaleId = id, Number = "INV", Date = Day, DueDate = Day, Rate = 1.1m, TotalMinor = 1000_00,
                Lines =
                [
                    new SaleLine { LineNo = 1, Kind = SaleLineKind.Product, ProductId = 7, NetMinor = 925_93, TaxMinor = 74_07, TaxRuleId = Books.TaxRule, UnitPrice = 925.93m, AccountId = Books.Sales },
                ],
            },
        ],
        Payments =
        [
            new Payment { Id = id + 2, SaleId = id, InvoiceId = id + 1, Number = "PAY", Date = Day.AddDays(1), AmountMinor = 1000_00, Rate = 1.08m, AccountId = Books.StripeEur },
        ],
        CreditNotes =
        [
            new CreditNote
            {
                Id = id + 3, SaleId = id, InvoiceId = id + 1, Number = "CN", Date = Day.AddDays(2), Rate = 1.1m, TotalMinor = 200_00,
                Lines = [new SaleLine { LineNo = 1, Kind = SaleLineKind.Product, NetMinor = 200_00, AccountId = Books.Sales }],
            },
        ],
        Refunds =
        [
            new Refund { Id = id + 4, SaleId = id, CreditNoteId = id + 3, Number = "REF", Date = Day.AddDays(3), AmountMinor = 200_00, Rate = 1.15m, AccountId = Books.StripeEur },
        ],
        CostMovements =
        [
            new CostMovement
            {
                Id = id + 5, SaleId = id, Kind = CostMovementKind.Shipment, DocumentId = id + 1, Number = "SHIP", Date = Day,
                Lines = [new CostLine { LineNo = 1, ProductId = 7, Quantity = 2.5m, CostMinor = 300_00 }],
            },
        ],
    };

    private static async Task<CompleteSale> LoadAsync(QboConnectDb db, long id) => new(await db.Sales.SingleAsync(row => row.Id == id, Cancellation))
    {
        Invoices = await db.Invoices.Where(row => row.SaleId == id).ToListAsync(Cancellation),
        Payments = await db.Payments.Where(row => row.SaleId == id).ToListAsync(Cancellation),
        CreditNotes = await db.CreditNotes.Where(row => row.SaleId == id).ToListAsync(Cancellation),
        Refunds = await db.Refunds.Where(row => row.SaleId == id).ToListAsync(Cancellation),
        CostMovements = await db.CostMovements.Where(row => row.SaleId == id).ToListAsync(Cancellation),
    };

    // Every row of a sale as text, with ids made relative to the sale's.
    private static async Task<List<string>> SnapshotAsync(QboConnectDb db, long id)
    {
        var sale = await LoadAsync(db, id);
        var rows = new List<object> { sale.Sale };
        rows.AddRange([.. sale.Invoices, .. sale.Payments, .. sale.CreditNotes, .. sale.Refunds, .. sale.CostMovements]);
        rows.AddRange(sale.Invoices.SelectMany(row => row.Lines));
        rows.AddRange(sale.CreditNotes.SelectMany(row => row.Lines));
        rows.AddRange(sale.CostMovements.SelectMany(row => row.Lines));
        var postings = await db.LedgerTransactions.Include(row => row.Lines).Where(row => row.SaleId == id).ToListAsync(Cancellation);
        postings = [.. postings.OrderBy(row => row.DocumentId)];
        rows.AddRange(postings);
        rows.AddRange(postings.SelectMany(row => row.Lines.OrderBy(line => line.LineNo)));
        return [.. rows.Select(row => Describe(row, id))];
    }

    private static string Describe(object row, long saleId) => row.GetType().Name + ": " + string.Join(
        ", ",
        row.GetType().GetProperties()
            .Where(property => property.PropertyType.IsValueType || property.PropertyType == typeof(string))
            .Where(property => row is not (LedgerTransaction or LedgerLine) || property.Name is not ("Id" or "TransactionId"))
            .Select(property => (property.Name, Value: property.GetValue(row)))
            .Select(pair => (pair.Name, Value: pair.Value is long number and >= 1000 and < 3000 && pair.Name.EndsWith("Id", StringComparison.Ordinal) && pair.Name != "AccountId" ? number - saleId : pair.Value))
            .Where(pair => !(row is Sale && pair.Name == "Number") && pair.Name != "PaymentAccountId")
            .Select(pair => FormattableString.Invariant($"{pair.Name}={pair.Value}")));
}
