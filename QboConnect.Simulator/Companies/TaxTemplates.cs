using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>The tax agencies, rates and codes of each region (facts, 7.1 and 7.5).</summary>
internal static class TaxTemplates
{
    public static void Fill(Work work)
    {
        switch (work.Company.Settings.Country)
        {
            case "US":
                AddPseudoCode(work, "TAX", taxable: true);
                AddPseudoCode(work, "NON", taxable: false);
                var state = AddAgency(work, "State Tax Board", purchases: false);
                var city = AddAgency(work, "City Tax Office", purchases: false);
                var eight = AddRate(work, state, "State 8%", 8m);
                var seven = AddRate(work, state, "State 7.25%", 7.25m);
                var local = AddRate(work, city, "City 2%", 2m);
                AddCode(work, "State 8%", [eight], []);
                AddCode(work, "State and city 10%", [eight, local], []);
                AddCode(work, "State 7.25%", [seven], []);
                AddCode(work, "Exempt", [AddRate(work, state, "Exempt 0%", 0m)], []);
                break;
            case "GB":
                var hmrc = AddAgency(work, "HMRC VAT", purchases: true);
                AddBoth(work, hmrc, "20.0% S", 20m);
                AddBoth(work, hmrc, "5.0% R", 5m);
                AddBoth(work, hmrc, "0.0% Z", 0m);
                AddBoth(work, hmrc, "Exempt", 0m);
                AddCode(work, "No VAT", [], []);
                break;
            case "AU":
                var ato = AddAgency(work, "ATO", purchases: true);
                AddBoth(work, ato, "GST", 10m);
                AddBoth(work, ato, "GST free", 0m);
                AddCode(work, "Out of Scope", [], []);
                break;
            default:
                var cra = AddAgency(work, "CRA GST/HST", purchases: true);
                var pst = AddAgency(work, "BC PST", purchases: false);
                AddBoth(work, cra, "GST", 5m);
                AddBoth(work, cra, "HST NS", 15m);
                AddBoth(work, cra, "HST ON", 13m);
                var gst = AddRate(work, cra, "GST BC (sales)", 5m);
                AddCode(work, "GST/PST BC", [gst, AddRate(work, pst, "PST BC", 7m)], [AddRate(work, cra, "GST BC (purchases)", 5m)]);
                AddBoth(work, cra, "Zero-rated", 0m);
                AddCode(work, "Exempt", [], []);
                AddCode(work, "Out of Scope", [], []);
                break;
        }
    }

    public static Record AddAgency(Work work, string name, bool purchases)
    {
        SystemAccounts.TaxPayable(work, name);
        return work.Put(Catalogue.TaxAgency, work.NewId(Catalogue.TaxAgency), new JsonObject
        {
            ["DisplayName"] = name,
            ["TaxTrackedOnSales"] = true,
            ["TaxTrackedOnPurchases"] = purchases,
            ["TaxAgencyConfig"] = "SYSTEM_GENERATED",
        });
    }

    public static Record AddRate(Work work, Record agency, string name, decimal percent) => work.Put(Catalogue.TaxRate, work.NewId(Catalogue.TaxRate), new JsonObject
    {
        ["Name"] = name,
        ["Description"] = name,
        ["Active"] = true,
        ["RateValue"] = percent,
        ["AgencyRef"] = Json.Reference(agency.Id, null),
        ["SpecialTaxType"] = percent == 0 ? "ZERO_RATE" : "NONE",
        ["DisplayType"] = "ReadOnly",
        ["EffectiveTaxRate"] = new JsonArray(new JsonObject { ["RateValue"] = percent, ["EffectiveDate"] = "2010-01-01T00:00:00-08:00" }),
    });

    public static Record AddCode(Work work, string name, IReadOnlyList<Record> sales, IReadOnlyList<Record> purchases) => work.Put(Catalogue.TaxCode, work.NewId(Catalogue.TaxCode), new JsonObject
    {
        ["Name"] = name,
        ["Description"] = name,
        ["Active"] = true,
        ["Hidden"] = false,
        ["Taxable"] = sales.Count + purchases.Count > 0,
        ["TaxGroup"] = true,
        ["SalesTaxRateList"] = Details(sales),
        ["PurchaseTaxRateList"] = Details(purchases),
    });

    private static void AddBoth(Work work, Record agency, string name, decimal percent) =>
        AddCode(work, name, [AddRate(work, agency, name + " (sales)", percent)], [AddRate(work, agency, name + " (purchases)", percent)]);

    /// <summary>TAX and NON: rows whose ids are words and that carry no SyncToken.</summary>
    private static void AddPseudoCode(Work work, string code, bool taxable)
    {
        var record = work.Put(Catalogue.TaxCode, work.NewId(Catalogue.TaxCode), []);
        record.Body["Id"] = code;
        record.Body["Name"] = code;
        record.Body["Description"] = taxable ? "Taxable" : "Non-taxable";
        record.Body["Active"] = true;
        record.Body["Hidden"] = false;
        record.Body["Taxable"] = taxable;
        record.Body["TaxGroup"] = false;
        record.Body.Remove("SyncToken");
    }

    private static JsonObject Details(IReadOnlyList<Record> rates) => new()
    {
        ["TaxRateDetail"] = new JsonArray([.. rates.Select((r, i) => (JsonNode)new JsonObject
        {
            ["TaxRateRef"] = r.AsReference(), ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = i,
        })]),
    };
}
