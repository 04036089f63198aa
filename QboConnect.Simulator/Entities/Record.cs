using System.Text.Json.Nodes;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>A stored object. The body is what a read answers and is never changed in place: change a copy and put it.</summary>
internal sealed record Record(EntityKind Kind, long Id, int SyncToken, ObjectState State, JsonObject Body)
{
    public bool IsLive => State == ObjectState.Live;

    public string Name => Body.Text("FullyQualifiedName") ?? Body.Text(Kind.NameProperty) ?? "";

    public string Currency => Body.Ref("CurrencyRef") ?? "";

    public JsonObject Copy() => Body.DeepClone().AsObject();

    /// <summary>A reference to this object, with the name a read shows.</summary>
    public JsonObject AsReference() => Json.Reference(Id, Name);
}
