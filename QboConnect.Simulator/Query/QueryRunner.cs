using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Query;

/// <summary>Answers queries. Called under the company's gate.</summary>
internal static class QueryRunner
{
    /// <summary>The QueryResponse object.</summary>
    public static JsonObject Run(Company company, string text)
    {
        var statement = Bounded(QueryStatement.Parse(text), company.Settings.Assumptions);
        var kind = Catalogue.Kinds.FirstOrDefault(k => k.Name.Equals(statement.Entity, StringComparison.OrdinalIgnoreCase) || k.Path.Equals(statement.Entity, StringComparison.OrdinalIgnoreCase)) ?? throw Fault.Query($"invalid context declaration: {statement.Entity}").Thrown();
        foreach (var property in statement.Conditions.Select(c => c.Property).Concat(statement.Order.Select(o => o.Property)))
        {
            RequireQueryable(kind, property);
        }
        var comparison = company.Settings.Assumptions.ComparesWithoutCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var matches = new List<JsonObject>();
        var count = 0;
        var inOrder = statement.Order.Count == 0 || statement.Order is [("Id", _)];
        foreach (var body in Candidates(company, kind, statement, inOrder))
        {
            if (!statement.Conditions.All(c => Matches(body, c, comparison)))
            {
                continue;
            }
            count++;
            if (!statement.IsCount && (!inOrder || (count >= statement.Start && matches.Count < statement.Max)))
            {
                matches.Add(body);
            }
            if (inOrder && !statement.IsCount && matches.Count == statement.Max)
            {
                break;
            }
        }
        if (statement.IsCount)
        {
            return new JsonObject { ["totalCount"] = count };
        }
        if (!inOrder)
        {
            matches = [.. Sorted(matches, statement.Order).Skip(statement.Start - 1).Take(statement.Max)];
        }
        return matches.Count == 0 ? [] : new JsonObject
        {
            [kind.Envelope] = new JsonArray([.. matches]),
            ["startPosition"] = statement.Start,
            ["maxResults"] = matches.Count,
        };
    }

    private static QueryStatement Bounded(QueryStatement statement, Assumptions assumptions) =>
        statement.Max <= QueryStatement.LargestMax ? statement
        : assumptions.RefusesMaxResultsAbove1000 ? throw Fault.Query($"value {statement.Max} is too large. Max allowed value is {QueryStatement.LargestMax}").Thrown()
        : statement with { Max = QueryStatement.LargestMax };

    private static void RequireQueryable(EntityKind kind, string property)
    {
        if (kind.Queryable.Contains(property) || (kind == Catalogue.Preferences && property == "Id"))
        {
            return;
        }
        throw (kind.Shape.Knows(property.Split('.')[0])
            ? Fault.Query($"property '{property}' is not queryable")
            : Fault.Query($"Property {property} not found for Entity {kind.Name}")).Thrown();
    }

    private static IEnumerable<JsonObject> Candidates(Company company, EntityKind kind, QueryStatement statement, bool inOrder)
    {
        // Observed: transactions come newest first unless an order is asked for.
        var descending = statement.Order is [("Id", true)] || (inOrder && statement.Order.Count == 0 && !kind.IsHeld);
        if (!kind.IsHeld)
        {
            return Transactions(company, kind, statement, descending);
        }
        var showsInactive = statement.Conditions.Any(c => c.Property == "Active");
        IEnumerable<Record> records = company.List(kind).Values.Where(r => r.IsLive || (showsInactive && r.State == ObjectState.Inactive));
        return (descending ? records.Reverse() : records).Select(r => Operations.Rendered(company, r));
    }

    private static IEnumerable<JsonObject> Transactions(Company company, EntityKind kind, QueryStatement statement, bool descending)
    {
        const int page = 500;
        var number = Key.Kind(company.Number, kind.Number);
        var (filter, value) = Narrowed(statement);
        var order = descending ? "DESC" : "ASC";
        var bound = descending ? company.Key(kind, (1L << 36) - 1) + 1 : company.Key(kind, 0);
        for (; ; )
        {
            var after = bound;
            var sql = $"SELECT key, body FROM object WHERE kind = ?1 AND key {(descending ? "<" : ">")} ?2 AND state = 0 {filter} ORDER BY key {order} LIMIT {page}";
            var rows = company.Database.Read(c => value is null
                ? c.Rows(sql, r => (r.GetInt64(0), r.GetBytes(1)), number, after)
                : c.Rows(sql, r => (r.GetInt64(0), r.GetBytes(1)), number, after, value));
            foreach (var (key, body) in rows)
            {
                bound = key;
                yield return Json.Object(body);
            }
            if (rows.Count < page)
            {
                yield break;
            }
        }
    }

