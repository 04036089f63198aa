using System.Text.Json.Nodes;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>A void keeps the document and empties it: amounts 0, nothing posted, nothing linked, note "Voided" (facts, 2.5).</summary>
internal static class Voiding
{
    private static readonly string[] Emptied = ["Qty", "UnitPrice", "TaxInclusiveAmt"];

    public static void Apply(Draft draft, Action<JsonObject> also)
    {
        var body = draft.Before!.Copy();
        Books.RequireOpen(draft, Journal.Date(body.Text("TxnDate")!));
        foreach (var line in body.Children("Line"))
        {
            line["Amount"] = 0.00m;
            foreach (var detail in line.Select(p => p.Value).OfType<JsonObject>())
            {
                foreach (var name in Emptied.Where(detail.ContainsKey).ToList())
                {
                    detail[name] = 0;
                }
            }
        }
        if (body.Child("TxnTaxDetail") is { } tax)
        {
            tax["TotalTax"] = 0.00m;
            tax.Remove("TaxLine");
        }
        body["TotalAmt"] = 0.00m;
        if (body.ContainsKey("HomeTotalAmt"))
        {
            body["HomeTotalAmt"] = 0.00m;
        }
        body["PrivateNote"] = body.Text("PrivateNote") is { } note ? $"Voided - {note}" : "Voided";
        also(body);
        Unlink(draft);
        draft.Work.Post(draft.Kind, draft.Id, Journal.Date(body.Text("TxnDate")!), []);
        draft.Work.Stock.Begin(draft.Key);
        draft.Work.Put(draft.Kind, draft.Id, body);
    }

    /// <summary>Takes a document out of everything it settles and everything that settles it.</summary>
    public static void Unlink(Draft draft)
    {
        var work = draft.Work;
        var targets = work.LinksFrom(draft.Key).Select(l => l.Target).Distinct().ToList();
        work.SetLinks(draft.Key, []);
        foreach (var target in targets)
        {
            OpenItems.Touch(work, work.Find(Catalogue.ByNumber(Key.KindOf(target)), Key.Id(target))!);
        }
        foreach (var source in work.LinksTo(draft.Key).Select(l => l.Source).Distinct().ToList())
        {
            Settlement.Release(work, source, draft.Key);
        }
    }
}
