using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Names of lists and people: what they may hold, that they are unique, and the suffix of a deactivated one (facts, 7.0 and 8.2).</summary>
internal static class Names
{
    private const string DeletedSuffix = " (deleted)";
    private static readonly string[] PersonParts = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"];

    /// <summary>Completes and checks Name (or DisplayName), FullyQualifiedName and Active. Answers whether the object stays live.</summary>
    public static ObjectState Apply(Draft draft, string forbidden, string who)
    {
        var body = draft.Body;
        var property = draft.Kind.NameProperty;
        if (draft.Kind.Nature == Nature.Name)
        {
            body.SetDefault("DisplayName", () => Assembled(body) is { Length: > 0 } name ? JsonValue.Create(name) : null);
        }
        body.SetDefault("Active", () => JsonValue.Create(true));
        var nameText = body.Text(property)?.Trim() ?? throw (draft.Kind.Nature == Nature.Name
            ? new Fault("6080", "Name Required", "At least one of Title, GivenName, MiddleName, FamilyName, Suffix or DisplayName must be given.", "DisplayName")
            : Fault.Missing(property)).Thrown();
        if (nameText.IndexOfAny([.. forbidden, '\t', '\n', '\r']) >= 0)
        {
            throw new Fault("2040", "Invalid String", $"{property} holds a character that is not allowed: {nameText}", property).Thrown();
        }
        body[property] = nameText;
        var active = body.IsTrue("Active");
        if (!active && draft.Before is null or { IsLive: true } && !active)
        {
            body[property] = Free(draft, property, nameText + DeletedSuffix);
        }
        SetFullName(draft, property);
        RequireUnique(draft, who);
        return active ? ObjectState.Live : ObjectState.Inactive;
    }

    private static string Assembled(JsonObject body) => string.Join(' ', PersonParts.Select(body.Text).Where(p => p is not null));

    private static string Free(Draft draft, string property, string wanted)
    {
        var name = wanted;
        for (var n = 1; Space(draft, name).Any(r => string.Equals(r.Body.Text(r.Kind.NameProperty), name, StringComparison.OrdinalIgnoreCase)); n++)
        {
            name = $"{wanted[..^1]}{n})";
        }
        _ = property;
        return name;
    }

    private static void SetFullName(Draft draft, string property)
    {
        var body = draft.Body;
        var own = body.Text(property)!;
        if (!draft.Kind.Shape.Knows("ParentRef"))
        {
            if (draft.Kind.Shape.Knows("FullyQualifiedName"))
            {
                body["FullyQualifiedName"] = own;
            }
            return;
        }
        var parent = draft.Follow(body, "ParentRef", draft.Kind);
        if (draft.Input.Flag(SubFlag(draft.Kind)) is { } isSub && isSub != parent is not null)
        {
            throw new Fault("6150", "Parent Reference And Flag Differ", $"{SubFlag(draft.Kind)} and ParentRef must say the same.", SubFlag(draft.Kind)).Thrown();
        }
        if (parent?.Id == draft.Id)
        {
            throw new Fault("900", "Invalid Parent", "An object cannot be its own parent.", "ParentRef").Thrown();
        }
        var full = parent is null ? own : $"{parent.Name}:{own}";
        if (full.Count(c => c == ':') >= 5)
        {
            throw new Fault("6180", "Too Many Levels", "The hierarchy may be five levels deep.", "ParentRef").Thrown();
        }
        body["FullyQualifiedName"] = full;
    }

    /// <summary>The flag beside ParentRef.</summary>
    private static string SubFlag(EntityKind kind) => kind == Catalogue.Customer ? "Job" : $"Sub{kind.Name}";

    private static void RequireUnique(Draft draft, string who)
    {
        var name = Key(draft.Kind, draft.Body);
        if (draft.Before is { } before && string.Equals(Key(before.Kind, before.Body), name, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }
        if (Space(draft, name).Any(r => string.Equals(Key(r.Kind, r.Body), name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Fault.DuplicateName(who).Thrown();
        }
    }

    private static string Key(EntityKind kind, JsonObject body) =>
        (kind.Nature == Nature.Name ? body.Text("DisplayName") : body.Text("FullyQualifiedName") ?? body.Text("Name")) ?? "";

    /// <summary>Customers, vendors and employees share one name space.</summary>
    private static IEnumerable<Record> Space(Draft draft, string name) =>
        (draft.Kind.Nature == Nature.Name ? [Catalogue.Customer, Catalogue.Vendor, Catalogue.Employee] : new[] { draft.Kind })
        .SelectMany(kind => draft.Work.MaybeNamed(kind, name)).Where(r => r.Kind != draft.Kind || r.Id != draft.Id);
}
