using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect;

/// <summary>QuickBooks' accounts as accounts of Core's (seed: Created in QuickBooks, sent to Core). Pure.</summary>
public static class AccountsFromQuickBooks
{
    /// <summary>The accounts that Core does not have yet; those of a type Core does not know (Non-Posting) are left out.</summary>
    /// <param name="ours">Core's chart.</param>
    /// <param name="theirs">QuickBooks' accounts.</param>
    /// <param name="home">QuickBooks' home currency.</param>
    /// <param name="nextId">Makes ids.</param>
    public static IReadOnlyList<Account> Missing(IReadOnlyCollection<Account> ours, IEnumerable<QboAccount> theirs, string home, Func<long> nextId)
    {
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(nextId);
        var codes = ours.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        var known = ours.Select(row => row.QboId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. theirs.Where(row => row.Id is not null && !known.Contains(row.Id) && MatchAccounts.TypeOf(row) is not null).Select(row => New(row, nextId(), home, codes.Add))];
    }

    /// <summary>One account of QuickBooks' as a new one of Core's.</summary>
    /// <param name="theirs">QuickBooks' account.</param>
    /// <param name="id">Its id here.</param>
    /// <param name="home">QuickBooks' home currency.</param>
    /// <param name="takeCode">Whether its number may be its code here.</param>
    public static Account New(QboAccount theirs, long id, string home, Func<string, bool> takeCode)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(takeCode);
        var type = MatchAccounts.TypeOf(theirs) ?? throw new ArgumentException("Core has no accounts of this type.", nameof(theirs));
        return new Account
        {
            Id = id,
            Code = theirs.AcctNum is { Length: > 0 } number && takeCode(number) ? number : $"Q{theirs.Id}",
            Name = theirs.FullyQualifiedName ?? theirs.Name ?? theirs.Id!,
            Type = type,
            DetailType = theirs.AccountSubType ?? "",
            Currency = Currency.Of(theirs.CurrencyRef?.Value ?? home).Code,
            AcceptsPayments = type is AccountType.Bank or AccountType.CreditCard,
            QboId = theirs.Id,
        };
    }
}
