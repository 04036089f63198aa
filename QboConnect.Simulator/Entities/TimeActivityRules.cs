using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Time activity: posts nothing (facts, 7.13).</summary>
internal sealed class TimeActivityRules : EntityRules
{
    public override EntityKind Kind => Catalogue.TimeActivity;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var of = body.Text("NameOf") ?? throw Fault.Missing("NameOf").Thrown();
        draft.Require(body, of == "Employee" ? "EmployeeRef" : "VendorRef", of == "Employee" ? Catalogue.Employee : Catalogue.Vendor);
        body.SetDefault("TxnDate", () => JsonValue.Create(Journal.Text(draft.Work.Today)));
        Books.RequireOpen(draft, Journal.Date(body.Text("TxnDate")!));
        if (body.Decimal("Hours") is null && body.Decimal("Minutes") is null && body.Text("StartTime") is null)
        {
            throw Fault.Missing("Hours").Thrown();
        }
        var customer = draft.Follow(body, "CustomerRef", Catalogue.Customer);
        draft.Follow(body, "ItemRef", Catalogue.Item);
        Dimensions.Class(draft, body);
        Dimensions.Department(draft, body);
        if (body.Text("BillableStatus") == "Billable" && customer is null)
        {
            throw new Fault("6310", "Customer Required", "Billable time needs a customer.", "CustomerRef").Thrown();
        }
        body.SetDefault("BillableStatus", () => JsonValue.Create("NotBillable"));
        draft.Save();
    }
}

/// <summary>Note on a document (facts, 7.6). Files are not kept.</summary>
internal sealed class AttachableRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Attachable;

    public override bool CanDelete => true;

    public override bool AllowsSparse => false;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        if (body.Text("Note") is null && body.Text("FileName") is null)
        {
            throw Fault.Business("You must have at least a note string or file attachment").Thrown();
        }
        foreach (var reference in body.Children("AttachableRef"))
        {
            if (reference.Child("EntityRef") is not { } entity)
            {
                continue;
            }
            var (type, value) = (entity.Text("type"), entity.Text("value") ?? "");
            var kind = type is null ? null : Catalogue.ByName(type);
            if (kind is null || draft.Find(kind, value) is null or { State: ObjectState.Deleted })
            {
                throw Fault.Business($"The entity {type} {value} that you are trying to link does not exist. {type} {value}").Thrown();
            }
        }
        draft.Save();
    }
}
