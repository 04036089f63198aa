using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Mapping;

/// <summary>The names and numbers that accounts of QuickBooks have, so that thousands of drafts need not look through thousands of accounts each.</summary>
/// <param name="theirs">QuickBooks' accounts.</param>
public sealed class AccountNames(IEnumerable<QboAccount> theirs)
{
    private readonly HashSet<string> _names = theirs.Select(account => account.Name).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _numbers = theirs.Select(account => account.AcctNum).OfType<string>().Where(number => number.Length > 0).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether any account has a number.</summary>
    public bool AreNumbered => _numbers.Count > 0;

    /// <summary>Whether an account has this name, in whatever case.</summary>
    public bool HasName(string name) => _names.Contains(name);

    /// <summary>Whether an account has this number.</summary>
    public bool HasNumber(string number) => _numbers.Contains(number);
}