    /// <summary>One condition that an index answers; the rest is tested on the objects.</summary>
    private static (string Filter, object? Value) Narrowed(QueryStatement statement)
    {
        foreach (var condition in statement.Conditions)
        {
            switch (condition)
            {
                case { Property: "DocNumber", Operator: "=" }:
                    return ("AND doc = ?3 COLLATE NOCASE", condition.Values[0]);
                case { Property: "Id", Operator: "=" } when long.TryParse(condition.Values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                    return ($"AND key & {(1L << 36) - 1} = ?3", id);
                case { Property: "TxnDate", Operator: "=" or ">=" or "<=" or ">" or "<" }:
                    return ($"AND date {condition.Operator} ?3", condition.Values[0]);
                case { Property: "MetaData.LastUpdatedTime", Operator: ">=" or ">" } when DateTimeOffset.TryParse(condition.Values[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since):
                    return ("AND updated >= ?3", since.ToUnixTimeSeconds());
            }
        }
        return ("", null);
    }

    private static bool Matches(JsonObject body, Condition condition, StringComparison comparison) =>
        Values(body, condition.Property).DefaultIfEmpty(null).Any(value => Matches(value, condition, comparison));

    private static bool Matches(string? value, Condition condition, StringComparison comparison) => condition.Operator switch
    {
        "IN" => condition.Values.Any(v => Compare(value, v, comparison) == 0),
        "LIKE" => value is not null && Like(value, condition.Values[0], comparison),
        _ when value is null => false,
        "=" => Compare(value, condition.Values[0], comparison) == 0,
        "<" => Compare(value, condition.Values[0], comparison) < 0,
        ">" => Compare(value, condition.Values[0], comparison) > 0,
        "<=" => Compare(value, condition.Values[0], comparison) <= 0,
        _ => Compare(value, condition.Values[0], comparison) >= 0,
    };

    /// <summary>What a property holds; several values where it leads through a list, as AttachableRef.EntityRef.value does.</summary>
    private static IEnumerable<string?> Values(JsonObject body, string property)
    {
        IEnumerable<JsonNode?> nodes = [body];
        foreach (var part in property.Split('.'))
        {
            // A query says EntityRef.Type, the object says type.
            nodes = nodes.Select(n => n is JsonObject o ? o[part] ?? o[part.ToLowerInvariant()] : null).SelectMany(n => n is JsonArray list ? list.AsEnumerable() : [n]);
        }
        return nodes.Select(node => node switch
        {
            JsonObject reference => reference.Text("value") ?? reference.Text("Address"),
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            null => null,
            _ => node.ToJsonString(),
        });
    }

    private static int Compare(string? left, string right, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        if (left is null)
        {
            return -1;
        }
        if (decimal.TryParse(left, NumberStyles.Number, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, NumberStyles.Number, CultureInfo.InvariantCulture, out var b))
        {
            return a.CompareTo(b);
        }
        if (left.Length > 10 && left[4] == '-' && DateTimeOffset.TryParse(left, CultureInfo.InvariantCulture, out var x) && DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var y))
        {
            return x.CompareTo(y);
        }
        return string.Compare(left, right, comparison);
    }

    private static bool Like(string value, string pattern, StringComparison comparison)
    {
        var parts = pattern.Split('%');
        if (parts.Length == 1)
        {
            return value.Equals(pattern, comparison);
        }
        if (!value.StartsWith(parts[0], comparison))
        {
            return false;
        }
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = value.IndexOf(part, at, comparison);
            if (found < 0)
            {
                return false;
            }
            at = found + part.Length;
        }
        return value.Length - at >= parts[^1].Length && value.EndsWith(parts[^1], comparison);
    }

    private static IEnumerable<JsonObject> Sorted(List<JsonObject> matches, IReadOnlyList<(string Property, bool Descending)> order)
    {
        IOrderedEnumerable<JsonObject>? sorted = null;
        var comparer = Comparer<string?>.Create((a, b) => b is null ? (a is null ? 0 : 1) : Compare(a, b));
        foreach (var (property, descending) in order)
        {
            string? Selector(JsonObject o) => Values(o, property).FirstOrDefault();
            sorted = (sorted, descending) switch
            {
                (null, false) => matches.OrderBy(Selector, comparer),
                (null, true) => matches.OrderByDescending(Selector, comparer),
                (_, false) => sorted.ThenBy(Selector, comparer),
                (_, true) => sorted.ThenByDescending(Selector, comparer),
            };
        }
        return sorted ?? (IEnumerable<JsonObject>)matches;
    }
}
