using System.Globalization;
using QboConnect.Core.Amounts;

namespace QboConnect.App.Shared;

/// <summary>How values are written on a page: in the browser's locale, amounts with all digits of their currency.</summary>
internal static class Shown
{
    /// <summary>An amount without its currency: <c>1,250.00</c>.</summary>
    public static string Amount(long minor, string currency)
    {
        var money = new Money(minor, Currency.Of(currency));
        return money.Amount.ToString("N" + money.Currency.MinorDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);
    }

    /// <summary>An amount with its currency: <c>1,250.00 EUR</c>.</summary>
    public static string Money(long minor, string currency) => $"{Amount(minor, currency)} {currency}";

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>A count.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A count and its noun: <c>1 document</c>, <c>214 documents</c>.</summary>
    public static string Count(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A rate, without the zeros at its end.</summary>
    public static string Rate(decimal rate) => rate.ToString("0.#########", CultureInfo.CurrentCulture);

    /// <summary>A moment in a time zone, for example 24/11/2026 03:55; the zone is named once beside it.</summary>
    public static string Moment(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).ToString("g", CultureInfo.CurrentCulture);

    /// <summary>How long ago: <c>just now</c>, <c>4 min ago</c>, <c>3 h ago</c>, <c>2 days ago</c>.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h ago",
        { TotalDays: < 2 } => "1 day ago",
        _ => $"{Count((int)age.TotalDays)} days ago",
    };

    /// <summary>How long something took: <c>42 s</c>, <c>3 min 5 s</c>.</summary>
    public static string Duration(TimeSpan length) => length.TotalMinutes < 1
        ? $"{(int)Math.Ceiling(length.TotalSeconds)} s"
        : $"{(int)length.TotalMinutes} min {length.Seconds} s";

    /// <summary>An organisation's time zone; UTC where the machine does not know it.</summary>
    public static TimeZoneInfo Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
