using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Inventory;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Product or service (facts, 7.9).</summary>
internal sealed class ItemRules : EntityRules
{
    /// <summary>Lines of an item's own stock movements: its opening, then its quantity corrections.</summary>
    private const int StartingLine = 0;

    private static readonly string[] InventoryNeeds = ["InvStartDate", "AssetAccountRef", "IncomeAccountRef", "ExpenseAccountRef"];

    public override EntityKind Kind => Catalogue.Item;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        var type = Type(draft);
        var state = Names.Apply(draft, ":", "product or service");
        body["SubItem"] = body.Child("ParentRef") is not null;
        body["Level"] = body.Text("FullyQualifiedName")!.Count(c => c == ':');
        if (type == "Inventory")
        {
            RequireInventory(draft);
        }
        CheckAccounts(draft, type);
        body.SetDefault("Taxable", () => JsonValue.Create(false));
        body.SetDefault("UnitPrice", () => JsonValue.Create(0));
        body.SetDefault("PurchaseCost", () => JsonValue.Create(0));
        body["TrackQtyOnHand"] = type == "Inventory";
        var quantity = draft.Input.Decimal("QtyOnHand");
        body.Remove("QtyOnHand");
        draft.Save(state);
        if (type == "Inventory")
        {
            SetQuantity(draft, state, quantity);
        }
    }

    public override JsonObject Render(Company company, Record record)
    {
        var body = record.Copy();
        if (body.Text("Type") == "Inventory")
        {
            body["QtyOnHand"] = company.Stock.Quantity(record.Id) / 1.0000000000000000000000000000m;
        }
        return body;
    }

    private static string Type(Draft draft)
    {
        var type = draft.Body.Text("Type") ?? throw Fault.Missing("Type").Thrown();
        var was = draft.Before?.Body.Text("Type");
        if (type == "Group" && draft.IsNew)
        {
            throw Fault.Business("Items of type Group cannot be created.", "Type").Thrown();
        }
        if (was == "Inventory" && (type != "Inventory" || draft.Input.Flag("TrackQtyOnHand") == false))
        {
            throw Fault.Business("When you create an item, if Track quantity on hand is turned on, it cannot be turned off.", "TrackQtyOnHand").Thrown();
        }
        if (was is not null && was != type && (was == "Category" || type is "Category" or "Inventory"))
        {
            throw Fault.Business($"The type of an item cannot be changed from {was} to {type}.", "Type").Thrown();
        }
        if (type == "Inventory" && !draft.Body.IsTrue("TrackQtyOnHand"))
        {
            throw Fault.Business("When you create an item, if Track quantity on hand is turned off, the item cannot be of type Inventory.", "TrackQtyOnHand").Thrown();
        }
        return type;
    }

    private static void RequireInventory(Draft draft)
    {
        if (draft.Company.Settings is not { HasPlus: true, InventoryTracking: true })
        {
            throw Fault.Entitlement("Inventory").Thrown();
        }
        foreach (var required in InventoryNeeds.Where(r => draft.Body[r] is null))
        {
            throw Fault.Missing(required).Thrown();
        }
        if (draft.IsNew && draft.Input.Decimal("QtyOnHand") is null)
        {
            throw Fault.Missing("QtyOnHand").Thrown();
        }
        if (draft.Before?.Body.Text("InvStartDate") is { } start)
        {
            draft.Body["InvStartDate"] = start;
        }
    }

    private static void CheckAccounts(Draft draft, string type)
    {
        var body = draft.Body;
        if (type == "Category")
        {
            // A category has neither price nor accounts and stays (facts, 7.9).
            if (!body.IsTrue("Active"))
            {
                throw Fault.Business("A category cannot be made inactive.", "Active").Thrown();
            }
            if (body.Child("IncomeAccountRef") is not null || body.Child("ExpenseAccountRef") is not null || body.Amount("UnitPrice") != 0)
            {
                throw Fault.Business("A category has neither a price nor accounts.", "Type").Thrown();
            }
            return;
        }
        draft.Account(body, "IncomeAccountRef", type == "Inventory" ? ["Income"] : ["Income", "Other Income", "Other Current Liability", "Cost of Goods Sold", "Expense", "Other Expense", "Equity", "Other Current Asset", "Fixed Asset"]);
        draft.Account(body, "ExpenseAccountRef", type == "Inventory" ? ["Cost of Goods Sold"] : ["Expense", "Other Expense", "Cost of Goods Sold", "Income", "Other Income", "Other Current Asset", "Other Current Liability", "Fixed Asset", "Equity"]);
        if (draft.Account(body, "AssetAccountRef", "Other Current Asset") is { } asset && type == "Inventory" && asset.Body.Text("AccountSubType") != "Inventory")
        {
            throw Fault.AccountType($"The inventory asset account must be of detail type Inventory; {asset.Name} is {asset.Body.Text("AccountSubType")}.", "AssetAccountRef").Thrown();
        }
        if (body.Child("IncomeAccountRef") is null && body.Child("ExpenseAccountRef") is null && type != "Group")
        {
            throw Fault.Missing("IncomeAccountRef").Thrown();
        }
    }

    /// <summary>The opening stock against Opening Balance Equity; a later quantity against Inventory Shrinkage, dated the inventory
    /// start date; a deactivated item's stock is written off there as well (unconfirmed, see docs/simulator.md).</summary>
    private static void SetQuantity(Draft draft, ObjectState state, decimal? quantity)
    {
        var work = draft.Work;
        var body = draft.Body;
        var asset = body.RefId("AssetAccountRef")!.Value;
        var start = Journal.Date(body.Text("InvStartDate")!);
        if (draft.IsNew)
        {
            var opening = quantity!.Value;
            var value = Document.Minor(opening * body.Amount("PurchaseCost"));
            if (opening < 0)
            {
                throw Fault.Business("The opening quantity cannot be negative.", "QtyOnHand").Thrown();
            }
            if (opening > 0)
            {
                work.Post(draft.Kind, draft.Id, start, value == 0 ? [] :
                    [new Posting(asset, value, value), new Posting(SystemAccounts.OpeningBalanceEquity(work).Id, -value, -value)]);
                work.Stock.Add(new Movement(draft.Id, start, draft.Key, StartingLine, opening, value, true, asset, asset));
            }
            return;
        }
        var onHand = draft.Company.Stock.Quantity(draft.Id);
        var wanted = state == ObjectState.Inactive && draft.Before!.IsLive ? 0m : quantity ?? onHand;
        if (wanted != onHand)
        {
            InventoryAdjustments.Correct(work, draft.Id, state == ObjectState.Inactive ? work.Today : start, wanted - onHand, asset);
        }
    }
}
