using QboConnect.Core.Amounts;

namespace QboConnect.Core.Finance;

/// <summary>What a merchant says of the company before it has any data (seed: Connecting from Core, "some information about your business").</summary>
/// <param name="Name">Its name.</param>
/// <param name="BaseCurrency">ISO code of the currency its books are kept in; it can never be changed and must equal QuickBooks' (seed: Prerequisites).</param>
/// <param name="TimeZone">IANA time zone that says which day it is.</param>
/// <param name="FiscalYearFirstMonth">First month of its fiscal year, 1 to 12.</param>
/// <param name="TaxName">Name of the tax it charges, as QuickBooks calls it; empty where it charges none.</param>
/// <param name="TaxPercent">Its rate in percent.</param>
public sealed record CompanySetup(string Name, string BaseCurrency, string TimeZone, int FiscalYearFirstMonth, string TaxName, decimal TaxPercent)
{
    /// <summary>Everything that is wrong, in the merchant's words; empty where the company can be set up.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Name))
        {
            problems.Add("The company needs a name.");
        }

        if (!Currency.TryParse(BaseCurrency, out _))
        {
            problems.Add($"'{BaseCurrency}' is not a currency: give its three letters, for example USD.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            problems.Add($"'{TimeZone}' is not a time zone: choose one of the list, for example Europe/London.");
        }

        if (FiscalYearFirstMonth is < 1 or > 12)
        {
            problems.Add("The fiscal year begins with a month from 1 to 12.");
        }

        if (TaxPercent is < 0m or > 100m)
        {
            problems.Add("A tax rate is between 0 and 100 %.");
        }

        if (TaxPercent > 0m && string.IsNullOrWhiteSpace(TaxName))
        {
            problems.Add("The tax needs a name.");
        }

        return problems;
    }
}
