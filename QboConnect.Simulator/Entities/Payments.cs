using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Customer payment (facts, 7.11).</summary>
internal sealed class PaymentRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Payment;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var customer = draft.Require(body, "CustomerRef", Catalogue.Customer);
        var total = Json.Cents(body.Decimal("TotalAmt") ?? throw Fault.Missing("TotalAmt").Thrown());
        if (total < 0)
        {
            throw Fault.Business("Transaction amount must be 0 or greater.", "TotalAmt").Thrown();
        }
        draft.Follow(body, "PaymentMethodRef", Catalogue.PaymentMethod);
        var money = draft.Account(body, "DepositToAccountRef", "Bank", "Other Current Asset", "Credit Card") ?? SystemAccounts.UndepositedFunds(draft.Work);
        body["DepositToAccountRef"] = money.AsReference();
        var document = Document.Open(draft, customer);
        var control = draft.Account(body, "ARAccountRef", "Accounts Receivable") ?? SystemAccounts.Receivable(draft.Work, document.Currency);
        var settled = Settlement.Apply(document, customer, control, money, total, receivable: true);
        document.SetTotal(total);
        body["UnappliedAmt"] = settled.Unapplied;
        body["ProcessPayment"] = false;
        body.SetDefault("Line", () => new JsonArray());
        body["LinkedTxn"] = new JsonArray();
        draft.Save();
    }

    public override void Void(Draft draft) => Voiding.Apply(draft, body =>
    {
        body["UnappliedAmt"] = 0.00m;
        body["Line"] = new JsonArray();
    });
}

/// <summary>Payment of bills (facts, 7.12).</summary>
internal sealed class BillPaymentRules : EntityRules
{
    public override EntityKind Kind => Catalogue.BillPayment;

    public override void Apply(Draft draft)
    {
        PurchaseDocument.RequireBills(draft.Company);
        var body = draft.Body;
        var vendor = draft.Require(body, "VendorRef", Catalogue.Vendor);
        var total = Json.Cents(body.Decimal("TotalAmt") ?? throw Fault.Missing("TotalAmt").Thrown());
        if (!body.Children("Line").Any() && !draft.IsRelease)
        {
            throw Fault.Missing("Line").Thrown();
        }
        var document = Document.Open(draft, vendor);
        var control = draft.Account(body, "APAccountRef", "Accounts Payable") ?? SystemAccounts.Payable(draft.Work, document.Currency);
        body.Remove("APAccountRef");
        var settled = Settlement.Apply(document, vendor, control, Money(draft, total), total, receivable: false);
        document.SetTotal(total, withHome: false);
        draft.Work.Put(draft.Kind, draft.Id, body, ObjectState.Live,
            Columns.Of(draft.Company, new Record(draft.Kind, draft.Id, 0, ObjectState.Live, body)) with { Open = Document.Minor(settled.Unapplied) });
    }

    public override void Void(Draft draft) => Voiding.Apply(draft, body => body["Line"] = new JsonArray());

    private static Record? Money(Draft draft, decimal total)
    {
        var type = draft.Body.Text("PayType") ?? throw Fault.Missing("PayType").Thrown();
        var holder = draft.Body.Child(type == "Check" ? "CheckPayment" : "CreditCardPayment");
        if (holder is null)
        {
            return type == "Check" && total == 0 ? null : throw Fault.Missing(type == "Check" ? "CheckPayment" : "CreditCardPayment").Thrown();
        }
        var account = type == "Check" ? draft.Account(holder, "BankAccountRef", "Bank") : draft.Account(holder, "CCAccountRef", "Credit Card");
        return account ?? (total == 0 ? null : throw Fault.Missing(type == "Check" ? "CheckPayment.BankAccountRef" : "CreditCardPayment.CCAccountRef").Thrown());
    }
}
