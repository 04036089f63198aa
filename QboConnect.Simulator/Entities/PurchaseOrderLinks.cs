using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Lines of a bill or an expense that were ordered before: they close the lines of their purchase orders, and an order whose lines are all
/// taken is closed (facts, 7.12). What a bill does not name any more is open again.</summary>
internal static class PurchaseOrderLinks
{
    private const string Order = "PurchaseOrder";

    /// <summary>Called when the document has been saved in the work.</summary>
    public static void Apply(Draft draft)
    {
        var now = Orders(draft.Body).ToHashSet();
        foreach (var id in now)
        {
            Require(draft, id);
        }
        foreach (var id in now.Concat(draft.Before is null ? [] : Orders(draft.Before.Body)).Distinct())
        {
            Refresh(draft.Work, id, draft.Kind, draft.Id, now.Contains(id) ? draft.Body : null);
        }
    }

    /// <summary>Called when the document goes away.</summary>
    public static void Release(Draft draft)
    {
        foreach (var id in Orders(draft.Before!.Body).Distinct())
        {
            Refresh(draft.Work, id, draft.Kind, draft.Id, null);
        }
    }

    private static IEnumerable<long> Orders(JsonObject body) => Links(body).Select(l => Operations.ReadId(l.Text("TxnId") ?? ""));

    private static IEnumerable<JsonObject> Links(JsonObject body) =>
        body.Children("Line").SelectMany(l => l.Children("LinkedTxn")).Concat(body.Children("LinkedTxn")).Where(l => l.Text("TxnType") == Order);

    private static void Require(Draft draft, long id)
    {
        var order = draft.Work.Find(Catalogue.PurchaseOrder, id) is { State: ObjectState.Live } found ? found : throw Fault.NotFound().Thrown();
        var vendor = draft.Body.RefId("VendorRef") ?? draft.Body.RefId("EntityRef");
        if (order.Body.RefId("VendorRef") != vendor)
        {
            throw Fault.CannotLink($"PurchaseOrder {Json.Digits(id)} belongs to another vendor.").Thrown();
        }
    }

    /// <summary>Writes into an order which documents have taken its lines.</summary>
    private static void Refresh(Work work, long id, EntityKind kind, long source, JsonObject? taken)
    {
        if (work.Find(Catalogue.PurchaseOrder, id) is not { State: ObjectState.Live } order)
        {
            return;
        }
        var body = order.Copy();
        var type = kind == Catalogue.Bill ? "Bill" : "Purchase";
        var others = body.Children("LinkedTxn").Where(l => l.Text("TxnId") != Json.Digits(source) || l.Text("TxnType") != type).Select(l => l.DeepClone()).ToList();
        List<JsonObject> mine = taken is null ? [] : [.. Links(taken).Where(l => l.Text("TxnId") == Json.Digits(id)).Select(l => l.Text("TxnLineId")).Distinct()
            .Select(line => Link(source, type, line))];
        body["LinkedTxn"] = new JsonArray([.. others, .. mine.Select(l => (JsonNode)l)]);
        var lines = body.Children("LinkedTxn").Select(l => l.Text("TxnLineId")).ToHashSet(StringComparer.Ordinal);
        var isClosed = lines.Contains(null) || (lines.Count > 0 && body.Children("Line").All(l => lines.Contains(l.Text("Id"))));
        body["POStatus"] = isClosed ? "Closed" : "Open";
        work.Put(Catalogue.PurchaseOrder, id, body);
    }

    /// <summary>A link without a line takes the whole order.</summary>
    private static JsonObject Link(long source, string type, string? line)
    {
        var link = new JsonObject { ["TxnId"] = Json.Digits(source), ["TxnType"] = type };
        if (line is not null)
        {
            link["TxnLineId"] = line;
        }
        return link;
    }
}
