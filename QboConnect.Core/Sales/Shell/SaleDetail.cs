using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sales.Shell;

/// <summary>A sale with everything its page shows.</summary>
/// <param name="Sale">The order.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Location">Location's name, or null.</param>
/// <param name="BaseCurrency">ISO code the ledger is in.</param>
/// <param name="TimeZone">The organisation's time zone, IANA.</param>
/// <param name="Documents">Its documents, by date.</param>
/// <param name="Postings">Its postings, the newest first, retired ones included.</param>
public sealed record SaleDetail(
    Sale Sale, string Customer, string Channel, string? Location, string BaseCurrency, string TimeZone, IReadOnlyList<SaleDocumentRow> Documents, IReadOnlyList<SalePosting> Postings);

/// <summary>A document of a sale.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">What it is, in a word: Invoice, Credit note, Shipment.</param>
/// <param name="Id">The document.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its day.</param>
/// <param name="Status">Draft, authorised or voided.</param>
/// <param name="AmountMinor">Its amount in minor units of <paramref name="Currency"/>.</param>
/// <param name="Currency">The sale's currency, or the base currency for cost.</param>
/// <param name="State">Where it stands on its way to QuickBooks.</param>
/// <param name="Route">How it gets there.</param>
/// <param name="Consolidated">The consolidated transactions it is part of.</param>
/// <param name="Problem">Why QuickBooks refused it last, or null.</param>
public sealed record SaleDocumentRow(
    DocumentKind Kind, string Title, long Id, string Number, DateOnly Date, DocumentStatus Status, long AmountMinor, string Currency,
    PostingState State, ExportRoute Route, IReadOnlyList<ConsolidatedLink> Consolidated, string? Problem);

/// <summary>Leads to a consolidated transaction.</summary>
/// <param name="Id">It.</param>
/// <param name="Number">Its number.</param>
public sealed record ConsolidatedLink(long Id, string Number);

/// <summary>A posting with its lines.</summary>
/// <param name="Id">The posting.</param>
/// <param name="Kind">Kind of document.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Date">Its day.</param>
/// <param name="PostedAt">When it was posted, UTC.</param>
/// <param name="RetiredAt">When it was retired, UTC, or null while it counts.</param>
/// <param name="RetiredBecause">Why, or null.</param>
/// <param name="Lines">Its lines.</param>
public sealed record SalePosting(
    long Id, DocumentKind Kind, string Number, DateOnly Date, DateTimeOffset PostedAt, DateTimeOffset? RetiredAt, string? RetiredBecause, IReadOnlyList<SalePostingLine> Lines);

/// <summary>A line of a posting.</summary>
/// <param name="Section">What it is part of.</param>
/// <param name="AccountCode">Number of the account.</param>
/// <param name="AccountName">Name of the account.</param>
/// <param name="BaseMinor">Minor units of the base currency; debit positive.</param>
/// <param name="DocumentMinor">Minor units of the sale's currency; debit positive.</param>
public sealed record SalePostingLine(LedgerSection Section, string AccountCode, string AccountName, long BaseMinor, long DocumentMinor);

/// <summary>Reads a sale.</summary>
public static class SaleDetailQuery
{
    /// <summary>The sale, or null where there is none.</summary>
    public static async Task<SaleDetail?> ReadSaleAsync(this QboConnectDb db, long saleId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var sale = await db.Sales.AsNoTracking().SingleOrDefaultAsync(row => row.Id == saleId, cancellation);
        if (sale is null)
        {
            return null;
        }

        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var home = organisation?.BaseCurrency ?? sale.Currency;
        var postings = await db.LedgerTransactions.AsNoTracking().Include(row => row.Lines).Where(row => row.SaleId == saleId).ToListAsync(cancellation);
        var documents = await SaleDocumentRows.ReadAsync(db, sale, home, postings, cancellation);
        return new SaleDetail(
            sale,
            await db.Contacts.Where(row => row.Id == sale.CustomerId).Select(row => row.Name).SingleAsync(cancellation),
            await db.SalesChannels.Where(row => row.Id == sale.ChannelId).Select(row => row.Name).SingleAsync(cancellation),
            await db.Locations.Where(row => row.Id == sale.LocationId).Select(row => row.Name).SingleOrDefaultAsync(cancellation),
            home,
            organisation?.TimeZone ?? "UTC",
            documents,
            await WithAccountsAsync(db, postings, cancellation));
    }

    private static async Task<IReadOnlyList<SalePosting>> WithAccountsAsync(QboConnectDb db, List<LedgerTransaction> postings, CancellationToken cancellation)
    {
        var used = postings.SelectMany(row => row.Lines).Select(line => line.AccountId).Distinct().ToArray();
        var accounts = await db.Accounts.AsNoTracking().Where(row => used.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return
        [
            .. postings.OrderByDescending(row => row.Date).ThenByDescending(row => row.Id).Select(row => new SalePosting(
                row.Id, row.Kind, row.Number, row.Date, row.PostedAt, row.RetiredAt, row.RetiredBecause,
                [
                    .. row.Lines.OrderBy(line => line.LineNo).Select(line => new SalePostingLine(
                        line.Section,
                        accounts.GetValueOrDefault(line.AccountId)?.Code ?? "",
                        accounts.GetValueOrDefault(line.AccountId)?.Name ?? "",
                        line.BaseMinor,
                        line.DocumentMinor)),
                ])),
        ];
    }
}
