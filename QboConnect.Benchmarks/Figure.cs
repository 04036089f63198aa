using System.Globalization;

namespace QboConnect.Benchmarks;

/// <summary>One measured figure against its limit.</summary>
/// <param name="Name">Name, without spaces.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Limit">What it must not exceed, or not fall below where <paramref name="MoreIsBetter"/>.</param>
/// <param name="MoreIsBetter">Whether the limit is a floor.</param>
internal sealed record Figure(string Name, double Value, double Limit, bool MoreIsBetter = false)
{
    public bool IsReached => MoreIsBetter ? Value >= Limit : Value <= Limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} value={Value:0.######} limit={Limit:0.######} {(IsReached ? "ok" : "short")}");
}
