using System.Globalization;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Preflight;

/// <summary>Connection, plan and currencies (seed: Compatibility, Prerequisites).</summary>
internal static class CompanyChecks
{
    // A refresh token nobody uses ends; from here on a person should know (preflight-errors CON-01).
    private const int DaysBeforeSignInEnds = 30;

    public static IReadOnlyList<PreflightCheck> All { get; } =
    [
        new("Sign-in at QuickBooks", SignIn),
        new("Subscription", Subscription),
        new("Plan", Plan),
        new("Base currency", BaseCurrency),
        new("Several currencies", MultiCurrency),
    ];

    private static IEnumerable<Finding> SignIn(PreflightFacts facts)
    {
        if (facts.Connection.SignInEndsAt is { } ends && (ends - facts.ReadAt).TotalDays is var days && days <= DaysBeforeSignInEnds)
        {
            yield return new Finding("CON-01", days <= 0 ? FindingLevel.Blocks : FindingLevel.Warns,
                days <= 0 ? "The sign-in at QuickBooks has ended." : string.Create(CultureInfo.InvariantCulture, $"The sign-in at QuickBooks ends in {(int)Math.Ceiling(days)} days unless it is used."),
                "Without it nothing can be read or sent.", "Reconnect. Mappings, links and what waits are kept.")
            { Fix = FindingFix.Reconnect };
        }
    }

    private static IEnumerable<Finding> Subscription(PreflightFacts facts)
    {
        // EXPIRED, RESTRICTED, SUSPENDED and CANCELLED companies can be read and not written (fault 6190).
        if (facts.SubscriptionStatus is "EXPIRED" or "RESTRICTED" or "SUSPENDED" or "CANCELLED")
        {
            yield return new Finding("CON-03", FindingLevel.Blocks, $"QuickBooks is read-only: its subscription is {facts.SubscriptionStatus.ToLowerInvariant()}.", "QuickBooks refuses everything that is sent.", "Renew the subscription in QuickBooks under Settings → Subscriptions and billing, then check again.") { Fix = FindingFix.OpenQuickBooksSettings };
        }
    }

    private static IEnumerable<Finding> Plan(PreflightFacts facts)
    {
        if (ConnectRules.SupportOf(facts.Plan) switch
        {
            PlanSupport.Full => null,
            PlanSupport.InPart => new Finding("CON-04", FindingLevel.Warns, $"The plan is {facts.Plan}.", ConnectRules.Warning(facts.Plan)!, "Change to Plus or Advanced if you need what is missing."),
            PlanSupport.Refused => new Finding("CON-04", FindingLevel.Blocks, $"The plan is {facts.Plan}.", "It lacks what Core needs: Plus and Advanced are supported.", "Change the plan to QuickBooks Online Plus or Advanced."),
            PlanSupport.NotTold => new Finding("CON-04", FindingLevel.Warns, "QuickBooks does not say which plan this company has.", "Core needs Plus or Advanced.", "Look under Billing and subscription in QuickBooks' settings.") { Fix = FindingFix.OpenQuickBooksSettings },
        } is { } finding)
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> BaseCurrency(PreflightFacts facts)
    {
        var home = facts.Preferences.CurrencyPrefs?.HomeCurrency?.Value ?? facts.Connection.HomeCurrency;
        if (!string.Equals(home, facts.BaseCurrency, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Finding("CON-05", FindingLevel.Blocks, $"Core keeps its books in {facts.BaseCurrency}, QuickBooks in {home}.", "Every figure would be wrong.", "Choose another QuickBooks company, or set up Core in its currency.");
        }
    }

    // Consolidated journals are in home currency, so they do not need it (consolidation seed: Payment clearing account).
    private static IEnumerable<Finding> MultiCurrency(PreflightFacts facts)
    {
        var foreign = facts.ForeignDocuments.Where(row => row.Sync == SyncType.Individual && row.Count > 0).ToList();
        if (foreign.Count > 0 && facts.Preferences.CurrencyPrefs?.MultiCurrencyEnabled != true)
        {
            yield return new Finding("CUS-05", FindingLevel.Blocks,
                string.Create(CultureInfo.InvariantCulture, $"{foreign.Sum(row => row.Count)} documents are in other currencies, and multicurrency is off in QuickBooks."),
                "QuickBooks refuses them.",
                "Turn on multicurrency in QuickBooks' settings (it cannot be turned off again), or set these channels to Consolidated, which posts in home currency only.")
            {
                Records = [.. foreign.Select(row => new TouchedRecord(row.Source, string.Create(CultureInfo.InvariantCulture, $"{row.Count} in {row.Currency}")))],
                Fix = FindingFix.OpenQuickBooksSettings,
            };
        }
    }

    /// <summary>What it means that QuickBooks did not let the company be read; null where it is only out of reach for the moment.</summary>
    public static Finding? OfRefusal(QboFault fault) => fault.Class switch
    {
        QboFaultClass.Reconnect or QboFaultClass.Plan => new Finding(
            "CON-02", FindingLevel.Blocks, "The person who connected QuickBooks has no access to this company any more.", fault.Cause, "An administrator of the QuickBooks company has to reconnect. Mappings, links and what waits are kept.")
        { Fix = FindingFix.Reconnect },
        QboFaultClass.SubscriptionEnded => new Finding(
            "CON-03", FindingLevel.Blocks, "QuickBooks' subscription has ended.", fault.Cause, "Renew it in QuickBooks under Settings → Subscriptions and billing, then check again.")
        { Fix = FindingFix.OpenQuickBooksSettings },
        _ => null,
    };
}
