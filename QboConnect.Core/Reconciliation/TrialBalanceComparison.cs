using QboConnect.Core.Finance;
using QboConnect.Core.Sync;

namespace QboConnect.Core.Reconciliation;

/// <summary>One account's balance in QuickBooks' trial balance.</summary>
/// <param name="QboId">QuickBooks' account id.</param>
/// <param name="Name">QuickBooks' account name.</param>
/// <param name="Minor">Minor units of the home currency, debit positive.</param>
/// <param name="IsExchangeGainOrLoss">Whether it is the account QuickBooks books exchange differences to by itself.</param>
public sealed record QuickBooksBalance(string QboId, string Name, long Minor, bool IsExchangeGainOrLoss = false);

/// <summary>One account side by side.</summary>
/// <param name="Code">Core's account code; empty for an account that only QuickBooks has.</param>
/// <param name="Name">Account name.</param>
/// <param name="AccountId">Core's account, or null.</param>
/// <param name="QboId">QuickBooks' account, or null where it is not mapped.</param>
/// <param name="CoreMinor">Core's balance, debit positive.</param>
/// <param name="QuickBooksMinor">QuickBooks' balance, debit positive.</param>
/// <param name="Explained">What explains the difference; zero amounts left out.</param>
public sealed record AccountComparison(
    string Code, string Name, long? AccountId, string? QboId, long CoreMinor, long QuickBooksMinor, IReadOnlyList<ExplainedAmount> Explained)
{
    /// <summary>QuickBooks less Core.</summary>
    public long DifferenceMinor => QuickBooksMinor - CoreMinor;

    /// <summary>What no reason covers. Zero means that the account agrees.</summary>
    public long UnexplainedMinor => DifferenceMinor - Explained.Sum(part => part.Minor);
}

/// <summary>Core's trial balance against QuickBooks', account by account.</summary>
/// <param name="Accounts">Every account with a balance on either side, in the order of the chart.</param>
public sealed record TrialBalanceComparison(IReadOnlyList<AccountComparison> Accounts)
{
    /// <summary>Whether every difference is explained to the cent.</summary>
    public bool Agrees => Accounts.All(account => account.UnexplainedMinor == 0);

    /// <summary>Accounts with an unexplained difference.</summary>
    public int UnexplainedAccounts => Accounts.Count(account => account.UnexplainedMinor != 0);

    /// <summary>Half the sum of unexplained differences without sign: as both sides balance, each amount out of place counts on two accounts.</summary>
    public long UnexplainedMinor => Accounts.Sum(account => Math.Abs(account.UnexplainedMinor)) / 2;

    /// <summary>Puts both trial balances side by side.</summary>
    /// <param name="accounts">Core's chart; an account is QuickBooks' where the ids are mapped.</param>
    /// <param name="core">Core's balance of each account, debit positive; absent is zero.</param>
    /// <param name="quickBooks">QuickBooks' trial balance.</param>
    /// <param name="explained">Reasons by Core account or by <see cref="PostingDifference.QuickBooksExchangeAccount"/>.</param>
    /// <param name="explainedInQuickBooks">Reasons by QuickBooks account id, for accounts that Core may not have.</param>
    public static TrialBalanceComparison Of(
        IReadOnlyCollection<Account> accounts,
        IReadOnlyDictionary<long, long> core,
        IReadOnlyCollection<QuickBooksBalance> quickBooks,
        IEnumerable<ExplainedAmount> explained,
        IEnumerable<(string QboId, Explanation Reason, long Minor)> explainedInQuickBooks)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var byQboId = accounts.Where(account => account.QboId is not null).ToDictionary(account => account.QboId!);
        var byAccount = explained.ToLookup(part => part.AccountId);
        var byQboAccount = explainedInQuickBooks.ToLookup(part => part.QboId);
        var balances = quickBooks.ToDictionary(balance => balance.QboId);

        var rows = accounts
            .OrderBy(account => account.Type).ThenBy(account => account.Code, StringComparer.Ordinal)
            .Select(account =>
            {
                var balance = account.QboId is { } id ? balances.GetValueOrDefault(id) : null;
                var own = balance is { IsExchangeGainOrLoss: true } ? byAccount[PostingDifference.QuickBooksExchangeAccount] : [];
                return new AccountComparison(
                    account.Code, account.Name, account.Id, account.QboId, core.GetValueOrDefault(account.Id), balance?.Minor ?? 0,
                    Sum(account.Id, byAccount[account.Id].Concat(own), account.QboId is { } qboId ? byQboAccount[qboId] : []));
            })
            .Concat(quickBooks.Where(balance => !byQboId.ContainsKey(balance.QboId)).Select(balance => new AccountComparison(
                "", balance.Name, null, balance.QboId, 0, balance.Minor,
                Sum(0, balance.IsExchangeGainOrLoss ? byAccount[PostingDifference.QuickBooksExchangeAccount] : [], byQboAccount[balance.QboId]))));

        return new([.. rows.Where(row => row is not { CoreMinor: 0, QuickBooksMinor: 0, Explained.Count: 0 })]);
    }

    private static List<ExplainedAmount> Sum(
        long accountId, IEnumerable<ExplainedAmount> ours, IEnumerable<(string QboId, Explanation Reason, long Minor)> theirs) =>
        [.. ours.Select(part => (part.Reason, part.Minor)).Concat(theirs.Select(part => (part.Reason, part.Minor)))
            .GroupBy(part => part.Reason)
            .Select(group => new ExplainedAmount(accountId, group.Key, group.Sum(part => part.Minor)))
            .Where(part => part.Minor != 0)
            .OrderBy(part => part.Reason)];
}
