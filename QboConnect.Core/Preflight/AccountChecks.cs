using System.Globalization;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Preflight;

/// <summary>The accounts Core needs in QuickBooks, and what they must be like.</summary>
internal static class AccountChecks
{
    // QuickBooks' usage limit; Advanced has none (Intuit: usage limits).
    private const int AccountLimit = 250;

    public static IReadOnlyList<PreflightCheck> All { get; } =
    [
        new("Required accounts", facts => Missing(facts, required: true)),
        new("Optional accounts", facts => Missing(facts, required: false)),
        new("Mapped accounts are active", Inactive),
        new("Mapped accounts have the right type", WrongType),
        new("One account for one account", Shared),
        new("Payment clearing account", Clearing),
        new("Room for more accounts", Limit),
    ];

    private static IEnumerable<Finding> Missing(PreflightFacts facts, bool required)
    {
        foreach (var level in MissingRoles(facts).Where(need => need.IsRequired == required).GroupBy(need => LevelOf(need, facts)))
        {
            var names = string.Join(", ", level.Select(need => need.Name));
            yield return new Finding(
                "ACC-01", level.Key,
                required ? $"Required accounts are missing: {names}." : $"Optional accounts are missing: {names}.",
                facts.IsMapped ? "What posts to them reports an error and cannot be finished." : "QuickBooks has no account of that name and type. One with another name can be chosen in the wizard.",
                "Create them from here, after a preview; or in QuickBooks with the type named here, and choose them under Account mapping.")
            {
                Records = [.. level.Select(need => new TouchedRecord(need.Name, $"{string.Join(" or ", RoleFit.Types(need.Role).Select(MatchAccounts.Words))}; for {need.NeededFor}"))],
                Fix = FindingFix.CreateAccounts,
            };
        }
    }

    private static FindingLevel LevelOf(RoleNeed need, PreflightFacts facts) =>
        !need.IsNeeded(facts) ? FindingLevel.Info : facts.IsMapped ? FindingLevel.Blocks : FindingLevel.Warns;

    private static IEnumerable<RoleNeed> MissingRoles(PreflightFacts facts) => RequiredAccounts.Of(facts).Where(row => row.IsMissing).Select(row => row.Need);

    private static IEnumerable<Finding> Inactive(PreflightFacts facts)
    {
        var active = Active(facts).Select(theirs => theirs.Id).ToHashSet(StringComparer.Ordinal);
        var gone = facts.Accounts.Where(ours => !ours.IsArchived && ours.QboId is not null && !active.Contains(ours.QboId)).ToList();
        if (gone.Count > 0)
        {
            yield return new Finding("ACC-03", FindingLevel.Blocks, "Mapped accounts are inactive in QuickBooks or no longer there.", "QuickBooks refuses every document that names one.", "Make them active again in QuickBooks under Chart of accounts.")
            {
                Records = [.. gone.Select(ours => new TouchedRecord($"{ours.Code} {ours.Name}", $"QuickBooks account {ours.QboId}"))],
            };
        }
    }

    private static IEnumerable<Finding> WrongType(PreflightFacts facts)
    {
        var wrong = facts.Roles.Keys.Order()
            .Select(role => (Role: role, Theirs: Behind(facts, role)))
            .Where(pair => pair.Theirs is not null && !(MatchAccounts.TypeOf(pair.Theirs) is { } type && RoleFit.Types(pair.Role).Contains(type)))
            .ToList();
        if (wrong.Count > 0)
        {
            yield return new Finding("ACC-04", FindingLevel.Blocks, "Accounts have a type that does not fit their role.", "QuickBooks refuses such postings, or books them where they do not belong.", "Choose accounts of the types named here under Account mapping.")
            {
                Records = [.. wrong.Select(pair => new TouchedRecord(pair.Theirs!.Name ?? "", $"is {pair.Theirs.AccountType}, must be {string.Join(" or ", RoleFit.Types(pair.Role).Select(MatchAccounts.Words))}"))],
                Fix = FindingFix.OpenAccountMapping,
            };
        }
    }

    private static IEnumerable<Finding> Shared(PreflightFacts facts)
    {
        var shared = facts.Accounts.Where(ours => ours.QboId is not null).GroupBy(ours => ours.QboId, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        if (shared.Count > 0)
        {
            yield return new Finding("ACC-05", FindingLevel.Blocks, "Two accounts of Core stand on one account of QuickBooks.", "Their balances cannot be told apart.", "Give each its own QuickBooks account.")
            {
                Records = [.. shared.Select(group => new TouchedRecord(string.Join(", ", group.Select(ours => ours.Name)), $"QuickBooks account {group.Key}"))],
            };
        }
    }

    private static IEnumerable<Finding> Clearing(PreflightFacts facts)
    {
        if (Behind(facts, AccountRole.PaymentClearing) is not { } clearing)
        {
            yield break;
        }

        if (clearing.CurrencyRef?.Value is { } currency && !string.Equals(currency, facts.BaseCurrency, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Finding("ACC-06", FindingLevel.Blocks, $"The payment clearing account {clearing.Name} is in {currency}.", $"Consolidated journals are in {facts.BaseCurrency}, and QuickBooks refuses the account in them.", $"Choose a Bank account in {facts.BaseCurrency}.") { Fix = FindingFix.OpenAccountMapping };
        }

        // Once payments are consolidated into it, it may rest on a balance between two payouts.
        if (!facts.IsMapped && clearing.CurrentBalance is { } balance && balance != 0m)
        {
            yield return new Finding("ACC-07", FindingLevel.Warns,
                string.Create(CultureInfo.InvariantCulture, $"The payment clearing account {clearing.Name} holds {balance:N2} before the first sync."),
                "What is left in it later will be hard to explain.", "Bring it to 0.00 in QuickBooks, or choose an account nothing was posted to.");
        }
    }

    private static IEnumerable<Finding> Limit(PreflightFacts facts)
    {
        var (used, more) = (Active(facts).Count(), MissingRoles(facts).Count(need => need.IsNeeded(facts)));
        if (!facts.Plan.Contains("Advanced", StringComparison.OrdinalIgnoreCase) && used + more > AccountLimit)
        {
            yield return new Finding("ACC-08", FindingLevel.Blocks,
                string.Create(CultureInfo.InvariantCulture, $"{used} of {AccountLimit} accounts are used in QuickBooks; {more} more are needed."),
                "QuickBooks refuses to create accounts above the limit of this plan.", "Make accounts inactive that you do not use, or change to Advanced.");
        }
    }

    private static IEnumerable<QboAccount> Active(PreflightFacts facts) => facts.QboAccounts.Where(theirs => theirs.Active != false);

    // Before the mapping the account that matching by name would take.
    private static QboAccount? Behind(PreflightFacts facts, AccountRole role)
    {
        var ours = facts.Playing(role);
        return facts.IsMapped
            ? Active(facts).FirstOrDefault(theirs => ours?.QboId is not null && theirs.Id == ours.QboId)
            : Active(facts).FirstOrDefault(theirs => ours is not null && Same(theirs.Name, ours.Name));
    }

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
