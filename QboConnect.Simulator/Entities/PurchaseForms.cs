using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Bill (facts, 7.12).</summary>
internal sealed class BillRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Bill;

    public override void Apply(Draft draft)
    {
        PurchaseDocument.RequireBills(draft.Company);
        draft.RequireSent("VendorRef");
        var vendor = draft.Require(draft.Body, "VendorRef", Catalogue.Vendor);
        var document = Document.Open(draft, vendor);
        Terms.SetDueDate(draft, document.Date, "SalesTermRef", vendor.Body.Child("TermRef"));
        var control = draft.Account(draft.Body, "APAccountRef", "Accounts Payable") ?? SystemAccounts.Payable(draft.Work, document.Currency);
        draft.Body["APAccountRef"] = control.AsReference();
        var bill = PurchaseDocument.Apply(document, vendor, 1);
        document.Credit(control, bill.Total, vendor);
        document.Post();
        OpenItems.Refresh(draft, bill.Total, document);
        draft.Save();
        PurchaseOrderLinks.Apply(draft);
    }

    public override void Delete(Draft draft) => PurchaseOrderLinks.Release(draft);

    /// <summary>Observed: HTTP 200 whose body is a SystemFault (facts, 2.5).</summary>
    public override void Void(Draft draft) => throw Fault.System("java.lang.UnsupportedOperationException", status: 200).Thrown();
}

/// <summary>Credit of a vendor (facts, 7.12).</summary>
internal sealed class VendorCreditRules : EntityRules
{
    public override EntityKind Kind => Catalogue.VendorCredit;

    public override void Apply(Draft draft)
    {
        PurchaseDocument.RequireBills(draft.Company);
        var vendor = draft.Require(draft.Body, "VendorRef", Catalogue.Vendor);
        var document = Document.Open(draft, vendor);
        var control = draft.Account(draft.Body, "APAccountRef", "Accounts Payable") ?? SystemAccounts.Payable(draft.Work, document.Currency);
        draft.Body["APAccountRef"] = control.AsReference();
        var credit = PurchaseDocument.Apply(document, vendor, -1);
        document.Debit(control, credit.Total, vendor);
        document.Post();
        OpenItems.Refresh(draft, credit.Total, document);
        draft.Save();
    }
}

/// <summary>Expense, cheque or card charge (facts, 7.12).</summary>
internal sealed class PurchaseRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Purchase;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        draft.RequireSent("PaymentType");
        var type = body.Text("PaymentType")!;
        string[] types = type switch { "CreditCard" => ["Credit Card"], "Check" => ["Bank"], _ => ["Bank", "Credit Card", "Other Current Asset"] };
        var account = draft.Account(body, "AccountRef", types) ?? throw Fault.Missing("AccountRef").Thrown();
        OpenItems.RequireUnsettled(draft);
        var payee = Payee(draft);
        var document = Document.Open(draft, payee, account.Currency is { Length: > 0 } c ? c : null);
        var isCredit = body.IsTrue("Credit");
        if (isCredit && type != "CreditCard")
        {
            throw Fault.Business("Only a credit card charge can be a credit.", "Credit").Thrown();
        }
        var sign = isCredit ? -1 : 1;
        var purchase = PurchaseDocument.Apply(document, payee, sign);
        document.Credit(account, sign * purchase.Total, payee);
        document.Post();
        body["Credit"] = isCredit;
        draft.Save();
        PurchaseOrderLinks.Apply(draft);
    }

    public override void Delete(Draft draft) => PurchaseOrderLinks.Release(draft);

    private static Record? Payee(Draft draft)
    {
        if (draft.Body.Child("EntityRef") is not { } reference)
        {
            return null;
        }
        var type = reference.Text("type");
        var kind = type switch { "Customer" => Catalogue.Customer, "Employee" => Catalogue.Employee, _ => Catalogue.Vendor };
        var record = draft.Require(draft.Body, "EntityRef", kind);
        draft.Body["EntityRef"]!["type"] = kind.Name;
        return record;
    }
}

/// <summary>Purchase order: posts nothing (facts, 7.12).</summary>
internal sealed class PurchaseOrderRules : EntityRules
{
    public override EntityKind Kind => Catalogue.PurchaseOrder;

    public override void Apply(Draft draft)
    {
        if (!draft.Company.Settings.HasPlus)
        {
            throw Fault.Entitlement("PurchaseOrder").Thrown();
        }
        var vendor = draft.Require(draft.Body, "VendorRef", Catalogue.Vendor);
        var document = Document.Open(draft, vendor);
        _ = draft.Account(draft.Body, "APAccountRef", "Accounts Payable") ?? throw Fault.Missing("APAccountRef").Thrown();
        PurchaseDocument.Apply(document, vendor, 0);
        if (draft.Before?.Body["LinkedTxn"] is { } taken)
        {
            draft.Body["LinkedTxn"] = taken.DeepClone();
            draft.Body.SetDefault("POStatus", () => draft.Before.Body["POStatus"]?.DeepClone());
        }
        draft.Body.SetDefault("POStatus", () => JsonValue.Create("Open"));
        draft.Save();
    }
}
