using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>How an entity lives: lists and names are deactivated, transactions are deleted, a singleton is always there.</summary>
internal enum Nature
{
    Singleton,
    List,
    Name,
    Transaction,

    /// <summary>Deleted like a transaction, numbered by itself.</summary>
    Attachment,
}

/// <summary>One entity of the API: its name, its properties and what a query may filter by (facts, sections 3 and 7).</summary>
internal sealed class EntityKind(int number, string name, Nature nature, string queryable, params string[] fields)
{
    private const string Common = "Id s, SyncToken s, MetaData ro, domain ro, sparse b, status ro";

    /// <summary>Number in storage; never reused.</summary>
    public int Number { get; } = number;

    /// <summary>Name in JSON and in queries.</summary>
    public string Name { get; } = name;

    public string Path { get; init; } = name.ToLowerInvariant();

    /// <summary>Envelope key, where it differs from the name.</summary>
    public string Envelope { get; init; } = name;

    public Nature Nature { get; } = nature;

    /// <summary>Lists are small and held in memory; transactions and attachments are read from disk.</summary>
    public bool IsHeld => Nature is Nature.Singleton or Nature.List or Nature.Name;

    public Shape Shape { get; } = new(name, [Common, .. fields]);

    public IReadOnlySet<string> Queryable { get; } =
        new HashSet<string>(("Id,SyncToken,MetaData.CreateTime,MetaData.LastUpdatedTime," + queryable).Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal);

    /// <summary>The property a list is called by: Name, or DisplayName for people.</summary>
    public string NameProperty => Nature == Nature.Name ? "DisplayName" : "Name";

    /// <summary>Ids of all transactions come from one sequence, those of people from another, each list has its own.</summary>
    public string Sequence => Nature switch
    {
        Nature.Transaction => "transaction",
        Nature.Name => "name",
        Nature.List or Nature.Singleton or Nature.Attachment => Name,
    };

    public override string ToString() => Name;
}

/// <summary>Whether a stored object is in use, deactivated, or only a tombstone.</summary>
internal enum ObjectState
{
    Live = 0,
    Inactive = 1,
    Deleted = 2,
}
