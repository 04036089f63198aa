using System.Text.Json.Nodes;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Payments and invoices that find each other by themselves when the company's preferences say so (facts, 8.2).</summary>
internal static class AutoApply
{
    /// <summary>Called after a new invoice or payment has been saved in the work.</summary>
    public static void Run(Work work, EntityKind kind, long id)
    {
        var company = work.Company;
        if (kind == Catalogue.Payment && company.Prefers("SalesFormsPrefs", "AutoApplyPayments"))
        {
            ApplyPayment(work, work.Find(kind, id)!);
        }
        if (kind == Catalogue.Invoice && company.Prefers("SalesFormsPrefs", "AutoApplyPayments"))
        {
            ApplyPendingPayments(work, id);
        }
        if (kind == Catalogue.Invoice && company.Prefers("SalesFormsPrefs", "AutoApplyCredit"))
        {
            ApplyPendingCredits(work, id);
        }
    }

    private static void ApplyPayment(Work work, Record payment)
    {
        var left = payment.Body.Amount("UnappliedAmt");
        if (left <= 0 || payment.Body.Children("Line").Any())
        {
            return;
        }
        var lines = new JsonArray();
        foreach (var invoice in Open(work, Catalogue.Invoice, payment))
        {
            var amount = Math.Min(left, invoice.Body.Amount("Balance"));
            lines.Add((JsonNode)Line(amount, invoice));
            if ((left -= amount) <= 0)
            {
                break;
            }
        }
        if (lines.Count > 0)
        {
            Save(work, payment, lines);
        }
    }

    private static void ApplyPendingPayments(Work work, long id)
    {
        var invoice = work.Find(Catalogue.Invoice, id)!;
        foreach (var payment in Open(work, Catalogue.Payment, invoice))
        {
            var amount = Math.Min(payment.Body.Amount("UnappliedAmt"), invoice.Body.Amount("Balance"));
            if (amount <= 0)
            {
                return;
            }
            var lines = new JsonArray([.. payment.Body.Children("Line").Select(l => l.DeepClone()), Line(amount, invoice)]);
            Save(work, payment, lines);
            invoice = work.Find(Catalogue.Invoice, id)!;
        }
    }

    /// <summary>A credit is applied by a payment of nothing that links both.</summary>
    private static void ApplyPendingCredits(Work work, long id)
    {
        var invoice = work.Find(Catalogue.Invoice, id)!;
        foreach (var credit in Open(work, Catalogue.CreditMemo, invoice))
        {
            var amount = Math.Min(credit.Body.Amount("Balance"), invoice.Body.Amount("Balance"));
            if (amount <= 0)
            {
                return;
            }
            var body = new JsonObject
            {
                ["CustomerRef"] = invoice.Body.Child("CustomerRef")!.DeepClone(),
                ["TxnDate"] = Journal.Text(work.Today),
                ["TotalAmt"] = 0m,
                ["PrivateNote"] = "Created by QB Online to link credits to charges.",
                ["Line"] = new JsonArray(Line(amount, invoice), Line(amount, credit)),
            };
            if (invoice.Currency != work.Company.Home)
            {
                body["ExchangeRate"] = invoice.Body["ExchangeRate"]?.DeepClone();
            }
            Catalogue.RulesOf(Catalogue.Payment).Apply(new Draft(work, Catalogue.Payment, work.NewId(Catalogue.Payment), null, body, body));
            invoice = work.Find(Catalogue.Invoice, id)!;
        }
    }

    private static void Save(Work work, Record payment, JsonArray lines)
    {
        var body = payment.Copy();
        body["Line"] = lines;
        Catalogue.RulesOf(Catalogue.Payment).Apply(new Draft(work, Catalogue.Payment, payment.Id, payment, body, body) { AllowsDuplicateNumber = true });
    }

    private static JsonObject Line(decimal amount, Record target) => new()
    {
        ["Amount"] = Json.Cents(amount),
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = Json.Digits(target.Id), ["TxnType"] = target.Kind.Name }),
    };

    /// <summary>Open documents of the same customer and currency, oldest first.</summary>
    private static List<Record> Open(Work work, EntityKind kind, Record of)
    {
        var party = work.Company.Key(Catalogue.Customer, of.Body.RefId("CustomerRef")!.Value);
        var ids = work.Company.Database.Read(c => c.Rows("SELECT key FROM object WHERE kind = ?1 AND party = ?2 AND open <> 0 ORDER BY date, key",
            r => Key.Id(r.GetInt64(0)), Key.Kind(work.Company.Number, kind.Number), party));
        return [.. ids.Select(id => work.Find(kind, id)!).Where(r => r.Currency == of.Currency)];
    }
}
