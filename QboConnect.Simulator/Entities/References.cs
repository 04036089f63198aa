using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Follows references and refuses what QuickBooks refuses (facts, 10.8).</summary>
internal static class References
{
    /// <summary>The object a reference names; null when there is no reference.</summary>
    /// <exception cref="RefusedException">2500 for an unknown or inactive object.</exception>
    public static Record? Follow(this Draft draft, JsonObject holder, string property, EntityKind kind)
    {
        if (holder.Child(property) is not { } reference)
        {
            return null;
        }
        var value = reference.Text("value") ?? throw Fault.Missing(property + ".value").Thrown();
        var record = draft.Find(kind, value) ?? throw Fault.InvalidReference(Plural(kind), value).Thrown();
        if (!record.IsLive && !draft.Mentioned(property, value))
        {
            throw Fault.InactiveReference(Plural(kind), value).Thrown();
        }
        holder[property] = record.AsReference();
        return record;
    }

    public static Record Require(this Draft draft, JsonObject holder, string property, EntityKind kind) =>
        draft.Follow(holder, property, kind) ?? throw Fault.Missing(property).Thrown();

    /// <summary>Some fields must be sent with every write, sparse or not (observed: facts, 2.4).</summary>
    public static void RequireSent(this Draft draft, string property)
    {
        if (draft.Input[property] is null)
        {
            throw Fault.Missing(property).Thrown();
        }
    }

    public static Record? Find(this Draft draft, EntityKind kind, string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? draft.Work.Find(kind, id) : null;

    public static Record? Account(this Draft draft, JsonObject holder, string property, params string[] types)
    {
        var account = draft.Follow(holder, property, Catalogue.Account);
        if (account is not null && types.Length > 0 && !types.Contains(account.Body.Text("AccountType"), StringComparer.Ordinal))
        {
            throw Fault.AccountType($"The account \"{account.Name}\" is of type {account.Body.Text("AccountType")}; {property} needs {string.Join(" or ", types)}.", property).Thrown();
        }
        return account;
    }

    /// <summary>An object that a stored transaction already names may have become inactive since: editing the transaction is allowed.</summary>
    private static bool Mentioned(this Draft draft, string property, string value) => draft.Before is { } before && Mentions(before.Body, property, value);

    private static bool Mentions(JsonNode? node, string property, string value) => node switch
    {
        JsonObject o => o.Any(p => (p.Key == property && p.Value is JsonObject r && r.Text("value") == value) || Mentions(p.Value, property, value)),
        JsonArray a => a.Any(n => Mentions(n, property, value)),
        _ => false,
    };

    private static string Plural(EntityKind kind) => kind.Name switch
    {
        "Class" => "Classes",
        "TaxCode" => "Tax codes",
        var name => name + "s",
    };
}
