using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Tax;

/// <summary>US sales tax: one code for the document, each rate on the sum of the taxed lines (facts, 7.1).</summary>
internal static class UsSalesTax
{
    /// <summary>Computes the tax of a document and rewrites its TxnTaxDetail as a read shows it.</summary>
    /// <param name="taxable">Sum of the lines marked TAX, after discount where that is taken first.</param>
    public static IReadOnlyList<TaxLine> Apply(Document document, decimal taxable)
    {
        var body = document.Body;
        var supplied = body.Child("TxnTaxDetail");
        var code = CodeOf(document, supplied, taxable);
        var rates = code is null ? [] : TaxCodes.RatesOf(document.Draft.Work, code, sales: true);
        var lines = rates.Select(r => new TaxLine(r, TaxCodes.Percent(r), taxable, Json.Cents(taxable * TaxCodes.Percent(r) / 100m))).ToList();
        if (Override(document, supplied) is { } total && taxable != 0)
        {
            lines = Spread(document, lines, supplied!, taxable, total);
        }
        var detail = new JsonObject { ["TotalTax"] = Json.Cents(lines.Sum(l => l.Amount)) };
        if (code is not null)
        {
            detail["TxnTaxCodeRef"] = Json.Reference(code.Id, null);
        }
        if (lines.Count > 0)
        {
            detail["TaxLine"] = new JsonArray([.. lines.Select(l => (JsonNode)l.ToJson())]);
        }
        body["TxnTaxDetail"] = detail;
        return lines;
    }

    /// <summary>An explicit total is an override when the request itself carries it: a sparse update that leaves the tax out has it
    /// computed again.</summary>
    private static decimal? Override(Document document, JsonObject? supplied) =>
        document.Draft.Input.Child("TxnTaxDetail") is { } sent && supplied is not null ? sent.Decimal("TotalTax") : null;

    private static Record? CodeOf(Document document, JsonObject? supplied, decimal taxable)
    {
        var work = document.Draft.Work;
        if (supplied?.Ref("TxnTaxCodeRef") is { } value)
        {
            if (value == "CustomSalesTax")
            {
                throw new Fault("6160", "Invalid Tax Code", "CustomSalesTax may not be used in a request.", "TxnTaxCodeRef").Thrown();
            }
            var code = value is "TAX" or "NON" ? null
                : document.Draft.Find(Catalogue.TaxCode, value) ?? throw Fault.InvalidReference("Tax codes", value).Thrown();
            if (!document.Company.Settings.AutomatedSalesTax)
            {
                return code;
            }
        }
        // The automated engine finds the rate by address; here every address lies where the company does.
        return document.Company.Settings.AutomatedSalesTax && taxable != 0
            ? work.List(Catalogue.TaxCode).FirstOrDefault(c => c.IsLive && TaxCodes.RatesOf(work, c, sales: true).Count > 0)
            : null;
    }

    private static List<TaxLine> Spread(Document document, List<TaxLine> lines, JsonObject supplied, decimal taxable, decimal total)
    {
        var named = supplied.Children("TaxLine").Select(l => (Amount: l.Amount("Amount"), Detail: l.Child("TaxLineDetail"))).Where(l => l.Detail is not null)
            .Select(l => new TaxLine(
                document.Draft.Find(Catalogue.TaxRate, l.Detail!.Ref("TaxRateRef") ?? "") ?? throw Fault.InvalidReference("Tax rates", l.Detail!.Ref("TaxRateRef") ?? "").Thrown(),
                l.Detail!.Amount("TaxPercent"), l.Detail!.Decimal("NetAmountTaxable") ?? taxable, Json.Cents(l.Amount)))
            .ToList();
        if (named.Count > 0 && named.Sum(n => n.Amount) == total)
        {
            return named;
        }
        if (lines.Count == 0)
        {
            return total == 0 ? [] : throw new Fault("6470", "Tax Rate Missing", "A tax amount needs a tax code or a tax rate.", "TxnTaxDetail").Thrown();
        }
        var computed = lines.Sum(l => l.Percent);
        var shares = lines.Select(l => Json.Cents(computed == 0 ? total / lines.Count : total * l.Percent / computed)).ToList();
        shares[^1] += total - shares.Sum();
        return [.. lines.Select((l, i) => l with { Amount = shares[i] })];
    }
}
