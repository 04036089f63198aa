namespace QboConnect.Core.Connect;

/// <summary>How an attempt to connect ended.</summary>
public enum ConnectCode
{
    /// <summary>Connected; the wizard goes on.</summary>
    Connected,

    /// <summary>The merchant said no at QuickBooks.</summary>
    Refused,

    /// <summary>The answer belongs to no attempt of this browser: too late, used before, or from elsewhere.</summary>
    StateUnknown,

    /// <summary>QuickBooks' base currency is another one.</summary>
    OtherCurrency,

    /// <summary>The plan is not supported.</summary>
    PlanTooSmall,

    /// <summary>Another company is connected.</summary>
    OtherCompany,

    /// <summary>The company holds what a migration of another installation leaves behind.</summary>
    ConnectedElsewhere,

    /// <summary>QuickBooks did not answer, or refused.</summary>
    Failed,
}

/// <summary>How an attempt to connect ended, in the merchant's words.</summary>
/// <param name="Code">How.</param>
/// <param name="Cause">What happened.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ConnectResult(ConnectCode Code, string Cause, string Remedy)
{
    /// <summary>Whether the connection stands.</summary>
    public bool IsConnected => Code == ConnectCode.Connected;
}

/// <summary>An attempt to connect that came to nothing. The page that explains it is addressed by its id, so that no words of others stand in an address of ours.</summary>
public sealed class ConnectProblem
{
    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Our id.</summary>
    public required long Id { get; init; }

    /// <summary>How it ended.</summary>
    public required ConnectCode Code { get; init; }

    /// <summary>What happened.</summary>
    public required string Cause { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>How far a QuickBooks plan is supported.</summary>
public enum PlanSupport
{
    /// <summary>Plus and Advanced.</summary>
    Full,

    /// <summary>Essentials: connects, and lacks some features.</summary>
    InPart,

    /// <summary>Simple Start and everything else.</summary>
    Refused,

    /// <summary>QuickBooks does not say which plan it is.</summary>
    NotTold,
}

/// <summary>The rules a company must meet before it is connected (seed: compatibility, Prerequisites; preflight-errors CON-04, CON-05).</summary>
public static class ConnectRules
{
    /// <summary>What speaks against connecting a company, or null.</summary>
    /// <param name="baseCurrency">Core's base currency.</param>
    /// <param name="company">The company's name.</param>
    /// <param name="homeCurrency">QuickBooks' home currency.</param>
    /// <param name="plan">QuickBooks' plan; empty where it does not tell.</param>
    public static ConnectResult? Against(string baseCurrency, string company, string homeCurrency, string plan) =>
        SupportOf(plan) == PlanSupport.Refused
            ? new(ConnectCode.PlanTooSmall, $"{company} has the plan {plan}, which lacks what Core needs.", "Change the plan to QuickBooks Online Plus or Advanced, then connect again.")
        : !string.Equals(baseCurrency, homeCurrency, StringComparison.OrdinalIgnoreCase)
            ? new(ConnectCode.OtherCurrency, $"Core keeps its books in {baseCurrency}; {company} keeps its in {homeCurrency}. They must be equal.", "Choose another QuickBooks company, or set up Core in its currency.")
        : null;

    /// <summary>How far a plan is supported (seed: Cin7 Core and QuickBooks compatibility; preflight-errors CON-04).</summary>
    /// <param name="plan">QuickBooks' words for it, for example <c>QuickBooks Online Plus</c>.</param>
    public static PlanSupport SupportOf(string plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Length == 0 ? PlanSupport.NotTold : Has("Plus") || Has("Advanced") ? PlanSupport.Full : Has("Essentials") ? PlanSupport.InPart : PlanSupport.Refused;

        bool Has(string name) => plan.Contains(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A plan that works in part, in a sentence, or null.</summary>
    public static string? Warning(string plan) =>
        SupportOf(plan) == PlanSupport.InPart
            ? "QuickBooks Online Essentials works in part: it has no classes, no locations and no inventory."
            : null;
}
