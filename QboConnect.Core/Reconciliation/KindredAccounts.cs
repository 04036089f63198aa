using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Reconciliation;

/// <summary>
/// QuickBooks keeps a receivable and a payable account for each currency ("Accounts Receivable (A/R) - EUR") and a tax account for each agency, and books on
/// them by itself. Core books on the one account that plays the role. So theirs count with it, also where Core's chart has them by now. Pure.
/// </summary>
internal sealed class KindredAccounts
{
    private readonly Dictionary<string, string> _quickBooks = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> _core = [];

    /// <summary>Finds which accounts count with which.</summary>
    /// <param name="theirs">QuickBooks' accounts.</param>
    /// <param name="ours">Core's chart.</param>
    /// <param name="roles">Which account plays which role.</param>
    public KindredAccounts(IEnumerable<QboAccount> theirs, IReadOnlyCollection<Account> ours, IReadOnlyDictionary<AccountRole, long> roles)
    {
        var byId = ours.ToDictionary(account => account.Id);
        var byQboId = ours.Where(account => account.QboId is not null).ToDictionary(account => account.QboId!, StringComparer.Ordinal);
        foreach (var account in theirs)
        {
            if (RoleOf(account) is { } role && roles.TryGetValue(role, out var id) && byId[id].QboId is { } leading && leading != account.Id)
            {
                _quickBooks[account.Id!] = leading;
                if (byQboId.TryGetValue(account.Id!, out var imported))
                {
                    _core[imported.Id] = id;
                }
            }
        }
    }

    /// <summary>The QuickBooks account that one of QuickBooks' counts with; itself where it stands alone.</summary>
    public string Of(string qboId) => _quickBooks.GetValueOrDefault(qboId, qboId);

    /// <summary>The account of Core's that one of Core's counts with; itself where it stands alone.</summary>
    public long Of(long accountId) => _core.GetValueOrDefault(accountId, accountId);

    private static AccountRole? RoleOf(QboAccount account) => account switch
    {
        { AccountType: "Accounts Receivable" } => AccountRole.AccountsReceivable,
        { AccountType: "Accounts Payable" } => AccountRole.AccountsPayable,
        { AccountSubType: "SalesTaxPayable" or "GlobalTaxPayable" } => AccountRole.SalesTax,
        _ => null,
    };
}
