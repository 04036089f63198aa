using System.Text.Json;

namespace QboConnect.Core.QuickBooks;

/// <summary>An object that was deleted in QuickBooks.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was deleted.</param>
public sealed record QboDeleted(string Id, DateTimeOffset? At);

/// <summary>What changed in QuickBooks since a moment, by change data capture.</summary>
public sealed class QboChanges
{
    private readonly Dictionary<string, List<JsonElement>> _objects = new(StringComparer.Ordinal);

    internal QboChanges(JsonElement answer, int limit)
    {
        var objects = answer.Items("CDCResponse")
            .SelectMany(response => response.Items("QueryResponse"))
            .SelectMany(list => list.EnumerateObject())
            .Where(property => property.Value.ValueKind == JsonValueKind.Array);
        foreach (var (name, list) in objects.Select(p => (p.Name, p.Value)))
        {
            if (!_objects.TryGetValue(name, out var known))
            {
                _objects[name] = known = [];
            }
            known.AddRange(list.EnumerateArray());
        }
        IsComplete = _objects.Values.Sum(l => l.Count) < limit;
    }

    /// <summary>False where the answer is as long as QuickBooks makes it: ask for fewer kinds or a later moment, or read the whole list.</summary>
    public bool IsComplete { get; }

    /// <summary>New and changed objects of a kind; names that were made inactive have <c>Active</c> false.</summary>
    public IReadOnlyList<T> Of<T>() where T : IQboEntity =>
        [.. Objects(T.Entity).Where(o => !IsDeleted(o)).Select(QboJson.Read<T>)];

    /// <summary>Deleted objects of a kind.</summary>
    public IReadOnlyList<QboDeleted> Deleted(QboEntity entity) =>
        [.. Objects(entity).Where(IsDeleted).Select(o => new QboDeleted(o.Text("Id") ?? "", When(o)))];

    private List<JsonElement> Objects(QboEntity entity) => _objects.GetValueOrDefault(entity.Name, []);

    private static bool IsDeleted(JsonElement json) => json.Text("status") == "Deleted";

    private static DateTimeOffset? When(JsonElement json) =>
        json.TryGetProperty("MetaData", out var meta) && meta.TryGetProperty("LastUpdatedTime", out var time) && time.TryGetDateTimeOffset(out var at) ? at : null;
}
