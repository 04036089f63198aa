using QboConnect.Core.Amounts;
using QboConnect.Core.Finance;

namespace QboConnect.Core.Ledger;

/// <summary>What posting needs to know of the books: the base currency, which account plays which role, where each tax rule's tax is owed.</summary>
public sealed class PostingBook
{
    private readonly Dictionary<AccountRole, long> _roles;
    private readonly Dictionary<long, long> _taxAccounts;

    /// <summary>A book of these accounts.</summary>
    /// <param name="baseCurrency">The currency the books are kept in.</param>
    /// <param name="roles">Account id by role.</param>
    /// <param name="taxAccounts">Account id by tax rule.</param>
    public PostingBook(Currency baseCurrency, IReadOnlyDictionary<AccountRole, long> roles, IReadOnlyDictionary<long, long> taxAccounts)
    {
        Base = baseCurrency;
        _roles = new Dictionary<AccountRole, long>(roles);
        _taxAccounts = new Dictionary<long, long>(taxAccounts);
    }

    /// <summary>The base currency.</summary>
    public Currency Base { get; }

    /// <summary>The account that plays a role.</summary>
    /// <exception cref="AccountNotMappedException">No account plays it.</exception>
    public long this[AccountRole role] =>
        _roles.TryGetValue(role, out var account) ? account : throw new AccountNotMappedException(role);

    /// <summary>The account a tax rule's tax is owed on.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public long TaxAccount(long taxRuleId) =>
        _taxAccounts.TryGetValue(taxRuleId, out var account) ? account : throw new KeyNotFoundException($"There is no tax rule {taxRuleId}.");

    /// <summary>Whether there is such a tax rule.</summary>
    public bool HasTaxRule(long taxRuleId) => _taxAccounts.ContainsKey(taxRuleId);

    /// <summary>Whether an account plays a role.</summary>
    public bool Has(AccountRole role) => _roles.ContainsKey(role);
}

/// <summary>A document needs an account that is not mapped yet (Settings → Reference books → Account mapping).</summary>
/// <param name="role">The role no account plays.</param>
public sealed class AccountNotMappedException(AccountRole role) : Exception(
    $"No account is mapped to {RoleFit.Name(role)}. Choose one in Settings → Reference books → Account mapping.")
{
    /// <summary>The role no account plays.</summary>
    public AccountRole Role { get; } = role;
}
