using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Documents that stay open until others settle them: invoices, credit memos, bills, vendor credits, journal lines.</summary>
internal static class OpenItems
{
    /// <summary>Sets the open balance of a document that is being saved: its total less what is already settled of it.</summary>
    /// <exception cref="RefusedException">The document would be smaller than what has been settled of it.</exception>
    public static void Refresh(Draft draft, decimal total, Document document)
    {
        var links = draft.IsNew ? [] : draft.Work.LinksTo(draft.Key);
        var settled = links.Sum(l => l.Amount) / 100m;
        if (settled > total)
        {
            throw Fault.Business("The amount cannot be less than the payments that are applied to this transaction.", "TotalAmt").Thrown();
        }
        SetBalance(draft.Body, total, links, document.Company.Settings.MultiCurrency ? document.Rate : null);
        SetLinkedTxn(draft.Work, draft.Body, links);
    }

    /// <summary>An expense or a deposit of which a payment has settled its A/R or A/P line is changed only when the payment lets go of it.</summary>
    public static void RequireUnsettled(Draft draft)
    {
        if (!draft.IsNew && draft.Work.LinksTo(draft.Key).Count > 0)
        {
            throw Fault.Business("The transaction is linked to a payment. Remove it from the payment before changing it.").Thrown();
        }
    }

    /// <summary>Writes the balance an open document has after this work, and who settles it, into the document: each settlement
    /// touches it, so its SyncToken moves (facts, 2.4).</summary>
    public static void Touch(Work work, Record record)
    {
        var body = record.Copy();
        var links = work.LinksTo(work.Company.Key(record.Kind, record.Id));
        if (body.ContainsKey("Balance"))
        {
            var total = body.Amount("TotalAmt") - body.Amount("Deposit");
            SetBalance(body, total, links, work.Company.Settings.MultiCurrency ? body.Decimal("ExchangeRate") ?? 1m : null);
            if (body.ContainsKey("RemainingCredit"))
            {
                body["RemainingCredit"] = body["Balance"]!.DeepClone();
            }
        }
        SetLinkedTxn(work, body, links);
        work.Put(record.Kind, record.Id, body, record.State);
    }

    /// <summary>What is still open of a document, or of one line of a journal entry, in minor units of its currency.</summary>
    public static long Open(Work work, Record record, int line, long without)
    {
        var key = work.Company.Key(record.Kind, record.Id);
        var settled = work.LinksTo(key).Where(l => l.Source != without && l.TargetLine == line).Sum(l => l.Amount);
        return Document.Minor(record.Body.Amount("TotalAmt") - record.Body.Amount("Deposit")) - settled;
    }

    /// <summary>What is open, and in a company with several currencies what it stands for in the books: each settlement took its own rounded part of the
    /// home total (facts, 8.3), so that the home balances of all documents are the control account to the cent.</summary>
    private static void SetBalance(JsonObject body, decimal total, IReadOnlyList<Link> links, decimal? rate)
    {
        body["Balance"] = Json.Cents(total - (links.Sum(l => l.Amount) / 100m));
        body.Remove("HomeBalance");
        if (rate is { } r)
        {
            body["HomeBalance"] = Json.Cents(Json.Cents(total * r) - (links.Sum(l => Math.Abs(l.Home)) / 100m));
        }
    }

    /// <summary>Who settles a document is known from the links; what it came from (an estimate, an order) is kept as it was given.</summary>
    private static void SetLinkedTxn(Work work, JsonObject body, IReadOnlyList<Link> links)
    {
        var given = body.Children("LinkedTxn").Where(l => l.Text("TxnType") is not ("Payment" or "BillPaymentCheck" or "BillPaymentCreditCard" or "Deposit")).Select(l => l.DeepClone()).ToList();
        body["LinkedTxn"] = new JsonArray([.. given, .. links.Select(l => l.Source).Distinct().Select(source => (JsonNode)new JsonObject
        {
            ["TxnId"] = Json.Digits(Key.Id(source)),
            ["TxnType"] = TypeOf(work, source),
        })]);
    }

    private static string TypeOf(Work work, long source)
    {
        var kind = Catalogue.ByNumber(Key.KindOf(source));
        return kind != Catalogue.BillPayment ? kind.Name
            : work.Find(kind, Key.Id(source))?.Body.Text("PayType") == "CreditCard" ? "BillPaymentCreditCard" : "BillPaymentCheck";
    }
}
