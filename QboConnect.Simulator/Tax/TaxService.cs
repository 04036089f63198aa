using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Tax;

/// <summary>POST /taxservice/taxcode: the only way to a new tax code and its rates (facts, 7.5).</summary>
internal sealed class TaxService(Clock clock)
{
    private static readonly Shape Request = new("TaxService", "TaxCode s100, TaxCodeId ro, TaxRateDetails [RateDetail]");

    /// <summary>The work to commit and the flat answer, which has no envelope.</summary>
    public (Work Work, JsonObject Answer) Create(Company company, JsonElement body)
    {
        var request = Request.Accept(body);
        var work = new Work(company, clock.Now);
        var name = request.Text("TaxCode") ?? throw Fault.Missing("TaxCode").Thrown();
        if (work.List(Catalogue.TaxCode).Any(c => string.Equals(c.Body.Text("Name"), name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault.DuplicateName("tax code").Thrown();
        }
        var details = request.Children("TaxRateDetails").ToList();
        if (details.Count == 0)
        {
            throw Fault.Missing("TaxRateDetails").Thrown();
        }
        var (sales, purchases) = (new List<Record>(), new List<Record>());
        foreach (var detail in details)
        {
            var rate = Rate(work, detail);
            (detail.Text("TaxApplicableOn") == "Purchase" ? purchases : sales).Add(rate);
            detail["TaxRateId"] = Json.Digits(rate.Id);
            detail["TaxRateName"] = rate.Body.Text("Name");
            detail["RateValue"] = TaxCodes.Percent(rate);
            detail["TaxAgencyId"] = rate.Body.Ref("AgencyRef");
            detail.SetDefault("TaxApplicableOn", () => JsonValue.Create("Sales"));
        }
        var code = TaxTemplates.AddCode(work, name, sales, purchases);
        return (work, new JsonObject
        {
            ["TaxCode"] = name,
            ["TaxCodeId"] = Json.Digits(code.Id),
            ["TaxRateDetails"] = new JsonArray([.. details.Select(d => d.DeepClone())]),
        });
    }

    private static Record Rate(Work work, JsonObject detail)
    {
        if (detail.Text("TaxRateId") is { } id)
        {
            return long.TryParse(id, out var number) && work.Find(Catalogue.TaxRate, number) is { } known ? known : throw Fault.InvalidReference("Tax rates", id).Thrown();
        }
        var name = detail.Text("TaxRateName") ?? throw Fault.Missing("TaxRateName").Thrown();
        var value = detail.Decimal("RateValue") ?? throw Fault.Missing("RateValue").Thrown();
        if (value is < 0 or > 100)
        {
            throw new Fault("2150", "Invalid Percent", $"RateValue must be between 0 and 100. Supplied value:{value}", "RateValue").Thrown();
        }
        if (work.List(Catalogue.TaxRate).Any(r => string.Equals(r.Body.Text("Name"), name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault.DuplicateName("tax rate").Thrown();
        }
        var agencyId = detail.Text("TaxAgencyId") ?? throw Fault.Missing("TaxAgencyId").Thrown();
        var agency = long.TryParse(agencyId, out var a) && work.Find(Catalogue.TaxAgency, a) is { } found ? found : throw Fault.InvalidReference("Tax agencies", agencyId).Thrown();
        return TaxTemplates.AddRate(work, agency, name, value);
    }
}
