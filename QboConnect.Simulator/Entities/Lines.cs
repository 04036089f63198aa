using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Inventory;
using QboConnect.Simulator.Tax;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>What lines of all documents have in common.</summary>
internal static class Lines
{
    /// <summary>Gives every line its id and number. An id the document already had stays with its line; any other line is new (facts, 2.4).</summary>
    public static void Number(Draft draft, IReadOnlyList<JsonObject> lines, int firstId = 1)
    {
        var known = draft.Before?.Body.Children("Line").Select(l => l.Text("Id")).Where(i => i is not null).ToHashSet(StringComparer.Ordinal) ?? [];
        var used = new HashSet<string>(StringComparer.Ordinal);
        var next = known.Select(k => int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n + 1 : 0).DefaultIfEmpty(firstId).Max();
        for (var i = 0; i < lines.Count; i++)
        {
            var id = lines[i].Text("Id");
            if (id is null || !known.Contains(id) || !used.Add(id))
            {
                id = Json.Digits(next++);
            }
            lines[i]["Id"] = id;
            lines[i]["LineNum"] = i + 1;
        }
    }

    public static decimal RequireAmount(JsonObject line) => line.Decimal("Amount") is { } amount
        ? (line["Amount"] = Json.Cents(amount)) is not null ? Json.Cents(amount) : 0m
        : throw Fault.Missing("Line.Amount", "Line.Amount").Thrown();

    public static string RequireDetail(JsonObject line, out JsonObject detail)
    {
        var type = line.Text("DetailType") ?? throw Fault.Missing("Line.DetailType", "Line.DetailType").Thrown();
        var name = type == "DescriptionOnly" ? "DescriptionLineDetail" : type;
        detail = line.Child(name) ?? (type is "SubTotalLineDetail" or "DescriptionOnly" or "SalesItemLineDetail" or "DiscountLineDetail" ? new JsonObject()
            : throw Fault.Missing($"Line.{type}", $"Line.{type}").Thrown());
        if (line.Child(name) is null && type is not "DescriptionOnly")
        {
            line[name] = detail;
        }
        return type;
    }

    /// <summary>Amount must be UnitPrice times Qty when both are given (6070).</summary>
    public static void CheckProduct(JsonObject line, JsonObject detail)
    {
        if (detail.Decimal("UnitPrice") is { } price && detail.Decimal("Qty") is { } quantity)
        {
            decimal product;
            try
            {
                product = Json.Cents(price * quantity);
            }
            catch (OverflowException)
            {
                throw Fault.Number("Line.UnitPrice", price.ToString(CultureInfo.InvariantCulture)).Thrown();
            }
            if (product != line.Amount("Amount"))
            {
                throw Fault.AmountMismatch(line.Amount("Amount")).Thrown();
            }
        }
    }

    /// <summary>The quantity of a line of tracked stock, checked against 6520 and 6270.</summary>
    public static decimal RequireQuantity(JsonObject detail, Record item, DateOnly date)
    {
        var quantity = detail.Decimal("Qty") ?? throw new Fault("6520", "Quantity Required", "A line of an inventory item needs a quantity.", "Line.Qty").Thrown();
        if (item.Body.Text("InvStartDate") is { } start && date < Ledger.Journal.Date(start))
        {
            throw new Fault("6270", "Invalid Transaction Date", $"The transaction is dated before the inventory start date {start} of {item.Name}.", "TxnDate").Thrown();
        }
        return quantity;
    }
}
