using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>How documents get their number, and when a number used twice is refused (facts, 7.10 and 8.2).</summary>
internal static class DocumentNumbers
{
    private const string AutoGenerate = "AUTO_GENERATE";

    public static void Apply(Draft draft)
    {
        if (!draft.Kind.Shape.Knows("DocNumber"))
        {
            return;
        }
        var isSalesForm = draft.Kind.Name is "Invoice" or "SalesReceipt" or "CreditMemo" or "RefundReceipt" or "Estimate";
        var custom = draft.Company.Prefers("SalesFormsPrefs", "CustomTxnNumbers");
        var number = draft.Body.Text("DocNumber");
        if (number == AutoGenerate || (number is null && draft.IsNew && (draft.Kind.Name == "InventoryAdjustment" || (isSalesForm && !custom))))
        {
            draft.Body["DocNumber"] = Next(draft);
            return;
        }
        if (number is null)
        {
            draft.Body.Remove("DocNumber");
            return;
        }
        if (!draft.AllowsDuplicateNumber && number != draft.Before?.Body.Text("DocNumber") && (isSalesForm ? custom : Warns(draft)) && Owner(draft, number) is { } owner)
        {
            throw Fault.DuplicateNumber(number, owner.Kind.Name, owner.Id).Thrown();
        }
    }

    private static bool Warns(Draft draft)
    {
        var preference = draft.Kind.Name switch
        {
            "JournalEntry" => "WarnDuplicateJournalNumber",
            "Bill" or "VendorCredit" => "WarnDuplicateBillNumber",
            "Purchase" or "BillPayment" => "WarnDuplicateCheckNumber",
            _ => null,
        };
        return preference is not null && draft.Company.Preferences.Child("OtherPrefs") is { } other
            && other.Children("NameValue").Any(n => n.Text("Name") == preference && n.Text("Value") == "true");
    }

    /// <summary>Cheques of expenses and of bill payments share one number space (facts, 7.12).</summary>
    private static (EntityKind Kind, long Id)? Owner(Draft draft, string number)
    {
        EntityKind[] kinds = IsCheque(draft.Body) ? [draft.Kind, draft.Kind == Catalogue.Purchase ? Catalogue.BillPayment : Catalogue.Purchase] : [draft.Kind];
        foreach (var kind in kinds)
        {
            var owners = draft.Company.Database.Read(c => c.Rows("SELECT key FROM object WHERE kind = ?1 AND doc = ?2 AND key <> ?3 LIMIT 1", r => Key.Id(r.GetInt64(0)),
                Key.Kind(draft.Company.Number, kind.Number), number, draft.Key));
            if (owners is [var id] && (kind == draft.Kind || IsCheque(draft.Work.Find(kind, id)!.Body)))
            {
                return (kind, id);
            }
        }
        return null;
    }

    private static bool IsCheque(JsonObject body) => (body.Text("PaymentType") ?? body.Text("PayType")) == "Check";

    private static JsonValue Next(Draft draft)
    {
        var kind = Key.Kind(draft.Company.Number, draft.Kind.Number);
        var last = draft.Company.LastNumber(draft.Kind, () => draft.Company.Database.Read(c => c.Number(
            "SELECT max(CAST(doc AS INTEGER)) FROM object WHERE kind = ?1 AND doc IS NOT NULL AND doc NOT GLOB '*[^0-9]*' AND length(doc) < 16", kind)));
        return JsonValue.Create((Math.Max(last, 1000) + 1).ToString(CultureInfo.InvariantCulture));
    }
}
