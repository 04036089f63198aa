using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Note or file on a document (facts, 7.6).</summary>
internal sealed class AttachableRules : EntityRules
{
    public override EntityKind Kind => Catalogue.Attachable;

    public override bool CanDelete => true;

    public override bool AllowsSparse => false;

    public override void Apply(Draft draft)
    {
        var body = draft.Body;
        if (draft.File is { } file)
        {
            body.SetDefault("FileName", () => file.Name is { } name ? JsonValue.Create(name) : null);
            body.SetDefault("ContentType", () => file.Type is { } type ? JsonValue.Create(type) : null);
            body["Size"] = file.Content.Length;
            body["FileAccessUri"] = $"/v3/company/{draft.Company.Realm}/download/{Json.Digits(draft.Id)}";
            draft.Work.SetFile(draft.Key, file.Content);
        }
        if (body.Text("Note") is null && body.Text("FileName") is null)
        {
            throw Fault.Business("You must have at least a note string or file attachment").Thrown();
        }
        foreach (var reference in body.Children("AttachableRef"))
        {
            if (reference.Child("EntityRef") is not { } entity)
            {
                continue;
            }
            var (type, value) = (entity.Text("type"), entity.Text("value") ?? "");
            var kind = type is null ? null : Catalogue.ByName(type);
            if (kind is null || draft.Find(kind, value) is null or { State: ObjectState.Deleted })
            {
                throw Fault.Business($"The entity {type} {value} that you are trying to link does not exist. {type} {value}").Thrown();
            }
        }
        draft.Save();
    }

    public override void Delete(Draft draft) => draft.Work.SetFile(draft.Key, null);
}
