using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Injection;

/// <summary>A rule with its count of calls.</summary>
internal sealed class ArmedRule(FaultRule rule)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(rule.Seed);
    private int _matched;
    private int _struck;

    public FaultRule Rule => rule;

    public int Matched => _matched;

    public int Struck => _struck;

    /// <summary>Whether this call goes wrong; counts it.</summary>
    public bool Strikes(CallFacts call)
    {
        if (!Matches(call))
        {
            return false;
        }
        lock (_gate)
        {
            _matched++;
            var strikes = (rule.Nth is not { } nth || nth == _matched)
                && (rule.Times is not { } times || _struck < times)
                && (rule.Probability is not { } share || _random.NextDouble() < share);
            _struck += strikes ? 1 : 0;
            return strikes;
        }
    }

    public Fault Fault() => new(rule.Code!, rule.Message ?? "Injected fault", rule.Detail ?? "Injected by the simulator's control surface", rule.Element,
        rule.Code == "10000" ? "SystemFault" : "ValidationFault", rule.Status ?? (rule.Code == "10000" ? 500 : 400));

    private bool Matches(CallFacts call) =>
        (rule.RealmId is null || rule.RealmId == call.Realm)
        && (rule.Path is null || call.Path.Contains(rule.Path, StringComparison.Ordinal))
        && (rule.Entity is null || string.Equals(rule.Entity, call.Entity, StringComparison.OrdinalIgnoreCase))
        && (rule.Operation is null || string.Equals(rule.Operation, call.Operation, StringComparison.OrdinalIgnoreCase));
}
