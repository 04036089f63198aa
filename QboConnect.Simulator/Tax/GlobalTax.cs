using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Tax;

/// <summary>VAT and GST: a code on every line, amounts with or without tax (facts, 7.1).</summary>
internal static class GlobalTax
{
    private const string Inclusive = "TaxInclusive";
    private const string Excluded = "TaxExcluded";
    private const string NotApplicable = "NotApplicable";

    /// <summary>Computes the tax of a document. Inclusive amounts are turned into net ones in the lines themselves, as a read shows them.</summary>
    public static IReadOnlyList<TaxLine> Apply(Document document, IReadOnlyList<(JsonObject Line, JsonObject Detail)> taxed, bool sales)
    {
        var body = document.Body;
        body.SetDefault("GlobalTaxCalculation", () => JsonValue.Create(Excluded));
        var mode = body.Text("GlobalTaxCalculation");
        if (mode == NotApplicable)
        {
            if (document.Draft.Input.Child("TxnTaxDetail") is { } sent && sent.Amount("TotalTax") != 0)
            {
                throw new Fault("6170", "Invalid Tax", "TxnTaxDetail may not be given when GlobalTaxCalculation is NotApplicable.", "TxnTaxDetail").Thrown();
            }
            body.Remove("TxnTaxDetail");
            return [];
        }
        var nets = new Dictionary<long, (Record Rate, decimal Net, decimal Tax)>();
        foreach (var (line, detail) in taxed)
        {
            AddLine(document, line, detail, mode == Inclusive, sales, nets);
        }
        var lines = nets.Values.Select(n => new TaxLine(n.Rate, TaxCodes.Percent(n.Rate), n.Net,
            mode == Inclusive ? n.Tax : Json.Cents(n.Net * TaxCodes.Percent(n.Rate) / 100m))).ToList();
        lines = Overridden(document, lines);
        body["TxnTaxDetail"] = new JsonObject
        {
            ["TotalTax"] = Json.Cents(lines.Sum(l => l.Amount)),
            ["TaxLine"] = new JsonArray([.. lines.Select(l => (JsonNode)l.ToJson())]),
        };
        return lines;
    }

    private static void AddLine(Document document, JsonObject line, JsonObject detail, bool inclusive, bool sales, Dictionary<long, (Record Rate, decimal Net, decimal Tax)> nets)
    {
        var value = detail.Ref("TaxCodeRef") ?? throw Fault.Business($"Make sure all your transactions have a {Word(document)} rate before you save.", "TaxCodeRef").Thrown();
        var code = document.Draft.Find(Catalogue.TaxCode, value) ?? throw Fault.InvalidReference("Tax codes", value).Thrown();
        detail["TaxCodeRef"] = Json.Reference(code.Id, null);
        var rates = TaxCodes.RatesOf(document.Draft.Work, code, sales);
        var gross = line.Amount("Amount");
        var net = gross;
        if (inclusive)
        {
            gross = detail.Decimal("TaxInclusiveAmt") ?? gross;
            net = Json.Cents(gross / (1 + (rates.Sum(TaxCodes.Percent) / 100m)));
            line["Amount"] = net;
            detail["TaxInclusiveAmt"] = Json.Cents(gross);
        }
        var left = gross - net;
        for (var i = 0; i < rates.Count; i++)
        {
            // The last rate takes what is left, so that net and tax always make the gross again.
            var tax = i == rates.Count - 1 ? left : Json.Cents(net * TaxCodes.Percent(rates[i]) / 100m);
            left -= tax;
            var known = nets.GetValueOrDefault(rates[i].Id, (rates[i], 0m, 0m));
            nets[rates[i].Id] = (rates[i], known.Item2 + net, known.Item3 + tax);
        }
    }

    private static List<TaxLine> Overridden(Document document, List<TaxLine> lines)
    {
        if (document.Draft.Input.Child("TxnTaxDetail") is not { } sent || sent.Decimal("TotalTax") is not { } total || total == lines.Sum(l => l.Amount))
        {
            return lines;
        }
        var amounts = sent.Children("TaxLine").GroupBy(l => l.Child("TaxLineDetail")?.RefId("TaxRateRef") ?? 0).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount("Amount")));
        if (lines.Any(l => !amounts.ContainsKey(l.Rate.Id)) || amounts.Values.Sum() != total)
        {
            throw Fault.Business("To override the tax, give TotalTax and a TaxLine for every tax rate of the codes used.", "TxnTaxDetail").Thrown();
        }
        return [.. lines.Select(l => l with { Amount = Json.Cents(amounts[l.Rate.Id]) })];
    }

    private static string Word(Document document) => document.Company.Settings.Country switch
    {
        "GB" => "VAT",
        "AU" => "GST",
        _ => "GST/HST",
    };
}
