using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Contacts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sales.Import.Shell;

/// <summary>
/// Brings sales in from a CSV file. The file is read order by order and written some hundred orders at a time, each part in one transaction; an
/// import that broke off is completed by importing the file again, because what is there already is not added twice.
/// </summary>
public sealed class ImportSalesFile(IDbContextFactory<QboConnectDb> databases, ImportSales import, IdSource ids) : IDisposable
{
    private const int OrdersAtATime = 500;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Says what importing the file would do; writes nothing.</summary>
    /// <param name="open">Opens the file anew; it can be rewound.</param>
    /// <param name="choices">What the merchant decided.</param>
    /// <param name="progress">Told after each part, or null.</param>
    /// <param name="cancellation">Stops between two parts.</param>
    public Task<SalesFileReport> PreviewAsync(
        Func<Stream> open, SalesCsvChoices choices, IProgress<SalesFileProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(choices);
        return ReadAsync(open, choices, writes: false, progress, cancellation);
    }

    /// <summary>
    /// Imports the file. Where it has errors and they are not to be left out, nothing is imported and the report says why
    /// (<see cref="SalesFileReport.IsImported"/> is false).
    /// </summary>
    /// <inheritdoc cref="PreviewAsync" />
    public async Task<SalesFileReport> RunAsync(
        Func<Stream> open, SalesCsvChoices choices, IProgress<SalesFileProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(choices);
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (!choices.LeaveOutErrors && await PreviewAsync(open, choices, cancellation: cancellation) is { Errors.Count: > 0 } bad)
            {
                return bad;
            }

            var report = await ReadAsync(open, choices, writes: true, progress, cancellation);
            report.IsImported = true;
            return report;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<SalesFileReport> ReadAsync(
        Func<Stream> open, SalesCsvChoices choices, bool writes, IProgress<SalesFileProgress>? progress, CancellationToken cancellation)
    {
        var report = new SalesFileReport();
        await using var file = open();
        using var reader = SalesCsvReader.Open(file, report.Errors);
        if (reader is null)
        {
            return report;
        }

        var (books, posting) = await LoadBooksAsync(report, cancellation);
        if (books is null || posting is null)
        {
            return report;
        }

        var draft = new OrderDraft(books, choices, ids.Next);
        var count = 0;
        while (true)
        {
            var part = new List<(SalesCsvOrder Order, CompleteSale Sale)>();
            var wasLast = ReadPart(reader, draft, report, part, ref count);
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var fresh = await NewOnesAsync(db, posting, part, report, cancellation);
            NoteNewNames(books, fresh, report);
            if (writes && fresh.Count > 0)
            {
                await WriteAsync(db, books, fresh, cancellation);
            }

            progress?.Report(new SalesFileProgress(count, file.Length == 0 ? 1 : (double)file.Position / file.Length));
            if (wasLast)
            {
                return report;
            }
        }
    }

    private static bool ReadPart(
        SalesCsvReader reader, OrderDraft draft, SalesFileReport report, List<(SalesCsvOrder Order, CompleteSale Sale)> part, ref int count)
    {
        while (part.Count < OrdersAtATime)
        {
            if (reader.Next(report.Errors) is not { } order)
            {
                return true;
            }

            count++;
            if (draft.Of(order) is { } sale)
            {
                part.Add((order, sale));
            }
            else
            {
                report.BadOrders++;
                report.Errors.AddRange(order.Errors.OrderBy(error => error.Row));
            }
        }

        return false;
    }

    /// <summary>Drops orders that are there already or cannot be posted, and reports them.</summary>
    private static async Task<List<CompleteSale>> NewOnesAsync(
        QboConnectDb db, PostingBook posting, List<(SalesCsvOrder Order, CompleteSale Sale)> part, SalesFileReport report, CancellationToken cancellation)
    {
        var stored = await StoredSales.LikeAsync(db, part.Select(row => row.Sale), cancellation);
        var fresh = new List<CompleteSale>();
        foreach (var (order, sale) in part)
        {
            if (stored.TryGetValue((sale.Sale.ChannelId, sale.Sale.Number), out var there))
            {
                Compare(order, sale, there, report);
                continue;
            }

            sale.Invoices[0].Status = DocumentStatus.Authorised;
            if (SalePostings.Of(posting, sale, new Dictionary<long, OpenItem>()).Problems is { Count: > 0 } problems)
            {
                report.BadOrders++;
                report.Errors.AddRange(problems.Select(problem => new SalesCsvError(order.First.Number, "", sale.Sale.Number, $"{problem.Cause} {problem.Remedy}")));
                continue;
            }

            report.AddNew(sale);
            fresh.Add(sale);
        }

        return fresh;
    }

    private static void Compare(SalesCsvOrder order, CompleteSale sale, CompleteSale there, SalesFileReport report)
    {
        if (SalesCsvMatch.Difference(sale, there, order.First["Rate"].Length > 0) is { } column)
        {
            report.Conflicts.Add(new SalesCsvError(
                order.First.Number, column, sale.Sale.Number, "The order was imported before with another content. It stays as it is; change it on its own page."));
        }
        else
        {
            report.AlreadyThere++;
        }
    }

    private static void NoteNewNames(SalesCsvBooks books, List<CompleteSale> fresh, SalesFileReport report)
    {
        var used = new UsedIds(fresh);
        report.NewChannels.UnionWith(books.NewChannels.Where(row => used.Has(row.Id)).Select(row => row.Name));
        report.NewCustomers.UnionWith(books.NewCustomers.Where(row => used.Has(row.Id)).Select(row => row.Name));
        report.NewProducts.UnionWith(books.NewProducts.Where(row => used.Has(row.Id)).Select(row => row.Sku));
    }

    private async Task WriteAsync(QboConnectDb db, SalesCsvBooks books, List<CompleteSale> fresh, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var used = new UsedIds(fresh);
        db.AddRange(used.TakeFrom(books.NewChannels, row => row.Id));
        db.AddRange(used.TakeFrom(books.NewCustomers, row => row.Id));
        db.AddRange(used.TakeFrom(books.NewProducts, row => row.Id));
        await db.SaveChangesAsync(cancellation);
        var problems = await import.RunAsync(db, fresh, cancellation);
        if (problems.Count > 0)
        {
            // The same check passed a moment ago: an account mapping was changed in between.
            throw new InvalidOperationException($"An order that was in order can no longer be posted. {problems[0].Problem}");
        }

        await transaction.CommitAsync(cancellation);
    }

    private async Task<(SalesCsvBooks? Books, PostingBook? Posting)> LoadBooksAsync(SalesFileReport report, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!await db.Organisations.AnyAsync(cancellation))
        {
            report.Errors.Add(new SalesCsvError(0, "", "", "There is no company yet. Set it up on the dashboard first."));
            return (null, null);
        }

        var posting = await db.LoadPostingBookAsync(cancellation);
        var books = new SalesCsvBooks(
            posting.Base,
            await db.AccountRoles.AsNoTracking().ToDictionaryAsync(row => row.Role, row => row.AccountId, cancellation),
            await db.SalesChannels.AsNoTracking().ToListAsync(cancellation),
            await db.Contacts.AsNoTracking().Where(row => row.Kind == ContactKind.Customer).ToListAsync(cancellation),
            await db.Products.AsNoTracking().ToListAsync(cancellation),
            await db.TaxRules.AsNoTracking().ToListAsync(cancellation),
            await db.Accounts.AsNoTracking().ToListAsync(cancellation),
            await db.DailyRates.AsNoTracking().ToListAsync(cancellation));
        return (books, posting);
    }

    /// <summary>Channels, customers and products that some sales name.</summary>
    private sealed class UsedIds(List<CompleteSale> sales)
    {
        private readonly HashSet<long> _ids =
        [
            .. sales.Select(sale => sale.Sale.ChannelId),
            .. sales.Select(sale => sale.Sale.CustomerId),
            .. sales.SelectMany(sale => sale.Invoices[0].Lines).Select(line => line.ProductId).OfType<long>(),
        ];

        public bool Has(long id) => _ids.Contains(id);

        public List<TRow> TakeFrom<TRow>(List<TRow> rows, Func<TRow, long> idOf)
        {
            var taken = rows.Where(row => Has(idOf(row))).ToList();
            rows.RemoveAll(row => Has(idOf(row)));
            return taken;
        }
    }
}
