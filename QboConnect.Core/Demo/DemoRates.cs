using QboConnect.Core.Finance;

namespace QboConnect.Core.Demo;

/// <summary>Rates of EUR and GBP that wander a little from day to day.</summary>
internal sealed class DemoRates
{
    private readonly Dictionary<(string Currency, DateOnly Day), decimal> _rates = [];

    public DemoRates(DateOnly first, DateOnly last, DemoRandom random)
    {
        foreach (var (currency, start) in new[] { ("EUR", 1.0850m), ("GBP", 1.2680m) })
        {
            var rate = start;
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                // Up to half a percent a day, pulled back a fortieth of the way to where it began.
                rate = Math.Round(rate + (rate * random.Between(-50, 50) / 10_000m) + ((start - rate) / 40m), 4);
                _rates[(currency, day)] = rate;
            }
        }
    }

    public IReadOnlyList<DailyRate> All =>
        [.. _rates.Select(row => new DailyRate { Currency = row.Key.Currency, Date = row.Key.Day, Rate = row.Value })];

    public decimal Of(string currency, DateOnly day) => currency == "USD" ? 1m : _rates[(currency, day)];
}
