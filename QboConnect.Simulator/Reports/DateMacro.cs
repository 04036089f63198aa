namespace QboConnect.Simulator.Reports;

/// <summary>The periods a report can be asked for by name (facts, 9.1): "This Month", "Last Fiscal Quarter-to-date" and so on.</summary>
internal static class DateMacro
{
    /// <param name="name">As sent, in any case.</param>
    /// <param name="today">The company's today.</param>
    /// <param name="fiscalMonth">Month the fiscal year begins in, 1 to 12.</param>
    /// <returns>First and last day, the first null when it is open; null for a name that is not known.</returns>
    public static (DateOnly? Start, DateOnly End)? Of(string name, DateOnly today, int fiscalMonth)
    {
        var words = name.Trim().ToLowerInvariant();
        switch (words)
        {
            case "all":
                return (null, today);
            case "today":
                return (today, today);
            case "yesterday":
                return (today.AddDays(-1), today.AddDays(-1));
            case "next 4 weeks":
                return (today.AddDays(1), today.AddDays(28));
        }
        const string toDate = "-to-date";
        var isToDate = words.EndsWith(toDate, StringComparison.Ordinal);
        var parts = (isToDate ? words[..^toDate.Length] : words).Split(' ', 2);
        var offset = parts[0] switch { "this" => 0, "last" => -1, "next" => 1, _ => (int?)null };
        if (offset is not { } by || parts.Length < 2 || (isToDate && by > 0) || Period(parts[1], today, fiscalMonth) is not { } period)
        {
            return null;
        }
        var (start, next) = (period.Move(period.Start, by), period.Move(period.Start, by + 1));
        // "Last month-to-date" ends as many months back as it begins: on this day of last month.
        return (start, isToDate ? Earlier(period.Move(today, by), next.AddDays(-1)) : next.AddDays(-1));
    }

    private static (DateOnly Start, Func<DateOnly, int, DateOnly> Move)? Period(string unit, DateOnly today, int fiscalMonth) => unit switch
    {
        "week" => (today.AddDays(-(int)today.DayOfWeek), (day, by) => day.AddDays(7 * by)),
        "month" => (FirstOf(today, 1, 1), (day, by) => day.AddMonths(by)),
        "quarter" or "calendar quarter" => (FirstOf(today, 3, 1), (day, by) => day.AddMonths(3 * by)),
        "fiscal quarter" => (FirstOf(today, 3, fiscalMonth), (day, by) => day.AddMonths(3 * by)),
        "year" or "calendar year" => (FirstOf(today, 12, 1), (day, by) => day.AddYears(by)),
        "fiscal year" => (FirstOf(today, 12, fiscalMonth), (day, by) => day.AddYears(by)),
        _ => null,
    };

    /// <summary>First day of the span of months that holds a day, when such spans are counted from a month of the year.</summary>
    private static DateOnly FirstOf(DateOnly day, int months, int from) =>
        new DateOnly(day.Year, day.Month, 1).AddMonths(-((day.Month - from + 12) % months));

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
