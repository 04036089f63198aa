using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Entities;

/// <summary>What QuickBooks Online makes of one entity: its defaults, its refusals and what it posts.</summary>
internal abstract class EntityRules
{
    public abstract EntityKind Kind { get; }

    /// <summary>Whether the API offers the operation at all.</summary>
    public virtual bool CanCreate => Kind.Nature != Nature.Singleton;

    public virtual bool CanUpdate => true;

    public virtual bool CanDelete => Kind.Nature == Nature.Transaction;

    /// <summary>Whether an update may be sparse, or is always taken as full.</summary>
    public virtual bool AllowsSparse => true;

    /// <summary>Checks and completes the draft, posts it and saves it.</summary>
    public abstract void Apply(Draft draft);

    /// <summary>Empties a transaction but keeps it (facts, 2.5).</summary>
    public virtual void Void(Draft draft) => throw Fault.Unsupported("Operation void is not supported.").Thrown();

    /// <summary>Called before a transaction is removed; its postings and links go by themselves.</summary>
    public virtual void Delete(Draft draft)
    {
    }

    /// <summary>What a read answers: a copy of the stored body, with balances that move without the object being touched.</summary>
    public virtual JsonObject Render(Company company, Record record) => record.Copy();
}

/// <summary>An object on its way to being saved.</summary>
internal sealed class Draft(Work work, EntityKind kind, long id, Record? before, JsonObject body, JsonObject input)
{
    public Work Work { get; } = work;

    public Company Company => Work.Company;

    public EntityKind Kind { get; } = kind;

    public long Id { get; } = id;

    /// <summary>The object as it stands; null for a new one.</summary>
    public Record? Before { get; } = before;

    public bool IsNew => Before is null;

    /// <summary>The object as it will be: the input, merged with what stood when the update is sparse.</summary>
    public JsonObject Body { get; } = body;

    /// <summary>What the client sent, cleaned.</summary>
    public JsonObject Input { get; } = input;

    /// <summary>Query parameter include=allowduplicatedocnum.</summary>
    public bool AllowsDuplicateNumber { get; init; }

    /// <summary>The server itself changes the object, because another one it is linked to went away.</summary>
    public bool IsRelease { get; init; }

    /// <summary>The file that comes with an attachable.</summary>
    public AttachedFile? File { get; init; }

    /// <summary>Set by rules that save under another id than the one offered.</summary>
    public long? SavedId { get; set; }

    public long Key => Company.Key(Kind, Id);

    public Record Save(ObjectState state = ObjectState.Live) => Work.Put(Kind, Id, Body, state);
}
