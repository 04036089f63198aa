using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Wire;

/// <summary>Which properties an object may carry and of what type. Written as text, so that an entity's fields read like the
/// reference page: <c>"DocNumber s21, TxnDate date, CustomerRef ref, Line [Line], TotalAmt ro"</c>. Types: s (text), sN (at most N
/// characters), b, n (number), date, ref, ro (read-only, ignored on input), any, e:A|B (one of), Name (a shared shape),
/// [Name] (a list of it).</summary>
internal sealed class Shape
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly string _class;

    public Shape(string @class, params string[] fields)
    {
        _class = @class;
        foreach (var field in fields.SelectMany(f => f.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            var (name, type) = field.IndexOf(' ', StringComparison.Ordinal) is var at && at > 0 ? (field[..at], field[(at + 1)..]) : (field, "s");
            _fields[name] = new Field(name, type);
        }
    }

    public bool Knows(string property) => _fields.ContainsKey(property);

    public bool IsReadOnly(string property) => _fields.TryGetValue(property, out var field) && field.Type == "ro";

    public IEnumerable<string> Properties => _fields.Keys;

    /// <summary>A clean copy: types coerced as Intuit's parser does, read-only properties dropped, nulls dropped.</summary>
    /// <exception cref="RefusedException">Unknown property (2010), wrong type, length, date or enumeration.</exception>
    public JsonObject Accept(JsonElement input, string path = "")
    {
        try
        {
            return Checked(input, path);
        }
        catch (InvalidOperationException)
        {
            // Text that is no Unicode, such as half of a surrogate pair, shows itself only when it is read.
            throw Fault.Characters().Thrown();
        }
    }

    private JsonObject Checked(JsonElement input, string path)
    {
        if (input.ValueKind != JsonValueKind.Object)
        {
            throw Fault.InvalidProperty($"Property Name:Can not deserialize instance of {_class} specified is unsupported or invalid").Thrown();
        }
        var accepted = new JsonObject();
        foreach (var property in input.EnumerateObject())
        {
            if (!_fields.TryGetValue(property.Name, out var field))
            {
                throw Fault.InvalidProperty($"Property Name:Unrecognized field \"{property.Name}\" (class com.intuit.schema.finance.v3.{_class}), not marked as ignorable "
                    + $"({_fields.Count} known properties: {string.Join(", ", _fields.Keys.Select(k => $"\"{k}\""))}) specified is unsupported or invalid").Thrown();
            }
            if (field.Type != "ro" && property.Value.ValueKind != JsonValueKind.Null && field.Read(property.Value, path + property.Name) is { } value)
            {
                accepted[property.Name] = value;
            }
        }
        return accepted;
    }

    private sealed class Field(string name, string type)
    {
        private readonly int _max = type.Length > 1 && type[0] == 's' && int.TryParse(type.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? max : 0;
        private readonly string[] _allowed = type.StartsWith("e:", StringComparison.Ordinal) ? type[2..].Split('|') : [];

        public string Type { get; } = type;

        public JsonNode? Read(JsonElement value, string path)
        {
            switch (Type)
            {
                case "b":
                    return value.ValueKind switch
                    {
                        JsonValueKind.True => JsonValue.Create(true),
                        JsonValueKind.False => JsonValue.Create(false),
                        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => JsonValue.Create(flag),
                        _ => throw Fault.Boolean(path, Shown(value)).Thrown(),
                    };
                case "n":
                    return JsonValue.Create(Number(value, path));
                case "date":
                    return JsonValue.Create(Date(value, path));
                case "ref":
                    return Shapes.Ref.Accept(value, path + ".");
                case "any":
                    return JsonNode.Parse(value.GetRawText());
            }
            if (Type[0] == '[')
            {
                var shape = Shapes.Named(Type[1..^1]);
                if (value.ValueKind != JsonValueKind.Array)
                {
                    // Intuit's parser takes a single object where a list is expected.
                    return new JsonArray(shape.Accept(value, path + "."));
                }
                var list = new JsonArray();
                foreach (var item in value.EnumerateArray())
                {
                    list.Add((JsonNode)shape.Accept(item, path + "."));
                }
                return list;
            }
            if (char.IsUpper(Type[0]))
            {
                return Shapes.Named(Type).Accept(value, path + ".");
            }
            var text = Text(value, path);
            if (_allowed.Length > 0 && !_allowed.Contains(text, StringComparer.Ordinal))
            {
                throw Fault.Enumeration(path, text, _allowed).Thrown();
            }
            if (_max > 0 && text.Length > _max)
            {
                throw Fault.Length(path, _max, text.Length).Thrown();
            }
            return JsonValue.Create(text);
        }

        private string Text(JsonElement value, string path)
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            {
                throw Fault.InvalidProperty($"Property Name:Can not deserialize instance of java.lang.String for {path} specified is unsupported or invalid").Thrown();
            }
            var text = Shown(value);
            return text.AsSpan().ContainsAny('\uFFFF', '\0') ? throw new Fault("2040", "Invalid String", $"{name} holds invalid characters", path).Thrown() : text;
        }

        private static decimal Number(JsonElement value, string path)
        {
            var text = Shown(value);
            if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String)
                || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                throw Fault.Number(path, text).Thrown();
            }
            // Twelve digits before the point are more than QuickBooks takes (facts, 7.0).
            return Math.Abs(number) < 1_000_000_000_000m ? number : throw Fault.Number(path, text).Thrown();
        }

        private static string Date(JsonElement value, string path)
        {
            var text = Shown(value);
            if (text.Length < 10 || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                throw Fault.DateFormat(path, text).Thrown();
            }
            if (date.Year is < 1970 or > 2200)
            {
                throw Fault.DateValue(path, text).Thrown();
            }
            return text[..10];
        }

        private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
    }
}
