using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Term (facts, 7.6).</summary>
internal sealed class TermRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Term;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var state = Names.Apply(draft, "", "term");
        var byDate = body.Decimal("DayOfMonthDue") is not null;
        if (!byDate && body.Decimal("DueDays") is null)
        {
            throw Fault.Missing("DueDays").Thrown();
        }
        if (body.Amount("DueDays") is < 0 or > 999 || body.Amount("DueNextMonthDays") is < 0 or > 999 || body.Decimal("DayOfMonthDue") is < 1 or > 31)
        {
            throw Fault.NumberRange().Thrown();
        }
        body["Type"] = byDate ? "DATE_DRIVEN" : "STANDARD";
        draft.Save(state);
    }
}

/// <summary>Payment method (facts, 7.6).</summary>
internal sealed class PaymentMethodRules : EntityRules
{
    public override EntityKind Kind => Catalogue.PaymentMethod;

    public override void Apply(Draft draft)
    {
        draft.Body.SetDefault("Type", () => JsonValue.Create("NON_CREDIT_CARD"));
        draft.Save(Names.Apply(draft, "", "payment method"));
    }
}

/// <summary>Class: Plus and Advanced with class tracking on (facts, 7.2 and 7.6).</summary>
internal sealed class ClassRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Class;

    public override void Apply(Draft draft)
    {
        if (draft.Company.Settings is not { HasPlus: true, ClassTracking: true })
        {
            throw Fault.Entitlement("Class tracking").Thrown();
        }
        var state = Names.Apply(draft, ":", "class");
        draft.Body["SubClass"] = draft.Body.Child("ParentRef") is not null;
        draft.Save(state);
    }
}

/// <summary>Department, which the screens call location.</summary>
internal sealed class DepartmentRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Department;

    public override void Apply(Draft draft)
    {
        if (draft.Company.Settings is not { HasPlus: true, LocationTracking: true })
        {
            throw Fault.Entitlement("Location tracking").Thrown();
        }
        var state = Names.Apply(draft, ":", "location");
        draft.Body["SubDepartment"] = draft.Body.Child("ParentRef") is not null;
        draft.Save(state);
    }
}

/// <summary>Tax agency: created and read, never changed (facts, 7.5).</summary>
internal sealed class TaxAgencyRules : EntityRules
{
    public override EntityKind Kind => Catalogue.TaxAgency;

    public override bool CanUpdate => false;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var name = body.Text("DisplayName") ?? throw Fault.Missing("DisplayName").Thrown();
        if (draft.Work.List(Kind).Any(a => string.Equals(a.Body.Text("DisplayName"), name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault.DuplicateName("tax agency").Thrown();
        }
        body.SetDefault("TaxTrackedOnSales", () => JsonValue.Create(true));
        body.SetDefault("TaxTrackedOnPurchases", () => JsonValue.Create(!draft.Company.Settings.IsUs));
        body["TaxAgencyConfig"] = "USER_DEFINED";
        draft.Save();
    }
}

/// <summary>Tax codes and rates: read and queried; new ones come from the TaxService (facts, 7.5).</summary>
internal sealed class ReadOnlyRules(EntityKind kind) : EntityRules
{
    public override EntityKind Kind => kind;

    public override bool CanCreate => false;

    public override bool CanUpdate => false;

    public override void Apply(Draft draft) => throw Fault.Unsupported($"Operation is not supported on {Kind}.").Thrown();
}
