using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Currency a company deals in (facts, 7.6).</summary>
internal sealed class CompanyCurrencyRules : EntityRules
{
    public override EntityKind Kind => Catalogue.CompanyCurrency;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        if (!draft.Company.Settings.MultiCurrency)
        {
            throw Fault.Business("Multi Currency should be enabled to perform this operation").Thrown();
        }
        var code = body.Text("Code") ?? throw Fault.Missing("Code").Thrown();
        if (!Currencies.IsKnown(code))
        {
            throw new Fault("2220", "Invalid Currency", $"Invalid currency code: {code}", "Code").Thrown();
        }
        if (draft.IsNew && draft.Work.List(Kind).Any(c => c.IsLive && c.Body.Text("Code") == code))
        {
            throw Fault.DuplicateName("currency").Thrown();
        }
        body["Name"] = Currencies.Name(code);
        body.SetDefault("Active", () => JsonValue.Create(true));
        draft.Save(body.IsTrue("Active") ? ObjectState.Live : ObjectState.Inactive);
    }
}

/// <summary>Exchange rate of a day (facts, 7.6): written once for a currency and a day, then overwritten; it has no id of its own.</summary>
internal sealed class ExchangeRateRules : EntityRules
{
    public override EntityKind Kind => Catalogue.ExchangeRate;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        if (!draft.Company.Settings.MultiCurrency)
        {
            throw Fault.Business("Multi Currency should be enabled to perform this operation").Thrown();
        }
        var source = body.Text("SourceCurrencyCode") ?? throw Fault.Missing("SourceCurrencyCode").Thrown();
        _ = body.Text("AsOfDate") ?? throw Fault.Missing("AsOfDate").Thrown();
        var rate = body.Decimal("Rate") ?? throw Fault.Missing("Rate").Thrown();
        if (source == draft.Company.Home || !Currencies.IsKnown(source))
        {
            throw new Fault("2220", "Invalid Currency", $"An exchange rate needs a foreign currency. Supplied value:{source}", "SourceCurrencyCode").Thrown();
        }
        if (rate <= 0)
        {
            throw Fault.Number("Rate", rate.ToString(System.Globalization.CultureInfo.InvariantCulture)).Thrown();
        }
        body["TargetCurrencyCode"] = draft.Company.Home;
        var same = draft.Work.List(Kind).FirstOrDefault(r => r.Body.Text("SourceCurrencyCode") == source && r.Body.Text("AsOfDate") == body.Text("AsOfDate"));
        draft.SavedId = draft.Work.Put(Kind, same?.Id ?? draft.Id, body).Id;
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        body.Remove("Id");
        return body;
    }

    /// <summary>The rate of a day, or the latest before it (unconfirmed); 1 for the home currency; null when there is none.</summary>
    public static JsonObject? Find(Company company, string source, string day)
    {
        if (source == company.Home)
        {
            return new JsonObject { ["SourceCurrencyCode"] = source, ["TargetCurrencyCode"] = source, ["Rate"] = 1, ["AsOfDate"] = day, ["domain"] = "QBO", ["sparse"] = false };
        }
        var record = company.List(Catalogue.ExchangeRate).Values.Where(r => r.Body.Text("SourceCurrencyCode") == source && string.CompareOrdinal(r.Body.Text("AsOfDate"), day) <= 0)
            .MaxBy(r => r.Body.Text("AsOfDate"), StringComparer.Ordinal);
        if (record is null)
        {
            return null;
        }
        var body = Operations.Rendered(company, record);
        body["AsOfDate"] = day;
        return body;
    }
}
