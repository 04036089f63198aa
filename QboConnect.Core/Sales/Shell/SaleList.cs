using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sales.Shell;

/// <summary>What the list of sales is narrowed to and sorted by.</summary>
public sealed record SaleFilter
{
    /// <summary>Part of the order number, the customer's name or reference, in any letter case; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>One channel, or null for all.</summary>
    public long? ChannelId { get; init; }

    /// <summary>Pending for those with something QuickBooks does not hold as it is here, Synced for the others; null for all.</summary>
    public PostingState? State { get; init; }

    /// <summary>First order date, or null.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last order date, or null.</summary>
    public DateOnly? To { get; init; }

    /// <summary>number, customer, channel or date; anything else is by date.</summary>
    public string? Sort { get; init; }

    /// <summary>Downwards; without <see cref="Sort"/> the newest come first anyway.</summary>
    public bool Descending { get; init; }
}

/// <summary>A sale in the list.</summary>
/// <param name="Id">The sale.</param>
/// <param name="Number">Order number.</param>
/// <param name="OrderDate">Day of the order.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Currency">ISO code.</param>
/// <param name="InvoicedMinor">Authorised invoices less credit notes, minor units of <paramref name="Currency"/>.</param>
/// <param name="State">Where its documents stand on their way to QuickBooks.</param>
public sealed record SaleRow(long Id, string Number, DateOnly OrderDate, string Customer, string Channel, string Currency, long InvoicedMinor, PostingState State);

/// <summary>Reads the list of sales.</summary>
public static class SaleList
{
    /// <summary>The sales of a filter. Only the rows of the page are summed up, so the cost of a page does not grow with the history.</summary>
    public static async Task<PageOf<SaleRow>> ListSalesAsync(this QboConnectDb db, SaleFilter filter, Slice slice, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var named =
            from sale in Narrowed(db, filter)
            join customer in db.Contacts on sale.CustomerId equals customer.Id
            join channel in db.SalesChannels on sale.ChannelId equals channel.Id
            select new { Sale = sale, Customer = customer.Name, Channel = channel.Name };
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var text = filter.Search.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Translated to SQL's lower(): there is no culture, and no comparison to give.
            named = named.Where(row => row.Sale.Number.ToLower().Contains(text) || row.Customer.ToLower().Contains(text) || (row.Sale.Reference != null && row.Sale.Reference.ToLower().Contains(text)));
#pragma warning restore CA1304, CA1311, CA1862
        }

        var total = await named.CountAsync(cancellation);
        // The tie-breaker goes the same way as the sort: a mixed one cannot walk the index.
        var sorted = (filter.Sort, filter.Descending) switch
        {
            ("number", false) => named.OrderBy(row => row.Sale.Number).ThenBy(row => row.Sale.Id),
            ("number", true) => named.OrderByDescending(row => row.Sale.Number).ThenByDescending(row => row.Sale.Id),
            ("customer", false) => named.OrderBy(row => row.Customer).ThenBy(row => row.Sale.Id),
            ("customer", true) => named.OrderByDescending(row => row.Customer).ThenByDescending(row => row.Sale.Id),
            ("channel", false) => named.OrderBy(row => row.Channel).ThenBy(row => row.Sale.Id),
            ("channel", true) => named.OrderByDescending(row => row.Channel).ThenByDescending(row => row.Sale.Id),
            ("date", false) => named.OrderBy(row => row.Sale.OrderDate).ThenBy(row => row.Sale.Id),
            _ => named.OrderByDescending(row => row.Sale.OrderDate).ThenByDescending(row => row.Sale.Id),
        };
        var page = await sorted.Skip(slice.Skip).Take(slice.Take)
            .Select(row => new
            {
                row.Sale.Id,
                row.Sale.Number,
                row.Sale.OrderDate,
                row.Customer,
                row.Channel,
                row.Sale.Currency,
                Invoiced = db.Invoices.Where(document => document.SaleId == row.Sale.Id && document.Status == DocumentStatus.Authorised).Sum(document => document.TotalMinor)
                    - db.CreditNotes.Where(document => document.SaleId == row.Sale.Id && document.Status == DocumentStatus.Authorised).Sum(document => document.TotalMinor),
                Count = db.LedgerTransactions.Count(posting => posting.SaleId == row.Sale.Id && (posting.RetiredAt == null || posting.State != ExportState.Settled)),
                Open = db.LedgerTransactions.Count(posting => posting.SaleId == row.Sale.Id && posting.State != ExportState.Settled && (posting.RetiredAt == null || posting.WasExported) && posting.Route != ExportRoute.Skipped && posting.Route != ExportRoute.FromQuickBooks),
                Exported = db.LedgerTransactions.Count(posting => posting.SaleId == row.Sale.Id && posting.WasExported && (posting.RetiredAt == null || posting.State != ExportState.Settled)),
            })
            .ToListAsync(cancellation);
        return new PageOf<SaleRow>(
            [.. page.Select(row => new SaleRow(row.Id, row.Number, row.OrderDate, row.Customer, row.Channel, row.Currency, row.Invoiced, new PostingTally(row.Count, row.Open, row.Exported).State))],
            total);
    }

    private static IQueryable<Sale> Narrowed(QboConnectDb db, SaleFilter filter)
    {
        var sales = db.Sales.AsNoTracking();
        if (filter.ChannelId is { } channel)
        {
            sales = sales.Where(sale => sale.ChannelId == channel);
        }

        if (filter.From is { } from)
        {
            sales = sales.Where(sale => sale.OrderDate >= from);
        }

        if (filter.To is { } to)
        {
            sales = sales.Where(sale => sale.OrderDate <= to);
        }

        return filter.State switch
        {
            PostingState.Pending or PostingState.UpdatePending => sales.Where(sale => db.LedgerTransactions.Any(posting => posting.SaleId == sale.Id && posting.State != ExportState.Settled)),
            PostingState.Synced => sales.Where(sale => db.LedgerTransactions.Any(posting => posting.SaleId == sale.Id && posting.WasExported) && !db.LedgerTransactions.Any(posting => posting.SaleId == sale.Id && posting.State != ExportState.Settled)),
            PostingState.Skipped => sales.Where(sale => db.LedgerTransactions.Any(posting => posting.SaleId == sale.Id && posting.Route == ExportRoute.Skipped)),
            PostingState.NotPosted => sales.Where(sale => !db.LedgerTransactions.Any(posting => posting.SaleId == sale.Id)),
            null => sales,
        };
    }
}
