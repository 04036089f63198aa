using QboConnect.Core.Finance;

namespace QboConnect.Core.Sync.Planning;

/// <summary>One account of QuickBooks' trial balance before and after a plan. Minor units of the home currency, debit positive.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="BeforeMinor">As QuickBooks has it now.</param>
/// <param name="ChangeMinor">What the plan adds.</param>
public sealed record ForecastRow(string Name, long BeforeMinor, long ChangeMinor)
{
    /// <summary>As QuickBooks will have it.</summary>
    public long AfterMinor => BeforeMinor + ChangeMinor;
}

/// <summary>Says how QuickBooks' trial balance will look once a plan was sent.</summary>
public static class TrialBalanceForecast
{
    /// <summary>Stands for income and expense of earlier fiscal years, which a trial balance shows as equity.</summary>
    public const string EarlierYears = "Retained earnings: income and expense of earlier fiscal years";

    /// <summary>QuickBooks' own account for exchange differences.</summary>
    public const string ExchangeAccount = "Exchange Gain or Loss (QuickBooks' own account)";

    /// <summary>The rows of all accounts that have a balance or get one, QuickBooks' order first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">QuickBooks' trial balance: account id, name and balance.</param>
    /// <param name="accounts">The chart by id.</param>
    /// <param name="fiscalYearStart">First day of the fiscal year the trial balance is of.</param>
    public static IReadOnlyList<ForecastRow> Of(
        SyncPlan plan, IReadOnlyList<(string QboId, string Name, long Minor)> now, IReadOnlyDictionary<long, Account> accounts, DateOnly fiscalYearStart)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(accounts);
        var changes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in plan.Items.Where(item => item.IsSent))
        {
            Add(item, item.Document?.Effect, 1);
            Add(item, item.Link is { State: LinkState.Active } link ? GlEffect.Read(link.Effect) : null, -1);
        }

        var rows = now.Select(row => new ForecastRow(row.Name, row.Minor, changes.Remove(row.QboId, out var change) ? change : 0)).ToList();
        rows.AddRange(changes.Where(change => change.Value != 0)
            .Select(change => new ForecastRow(accounts.Values.FirstOrDefault(account => KeyOf(account) == change.Key)?.Name ?? change.Key, 0, change.Value))
            .OrderBy(row => row.Name, StringComparer.CurrentCulture));
        return rows;

        void Add(PlannedItem item, IReadOnlyDictionary<long, long>? effect, int sign)
        {
            foreach (var (id, minor) in effect ?? new Dictionary<long, long>())
            {
                var account = accounts.GetValueOrDefault(id);
                var key = item.Date < fiscalYearStart && account is not { IsBalanceSheet: true } ? EarlierYears
                    : account is null ? ExchangeAccount
                    : KeyOf(account);
                changes[key] = changes.GetValueOrDefault(key) + (sign * minor);
            }
        }
    }

    private static string KeyOf(Account account) => account.QboId ?? "not mapped: " + account.Name;
}
