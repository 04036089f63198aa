using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>A consolidated transaction with everything its page shows.</summary>
/// <param name="Transaction">It, with its journal lines.</param>
/// <param name="BaseCurrency">ISO code the journal is in.</param>
/// <param name="TimeZone">The organisation's time zone, IANA.</param>
/// <param name="Accounts">The accounts of its lines.</param>
/// <param name="PaymentAccount">The payment account of a payment journal, or null.</param>
/// <param name="Log">Its log, the newest entry first.</param>
public sealed record ConsolidatedDetail(
    ConsolidatedTransaction Transaction, string BaseCurrency, string TimeZone, IReadOnlyDictionary<long, Account> Accounts, string? PaymentAccount, IReadOnlyList<ConsolidatedLogEntry> Log);

/// <summary>A document of the Summary tab.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Number">Its number.</param>
/// <param name="SaleId">Its sale, or null.</param>
/// <param name="Reference">The order's number, or null.</param>
/// <param name="Customer">The customer's name, or null.</param>
/// <param name="Channel">The channel's name, or null.</param>
/// <param name="Currency">ISO code of the document.</param>
/// <param name="Rate">Base units for one unit of <paramref name="Currency"/>.</param>
/// <param name="BaseMinor">Its share of the journal (or of a line), minor units of the base currency.</param>
public sealed record ConsolidatedDocumentRow(
    DocumentKind Kind, string Number, long? SaleId, string? Reference, string? Customer, string? Channel, string Currency, decimal Rate, long BaseMinor);

/// <summary>Reads a consolidated transaction.</summary>
public static class ConsolidatedDetailQuery
{
    /// <summary>It, or null where there is none.</summary>
    public static async Task<ConsolidatedDetail?> ReadConsolidatedAsync(this QboConnectDb db, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var transaction = await db.ConsolidatedTransactions.AsNoTracking().Include(row => row.Lines).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (transaction is null)
        {
            return null;
        }

        var used = transaction.Lines.Select(line => line.AccountId).Append(transaction.PaymentAccountId ?? 0).ToArray();
        var accounts = await db.Accounts.AsNoTracking().Where(row => used.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        return new ConsolidatedDetail(
            transaction,
            organisation?.BaseCurrency ?? transaction.Currency,
            organisation?.TimeZone ?? "UTC",
            accounts,
            transaction.PaymentAccountId is { } payment ? accounts.GetValueOrDefault(payment)?.Name : null,
            await db.ConsolidatedLog.AsNoTracking().Where(row => row.ConsolidatedTransactionId == id).OrderByDescending(row => row.Id).ToListAsync(cancellation));
    }

    /// <summary>The documents behind it, or behind one of its lines, with what a reader wants to know of each.</summary>
    public static async Task<IReadOnlyList<ConsolidatedDocumentRow>> ReadDocumentsAsync(this QboConnectDb db, long id, int? lineNo, CancellationToken cancellation)
    {
        var documents = await db.DocumentsOfAsync(id, lineNo, cancellation);
        var saleIds = documents.Select(row => row.SaleId).OfType<long>().Distinct().ToArray();
        var postingIds = documents.Select(row => row.LedgerTransactionId).ToArray();
        var postings = await db.LedgerTransactions.AsNoTracking().Where(row => postingIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new { row.Currency, row.Rate, row.ChannelId }, cancellation);
        var sales = await db.Sales.AsNoTracking().Where(row => saleIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, cancellation);
        var contactIds = documents.Select(row => row.ContactId).OfType<long>().Distinct().ToArray();
        var contacts = await db.Contacts.AsNoTracking().Where(row => contactIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var channels = await db.SalesChannels.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return
        [
            .. documents.Select(row =>
            {
                var posting = postings[row.LedgerTransactionId];
                return new ConsolidatedDocumentRow(
                    row.Kind,
                    row.Number,
                    row.SaleId,
                    row.SaleId is { } sale ? sales.GetValueOrDefault(sale) : null,
                    row.ContactId is { } contact ? contacts.GetValueOrDefault(contact) : null,
                    posting.ChannelId is { } channel ? channels.GetValueOrDefault(channel) : null,
                    posting.Currency,
                    posting.Rate,
                    row.AmountMinor);
            }),
        ];
    }
}
