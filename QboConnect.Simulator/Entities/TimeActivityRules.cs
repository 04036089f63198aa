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
