using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Mapping;

/// <summary>
/// Matches Core's accounts with QuickBooks' (seed: Map accounts). Only like with like: the same type, which also says whether the account takes
/// payments, and the same currency where accounts have one of their own. One to one. Pure.
/// </summary>
public static class MatchAccounts
{
    /// <summary>The table of the step.</summary>
    /// <param name="ours">Core's chart; archived accounts need no mapping and are left out.</param>
    /// <param name="theirs">QuickBooks' accounts.</param>
    /// <param name="chosen">QuickBooks' id by our account's, with the reason, as chosen before. A choice that no longer fits is dropped.</param>
    /// <param name="homeCurrency">QuickBooks' home currency, which accounts without a currency have.</param>
    public static MappingTable Of(
        IEnumerable<Account> ours, IEnumerable<QboAccount> theirs, IReadOnlyDictionary<long, (string QboId, string Reason)> chosen, string homeCurrency)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        var accounts = ours.Where(account => !account.IsArchived).OrderBy(account => account.Code, StringComparer.Ordinal).ToList();
        var others = theirs.Where(account => account.Active != false && TypeOf(account) is not null).Select(account => new Theirs(account, homeCurrency)).ToList();
        var matched = new Dictionary<long, (Theirs Account, string Reason)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);

        var byId = others.ToDictionary(other => other.Id, StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            if (chosen.TryGetValue(account.Id, out var choice) && byId.GetValueOrDefault(choice.QboId) is { } other && other.Fits(account) && taken.Add(other.Id))
            {
                matched[account.Id] = (other, choice.Reason);
            }
        }

        var byNumber = others.Where(other => other.Number.Length > 0).ToLookup(other => other.Number, StringComparer.Ordinal);
        var byName = others.SelectMany(other => other.Names, (other, name) => (Name: name, Other: other)).ToLookup(pair => pair.Name, pair => pair.Other, StringComparer.OrdinalIgnoreCase);
        var byKind = others.GroupBy(other => other.Kind).ToDictionary(group => group.Key, group => group.ToList());
        Pass("Same number", account => byNumber[account.Code]);
        Pass("Same name", account => byName[account.Name]);
        OnlyOne(account => (account.Type, Detail: account.DetailType.ToUpperInvariant(), account.Currency), other => (other.Type, Detail: other.Detail.ToUpperInvariant(), other.Currency));
        OnlyOne(account => (account.Type, Detail: "", account.Currency), other => (other.Type, Detail: "", other.Currency));
        var withFree = byKind.Where(kind => kind.Value.Exists(other => !taken.Contains(other.Id))).Select(kind => kind.Key).ToHashSet();
        return new MappingTable([.. accounts.Select(Row)]);

        void Pass(string reason, Func<Account, IEnumerable<Theirs>> same)
        {
            foreach (var account in accounts.Where(account => !matched.ContainsKey(account.Id)))
            {
                if (same(account).FirstOrDefault(other => !taken.Contains(other.Id) && other.Fits(account)) is { } other)
                {
                    Match(account, other, reason);
                }
            }
        }

        void OnlyOne<TKind>(Func<Account, TKind> kindOf, Func<Theirs, TKind> kindOfTheirs)
            where TKind : notnull
        {
            var free = others.Where(other => !taken.Contains(other.Id)).ToLookup(kindOfTheirs);
            foreach (var group in accounts.Where(account => !matched.ContainsKey(account.Id)).GroupBy(kindOf).Where(group => group.Count() == 1 && free[group.Key].Count() == 1).ToList())
            {
                Match(group.Single(), free[group.Key].Single(), "Only one of its kind");
            }
        }

        void Match(Account account, Theirs other, string reason)
        {
            taken.Add(other.Id);
            matched[account.Id] = (other, reason);
        }

        MappingRow Row(Account account)
        {
            var kind = Theirs.KindOf(account);
            var fitting = byKind.GetValueOrDefault(kind) ?? [];
            var row = new MappingRow
            {
                LocalId = account.Id,
                Code = account.Code,
                Name = account.Name,
                Kind = $"{Words(account.Type)}, {account.Currency}",
                State = MappingState.ToMap,
                Reason = fitting.Count > 0
                    ? "Choose the QuickBooks account."
                    : $"QuickBooks has no {Words(account.Type)} account in {account.Currency}. Create one there, then reload.",
                Ranked = () => [.. Ranked(account, fitting)],
                Fitting = fitting.Count,
                IsNoneFree = !withFree.Contains(kind),
            };
            if (matched.TryGetValue(account.Id, out var match))
            {
                return row with { State = MappingState.Matched, Choice = match.Account.Candidate, Reason = match.Reason };
            }

            return byName[account.Name].FirstOrDefault(other => !other.Fits(account)) is { } unlike
                ? row with
                {
                    State = MappingState.Conflict,
                    Reason = $"QuickBooks has {unlike.Name} as {Words(unlike.Type)} in {unlike.Currency}. Change it there and reload, or choose another account.",
                }
                : row;
        }
    }

    private static IEnumerable<MappingCandidate> Ranked(Account account, IEnumerable<Theirs> fitting) => fitting
        .OrderByDescending(other => string.Equals(other.Detail, account.DetailType, StringComparison.OrdinalIgnoreCase))
        .ThenByDescending(other => Likeness.Of(account.Name, other.Name))
        .ThenBy(other => other.Name, StringComparer.OrdinalIgnoreCase)
        .Select(other => other.Candidate);

    /// <summary>Whether a QuickBooks account may stand for one of ours.</summary>
    public static bool Fits(Account ours, QboAccount theirs, string homeCurrency) => TypeOf(theirs) is not null && new Theirs(theirs, homeCurrency).Fits(ours);

    /// <summary>The type of a QuickBooks account, or null where Core has no such type (Non-Posting).</summary>
    public static AccountType? TypeOf(QboAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var text = account.AccountType?.Replace(" ", "", StringComparison.Ordinal);
        return Enum.TryParse<AccountType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : null;
    }

    /// <summary>A type as QuickBooks writes it: "Other current asset".</summary>
    public static string Words(AccountType type) => type switch
    {
        AccountType.AccountsReceivable => "Accounts receivable (A/R)",
        AccountType.AccountsPayable => "Accounts payable (A/P)",
        _ => string.Concat(type.ToString().Select((letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")),
    };

    // Only these have a currency of their own; all others are kept in home currency.
    private static bool HasCurrency(AccountType type) =>
        type is AccountType.Bank or AccountType.CreditCard or AccountType.AccountsReceivable or AccountType.AccountsPayable;

    private sealed class Theirs(QboAccount account, string homeCurrency)
    {
        public string Id { get; } = account.Id ?? "";

        public string Name { get; } = account.FullyQualifiedName ?? account.Name ?? "";

        public string Number { get; } = account.AcctNum ?? "";

        public AccountType Type { get; } = TypeOf(account)!.Value;

        public string Detail { get; } = account.AccountSubType ?? "";

        public string Currency { get; } = account.CurrencyRef?.Value ?? homeCurrency;

        public MappingCandidate Candidate => new(Id, Number.Length == 0 ? Name : $"{Number} {Name}", $"{Words(Type)}, {Currency}");

        /// <summary>Its full name, and its own where it stands below another account.</summary>
        public IEnumerable<string> Names => new[] { Name, account.Name ?? "" }.Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

        /// <summary>What must be equal for it to stand for an account of ours.</summary>
        public (AccountType, string) Kind => Of(Type, Currency);

        public static (AccountType, string) KindOf(Account ours) => Of(ours.Type, ours.Currency);

        public bool Fits(Account ours) => Kind == KindOf(ours);

        private static (AccountType, string) Of(AccountType type, string currency) => (type, HasCurrency(type) ? currency.ToUpperInvariant() : "");
    }
}
