using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>What customers, vendors and employees share (facts, 7.7 and 7.8).</summary>
internal abstract class PersonRules : EntityRules
{
    public const string Fields = "DisplayName s500, Title s16, GivenName s100, MiddleName s100, FamilyName s100, Suffix s16, CompanyName s100, PrintOnCheckName s110, FullyQualifiedName ro, Active b, "
        + "PrimaryEmailAddr Email, PrimaryPhone Phone, AlternatePhone Phone, Mobile Phone, Fax Phone, WebAddr Web, BillAddr Addr, Notes s2000, CurrencyRef ref, Balance ro, V4IDPseudonym ro, "
        + "Organization b, OpenBalance n, OpenBalanceDate date, OtherContactInfo any, TaxIdentifier s20, GSTIN s15, GSTRegistrationType, BusinessNumber s10, Source";

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var state = Names.Apply(draft, ":", "customer, vendor or employee");
        body.SetDefault("PrintOnCheckName", () => body["DisplayName"]!.DeepClone());
        SetCurrency(draft);
        Complete(draft);
        draft.Save(state);
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        var sign = record.Kind == Catalogue.Vendor ? -1m : 1m;
        body["Balance"] = Json.Cents(sign * company.OpenBalance(record.Kind, record.Id) / 100m);
        return body;
    }

    protected abstract void Complete(Draft draft);

    /// <summary>The currency is chosen once, when the name is made.</summary>
    private static void SetCurrency(Draft draft)
    {
        var home = draft.Company.Home;
        var ignores = draft.Kind == Catalogue.Vendor && draft.Before is null && !draft.Company.Settings.Assumptions.HonoursVendorCurrency;
        var wanted = ignores ? null : draft.Input.Ref("CurrencyRef");
        var code = draft.Before?.Currency is { Length: > 0 } fixedCode ? fixedCode : wanted ?? home;
        if (code != home && !draft.Company.Settings.MultiCurrency)
        {
            throw Fault.Business("Multi Currency should be enabled to perform this operation", "CurrencyRef").Thrown();
        }
        if (wanted is not null && wanted != code)
        {
            throw Fault.Business("The currency cannot be changed once it has been set.", "CurrencyRef").Thrown();
        }
        if (!Currencies.IsKnown(code))
        {
            throw new Fault("2220", "Invalid Currency", $"Invalid currency code: {code}", "CurrencyRef").Thrown();
        }
        draft.Body["CurrencyRef"] = Currencies.Reference(code);
    }
}

/// <summary>Customer.</summary>
internal sealed class CustomerRules : PersonRules
{
    public override EntityKind Kind => Catalogue.Customer;

    public override JsonObject Render(Company company, Record record)
    {
        var body = base.Render(company, record);
        var jobs = company.List(Catalogue.Customer).Values.Where(c => c.Body.RefId("ParentRef") == record.Id).Sum(c => company.OpenBalance(c.Kind, c.Id));
        body["BalanceWithJobs"] = body.Amount("Balance") + Json.Cents(jobs / 100m);
        return body;
    }

    protected override void Complete(Draft draft)
    {
        var body = draft.Body;
        draft.Follow(body, "SalesTermRef", Catalogue.Term);
        draft.Follow(body, "PaymentMethodRef", Catalogue.PaymentMethod);
        var parent = draft.Follow(body, "ParentRef", Catalogue.Customer);
        body["Job"] = parent is not null;
        body["BillWithParent"] = parent is not null && body.IsTrue("BillWithParent");
        body["Level"] = body.Text("FullyQualifiedName")!.Count(c => c == ':');
        body.SetDefault("Taxable", () => JsonValue.Create(draft.Company.Settings.IsUs));
        body.SetDefault("PreferredDeliveryMethod", () => JsonValue.Create("None"));
        body["IsProject"] = false;
    }
}

/// <summary>Vendor.</summary>
internal sealed class VendorRules : PersonRules
{
    public override EntityKind Kind => Catalogue.Vendor;

    protected override void Complete(Draft draft)
    {
        draft.Follow(draft.Body, "TermRef", Catalogue.Term);
        draft.Follow(draft.Body, "APAccountRef", Catalogue.Account);
        draft.Body.SetDefault("Vendor1099", () => JsonValue.Create(false));
        if (draft.Input.Text("TaxIdentifier") is { } tax)
        {
            draft.Body["TaxIdentifier"] = "XXXXXX" + tax[^Math.Min(4, tax.Length)..];
        }
    }
}

/// <summary>Employee.</summary>
internal sealed class EmployeeRules : PersonRules
{
    public override EntityKind Kind => Catalogue.Employee;

    protected override void Complete(Draft draft)
    {
        draft.Body.SetDefault("BillableTime", () => JsonValue.Create(false));
        if (draft.Input.Text("SSN") is not null)
        {
            draft.Body["SSN"] = "XXX-XX-XXXX";
        }
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = base.Render(company, record);
        body.Remove("Balance");
        body.Remove("CurrencyRef");
        return body;
    }
}
