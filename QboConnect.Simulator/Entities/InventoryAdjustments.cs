using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Inventory;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Stock corrections (facts, 7.13): a loss goes to the account named, a gain comes from it, at FIFO cost.</summary>
internal sealed class InventoryAdjustmentRules : EntityRules
{
    public override EntityKind Kind => Catalogue.InventoryAdjustment;

    public override void Apply(Draft draft)
    {
        if (draft.Company.Settings is not { HasPlus: true, InventoryTracking: true })
        {
            throw Fault.Entitlement("InventoryAdjustment").Thrown();
        }
        var body = draft.Body;
        var account = draft.Require(body, "AdjustAccountRef", Catalogue.Account);
        if (account.Body.Text("AccountType") is "Accounts Receivable" or "Accounts Payable")
        {
            throw Fault.AccountType($"The account {account.Name} cannot take inventory adjustments.", "AdjustAccountRef").Thrown();
        }
        _ = body.Text("TxnDate") ?? throw Fault.Missing("TxnDate").Thrown();
        var document = Document.Open(draft, null);
        body.Remove("CurrencyRef");
        body.Remove("ExchangeRate");
        var lines = body.Children("Line").ToList();
        if (lines.Count == 0)
        {
            throw Fault.Missing("Line").Thrown();
        }
        Lines.Number(draft, lines);
        for (var i = 0; i < lines.Count; i++)
        {
            Lines.RequireDetail(lines[i], out var detail);
            var item = draft.Require(detail, "ItemRef", Catalogue.Item);
            if (item.Body.Text("Type") != "Inventory")
            {
                throw Fault.Business($"The item {item.Name} is not tracked.", "ItemRef").Thrown();
            }
            var quantity = detail.Decimal("QtyDiff") ?? throw Fault.Missing("QtyDiff").Thrown();
            if (document.Date < Journal.Date(item.Body.Text("InvStartDate")!))
            {
                throw new Fault("6270", "Invalid Transaction Date", "The transaction is dated before the inventory start date.", "TxnDate").Thrown();
            }
            if (quantity != 0)
            {
                draft.Work.Stock.Add(new Movement(item.Id, document.Date, draft.Key, i, quantity, 0, false, item.Body.RefId("AssetAccountRef")!.Value, account.Id));
            }
        }
        document.Post();
        draft.Save();
    }
}

/// <summary>Corrections that QuickBooks makes by itself.</summary>
internal static class InventoryAdjustments
{
    /// <summary>Brings an item to another quantity with an adjustment against Inventory Shrinkage.</summary>
    public static void Correct(Work work, long item, DateOnly date, decimal difference, long asset)
    {
        var kind = Catalogue.InventoryAdjustment;
        var id = work.NewId(kind);
        var account = SystemAccounts.InventoryShrinkage(work);
        work.Put(kind, id, new JsonObject
        {
            ["TxnDate"] = Journal.Text(date),
            ["AdjustAccountRef"] = account.AsReference(),
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Id"] = "1",
                ["LineNum"] = 1,
                ["DetailType"] = "ItemAdjustmentLineDetail",
                ["ItemAdjustmentLineDetail"] = new JsonObject { ["ItemRef"] = Json.Reference(item, null), ["QtyDiff"] = difference },
            }),
        });
        work.Post(kind, id, date, []);
        work.Stock.Add(new Movement(item, date, work.Company.Key(kind, id), 0, difference, 0, false, asset, account.Id));
    }
}
