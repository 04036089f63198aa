using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Tax;

/// <summary>The tax of one rate on one document, in the document's currency.</summary>
internal sealed record TaxLine(Record Rate, decimal Percent, decimal Net, decimal Amount)
{
    public JsonObject ToJson() => new()
    {
        [nameof(Amount)] = Json.Cents(Amount),
        ["DetailType"] = "TaxLineDetail",
        ["TaxLineDetail"] = new JsonObject
        {
            ["TaxRateRef"] = Json.Reference(Rate.Id, null),
            ["PercentBased"] = true,
            ["TaxPercent"] = Percent,
            ["NetAmountTaxable"] = Json.Cents(Net),
        },
    };
}

/// <summary>Which codes exist and what they charge (facts, 7.1 and 7.5).</summary>
internal static class TaxCodes
{
    /// <summary>The rates of a code that apply to sales or to purchases, in order.</summary>
    public static IReadOnlyList<Record> RatesOf(Work work, Record code, bool sales) =>
    [
        .. (code.Body.Child(sales ? "SalesTaxRateList" : "PurchaseTaxRateList")?.Children("TaxRateDetail") ?? [])
            .OrderBy(d => d.Decimal("TaxOrder") ?? 0)
            .Select(d => work.Find(Catalogue.TaxRate, d.RefId("TaxRateRef") ?? 0)!),
    ];

    public static decimal Percent(Record rate) => rate.Body.Amount("RateValue");

    /// <summary>The account a rate's tax is owed on (or recovered from): its agency's.</summary>
    public static Record Account(Work work, Record rate)
    {
        var agency = work.Find(Catalogue.TaxAgency, rate.Body.RefId("AgencyRef") ?? 0);
        return SystemAccounts.TaxPayable(work, agency?.Body.Text("DisplayName") ?? "Sales Tax");
    }

    /// <summary>A line's code in a US company: only TAX and NON (6100).</summary>
    public static bool IsTaxedUs(string? code) => code switch
    {
        null or "NON" => false,
        "TAX" => true,
        _ => throw new Fault("6100", "Invalid Tax Code", $"US companies use the tax codes TAX and NON on a line. Supplied value:{code}", "TaxCodeRef").Thrown(),
    };
}
