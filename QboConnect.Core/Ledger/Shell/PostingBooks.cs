using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>Reads the books as posting needs them.</summary>
public static class PostingBooks
{
    /// <summary>The base currency, the account of each role and of each tax rule, as they stand in the database.</summary>
    /// <exception cref="InvalidOperationException">There is no organisation yet.</exception>
    public static async Task<PostingBook> LoadPostingBookAsync(this QboConnectDb db, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var baseCurrency = await db.Organisations.Select(row => row.BaseCurrency).SingleAsync(cancellation);
        return new PostingBook(
            Currency.Of(baseCurrency),
            await db.AccountRoles.AsNoTracking().ToDictionaryAsync(row => row.Role, row => row.AccountId, cancellation),
            await db.TaxRules.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.AccountId, cancellation));
    }
}
