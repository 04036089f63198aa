using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>CompanyInfo (facts, 7.2): what the API writes is the address book of the company, what the subscription is it only reads.</summary>
internal sealed class CompanyInfoRules : EntityRules
{
    public override EntityKind Kind => Catalogue.CompanyInfo;

    public override void Apply(Draft draft) => draft.Save();

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        var settings = company.Settings;
        body["Country"] = settings.Country;
        body["FiscalYearStartMonth"] = new DateOnly(2001, settings.FiscalYearStartMonth, 1).ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture);
        body["SupportedLanguages"] = "en";
        body["NameValue"] = new JsonArray([.. new (string Name, string Value)[]
        {
            ("NeoEnabled", "true"),
            ("IndustryType", "Wholesale trade"),
            ("CompanyType", "Other"),
            ("SubscriptionStatus", settings.SubscriptionStatus),
            ("OfferingSku", "QuickBooks Online " + (settings.Plan == Plan.SimpleStart ? "Simple Start" : settings.Plan.ToString())),
            ("PayrollFeature", "false"),
            ("AccountantFeature", "false"),
            ("ItemCategoriesFeature", "true"),
            ("AssignedTime", body.Text("CompanyStartDate") ?? ""),
        }.Select(n => (JsonNode)new JsonObject { ["Name"] = n.Name, ["Value"] = n.Value })]);
        return body;
    }
}

/// <summary>Preferences (facts, 7.3): full update only, and what is switched in QuickBooks' own screens stays as it is there.</summary>
internal sealed class PreferencesRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Preferences;

    public override bool AllowsSparse => false;

    public override void Apply(Draft draft)
    {
        foreach (var group in draft.Before!.Body)
        {
            if (group.Value is JsonObject before)
            {
                // A group that is left out keeps its values; inside a group a preference that is left out does too.
                var merged = before.DeepClone().AsObject();
                foreach (var (name, value) in draft.Body.Child(group.Key) ?? [])
                {
                    merged[name] = value?.DeepClone();
                }
                draft.Body[group.Key] = merged;
            }
        }
        draft.Save();
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        var settings = company.Settings;
        var accounting = body.Child("AccountingInfoPrefs")!;
        accounting["FirstMonthOfFiscalYear"] = new DateOnly(2001, settings.FiscalYearStartMonth, 1).ToString("MMMM", System.Globalization.CultureInfo.InvariantCulture);
        accounting["ClassTrackingPerTxn"] = false;
        accounting["ClassTrackingPerTxnLine"] = settings is { HasPlus: true, ClassTracking: true };
        accounting["TrackDepartments"] = settings is { HasPlus: true, LocationTracking: true };
        accounting.Remove("BookCloseDate");
        if (settings.ClosingDate is { } closed)
        {
            accounting["BookCloseDate"] = Journal.Text(closed);
        }
        body.Child("ProductAndServicesPrefs")!["QuantityOnHand"] = settings is { HasPlus: true, InventoryTracking: true };
        body["CurrencyPrefs"] = new JsonObject { ["MultiCurrencyEnabled"] = settings.MultiCurrency, ["HomeCurrency"] = Json.Reference(settings.HomeCurrency, null) };
        if (settings.IsUs && settings.AutomatedSalesTax)
        {
            body.Child("TaxPrefs")!["PartnerTaxEnabled"] = true;
        }
        return body;
    }
}
