using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Invoice (facts, 7.10).</summary>
internal sealed class InvoiceRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Invoice;

    public override void Apply(Draft draft)
    {
        var customer = draft.Require(draft.Body, "CustomerRef", Catalogue.Customer);
        var document = Document.Open(draft, customer);
        Terms.SetDueDate(draft, document.Date, "SalesTermRef", customer.Body.Child("SalesTermRef"));
        CopyAddresses(draft.Body, customer);
        var sale = SalesDocument.Apply(document, customer, 1);
        var deposit = draft.Body.Amount("Deposit");
        if (deposit < 0 || deposit > sale.Total)
        {
            throw Fault.Business("The deposit cannot be greater than the transaction.", "Deposit").Thrown();
        }
        document.Debit(SystemAccounts.Receivable(draft.Work, document.Currency), sale.Total - deposit, customer);
        if (deposit > 0)
        {
            var account = draft.Account(draft.Body, "DepositToAccountRef", "Bank", "Other Current Asset") ?? SystemAccounts.UndepositedFunds(draft.Work);
            document.Debit(account, deposit, customer);
        }
        document.Post();
        OpenItems.Refresh(draft, sale.Total - deposit, document);
        draft.Save();
        CloseEstimates(draft);
    }

    public override void Void(Draft draft) => Voiding.Apply(draft, body =>
    {
        body["Balance"] = 0.00m;
        body["Deposit"] = 0.00m;
        body["LinkedTxn"] = new JsonArray();
        if (body.ContainsKey("HomeBalance"))
        {
            body["HomeBalance"] = 0.00m;
        }
    });

    /// <summary>An estimate that becomes an invoice is closed and linked back (facts, 7.10).</summary>
    private static void CloseEstimates(Draft draft)
    {
        foreach (var link in draft.Body.Children("LinkedTxn").Where(l => l.Text("TxnType") == "Estimate"))
        {
            var estimate = draft.Find(Catalogue.Estimate, link.Text("TxnId") ?? "") is { IsLive: true } found ? found : throw Fault.NotFound().Thrown();
            if (estimate.Body.RefId("CustomerRef") != draft.Body.RefId("CustomerRef"))
            {
                throw Fault.CannotLink($"Estimate {estimate.Id} belongs to another customer.").Thrown();
            }
            if (estimate.Body.Text("TxnStatus") != "Closed")
            {
                var body = estimate.Copy();
                body["TxnStatus"] = "Closed";
                body["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = Json.Digits(draft.Id), ["TxnType"] = "Invoice" });
                draft.Work.Put(Catalogue.Estimate, estimate.Id, body);
            }
        }
    }

    private static void CopyAddresses(JsonObject body, Record customer)
    {
        body.SetDefault("BillAddr", () => customer.Body.Child("BillAddr")?.DeepClone());
        body.SetDefault("ShipAddr", () => customer.Body.Child("ShipAddr")?.DeepClone());
        body.SetDefault("BillEmail", () => customer.Body.Child("PrimaryEmailAddr")?.DeepClone());
    }
}

/// <summary>Credit memo (facts, 7.10).</summary>
internal sealed class CreditMemoRules : EntityRules
{
    public override EntityKind Kind => Catalogue.CreditMemo;

    public override void Apply(Draft draft)
    {
        var customer = draft.Require(draft.Body, "CustomerRef", Catalogue.Customer);
        var document = Document.Open(draft, customer);
        var credit = SalesDocument.Apply(document, customer, -1);
        document.Credit(SystemAccounts.Receivable(draft.Work, document.Currency), credit.Total, customer);
        document.Post();
        OpenItems.Refresh(draft, credit.Total, document);
        draft.Body["RemainingCredit"] = draft.Body["Balance"]!.DeepClone();
        draft.Save();
    }
}

/// <summary>Refund receipt: the money leaves the account named (facts, 7.10).</summary>
internal sealed class RefundReceiptRules : EntityRules
{
    public override EntityKind Kind => Catalogue.RefundReceipt;

    public override void Apply(Draft draft)
    {
        var customer = draft.Follow(draft.Body, "CustomerRef", Catalogue.Customer);
        var account = draft.Account(draft.Body, "DepositToAccountRef", "Bank", "Other Current Asset", "Credit Card") ?? throw Fault.Missing("DepositToAccountRef").Thrown();
        draft.Follow(draft.Body, "PaymentMethodRef", Catalogue.PaymentMethod);
        var document = Document.Open(draft, customer);
        var refund = SalesDocument.Apply(document, customer, -1);
        document.Credit(account, refund.Total, customer);
        document.Post();
        draft.Body["Balance"] = 0.00m;
        draft.Save();
    }
}

/// <summary>Sales receipt: sold and paid at once (facts, 7.10).</summary>
internal sealed class SalesReceiptRules : EntityRules
{
    public override EntityKind Kind => Catalogue.SalesReceipt;

    public override void Apply(Draft draft)
    {
        var customer = draft.Follow(draft.Body, "CustomerRef", Catalogue.Customer);
        var account = draft.Account(draft.Body, "DepositToAccountRef", "Bank", "Other Current Asset", "Credit Card") ?? SystemAccounts.UndepositedFunds(draft.Work);
        draft.Body["DepositToAccountRef"] = account.AsReference();
        draft.Follow(draft.Body, "PaymentMethodRef", Catalogue.PaymentMethod);
        var document = Document.Open(draft, customer);
        var sale = SalesDocument.Apply(document, customer, 1);
        document.Debit(account, sale.Total, customer);
        document.Post();
        draft.Body["Balance"] = 0.00m;
        draft.Save();
    }

    public override void Void(Draft draft) => Voiding.Apply(draft, body => body["Balance"] = 0.00m);
}

/// <summary>Estimate: posts nothing (facts, 7.10).</summary>
internal sealed class EstimateRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Estimate;

    public override void Apply(Draft draft)
    {
        var customer = draft.Require(draft.Body, "CustomerRef", Catalogue.Customer);
        var document = Document.Open(draft, customer);
        SalesDocument.Apply(document, customer, 0);
        draft.Body.SetDefault("TxnStatus", () => JsonValue.Create("Pending"));
        draft.Save();
    }
}
