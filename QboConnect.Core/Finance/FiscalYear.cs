namespace QboConnect.Core.Finance;

/// <summary>Fiscal years of whole months.</summary>
public static class FiscalYear
{
    /// <summary>The first day of the fiscal year a day lies in.</summary>
    /// <param name="day">Any day.</param>
    /// <param name="firstMonth">First month of the fiscal year, 1 to 12.</param>
    public static DateOnly StartOf(DateOnly day, int firstMonth) =>
        new(day.Month >= firstMonth ? day.Year : day.Year - 1, firstMonth, 1);
}
