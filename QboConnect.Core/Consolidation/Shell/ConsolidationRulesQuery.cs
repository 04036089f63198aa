using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>Reads what consolidating needs to know besides the ledger.</summary>
internal static class ConsolidationRulesQuery
{
    /// <summary>The rules as settings, account mapping and locations stand in the database.</summary>
    /// <exception cref="AccountNotMappedException">No account is mapped to Accounts receivable.</exception>
    public static async Task<ConsolidationRules> LoadConsolidationRulesAsync(this QboConnectDb db, CancellationToken cancellation)
    {
        var roles = await db.AccountRoles.AsNoTracking().ToDictionaryAsync(row => row.Role, row => row.AccountId, cancellation);
        var settings = await db.ConsolidationSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new ConsolidationSettings();
        return new ConsolidationRules
        {
            ReceivableAccountId = roles.TryGetValue(AccountRole.AccountsReceivable, out var receivable)
                ? receivable
                : throw new AccountNotMappedException(AccountRole.AccountsReceivable),
            ClearingAccountId = roles.TryGetValue(AccountRole.PaymentClearing, out var clearing) ? clearing : null,
            AccountCodes = await db.Accounts.Select(row => new { row.Id, row.Code }).ToDictionaryAsync(row => row.Id, row => row.Code, cancellation),
            LocationNames = await db.Locations.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Name, cancellation),
            ClassSource = settings.ClassSource,
            LocationSource = settings.LocationSource,
        };
    }
}
