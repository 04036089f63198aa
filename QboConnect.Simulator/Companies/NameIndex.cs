using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>Which objects of a company's lists have a name, their own or their full one, whatever the case, so that a list of thousands is not searched at every write.</summary>
internal sealed class NameIndex
{
    private static readonly string[] Properties = ["Name", "DisplayName", "FullyQualifiedName"];
    private readonly Dictionary<EntityKind, Dictionary<string, HashSet<long>>> _kinds = [];

    public IEnumerable<long> Of(EntityKind kind, string name) => _kinds.TryGetValue(kind, out var names) && names.TryGetValue(name, out var ids) ? ids : [];

    public void Add(Record record)
    {
        if (!_kinds.TryGetValue(record.Kind, out var names))
        {
            _kinds[record.Kind] = names = new(StringComparer.OrdinalIgnoreCase);
        }
        foreach (var name in NamesOf(record))
        {
            if (!names.TryGetValue(name, out var ids))
            {
                names[name] = ids = [];
            }
            ids.Add(record.Id);
        }
    }

    public void Remove(Record record)
    {
        foreach (var name in NamesOf(record))
        {
            _kinds.GetValueOrDefault(record.Kind)?.GetValueOrDefault(name)?.Remove(record.Id);
        }
    }

    public void Clear() => _kinds.Clear();

    private static IEnumerable<string> NamesOf(Record record) => Properties.Select(record.Body.Text).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
}
