using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Preflight;

/// <summary>How an account of the seed's tables stands in QuickBooks.</summary>
/// <param name="Need">The account.</param>
/// <param name="IsNeeded">Whether this company uses what needs it.</param>
/// <param name="Theirs">QuickBooks' account; null where it is missing.</param>
/// <param name="Draft">What would be made in QuickBooks; null where nothing is missing.</param>
public sealed record RequiredAccount(RoleNeed Need, bool IsNeeded, QboAccount? Theirs, AccountDraft? Draft)
{
    /// <summary>Whether it has to be made or chosen.</summary>
    public bool IsMissing => Theirs is null;
}

/// <summary>The seed's tables of required and optional accounts against what QuickBooks has (seed: Setting up Accounts in QuickBooks Online). Pure.</summary>
public static class RequiredAccounts
{
    /// <summary>All rows of both tables, in the seed's order.</summary>
    public static IReadOnlyList<RequiredAccount> Of(PreflightFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var active = facts.QboAccounts.Where(theirs => theirs.Active != false).ToList();
        var names = new AccountNames(active);
        return
        [
            .. RoleNeed.All.Select(need =>
            {
                var theirs = Behind(facts, active, need);
                var home = facts.Preferences.CurrencyPrefs?.HomeCurrency?.Value ?? facts.BaseCurrency;
                return new RequiredAccount(
                    need, need.IsNeeded(facts), theirs,
                    theirs is null ? AccountDraft.Of(need.Role, need.Name, Draftable(facts, need), names, facts.Connection.Country, home) : null);
            }),
        ];
    }

    // Once mapped, the account that plays the role; before that, the one that matching by name and type would take.
    private static QboAccount? Behind(PreflightFacts facts, List<QboAccount> active, RoleNeed need)
    {
        var ours = facts.Playing(need.Role);
        return facts.IsMapped
            ? ours?.QboId is { } id ? active.Find(theirs => theirs.Id == id) ?? new QboAccount { Id = id, Name = ours.Name } : null
            : active.Find(theirs => MatchAccounts.TypeOf(theirs) is { } type && RoleFit.Types(need.Role).Contains(type) && (Same(theirs.Name, need.Name) || Same(theirs.Name, ours?.Name)));
    }

    // An account of Core's that stands on another one of QuickBooks' already is not what a new one is made for.
    private static Account? Draftable(PreflightFacts facts, RoleNeed need) => facts.Playing(need.Role) is { QboId: null, IsArchived: false } ours ? ours : null;

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
