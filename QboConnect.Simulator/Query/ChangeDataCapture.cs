using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Query;

/// <summary>What changed since a moment, deletions included (facts, 4.2).</summary>
internal static class ChangeDataCapture
{
    private const int MostObjects = 1000;
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);
    private static readonly string[] NotServed = ["TimeActivity", "TaxAgency", "TaxCode", "TaxRate", "CompanyInfo", "Preferences", "ExchangeRate", "JournalCode"];

    public static JsonArray Run(Company company, string? entities, string? changedSince, Clock clock)
    {
        if (string.IsNullOrWhiteSpace(entities))
        {
            throw Fault.Missing("entities").Thrown();
        }
        // A '+' in a query string arrives as a blank.
        if (!DateTimeOffset.TryParse(changedSince?.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            throw Fault.DateFormat("changedSince", changedSince ?? "").Thrown();
        }
        var earliest = clock.GetUtcNow() - LookBack - TimeSpan.FromMinutes(1);
        if (since < earliest)
        {
            since = company.Settings.Assumptions.RefusesChangesBefore30Days ? throw Fault.DateValue("changedSince", changedSince!).Thrown() : earliest;
        }
        var left = MostObjects;
        var responses = new JsonArray();
        foreach (var name in entities.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var kind = Catalogue.ByName(name);
            if (kind is null || NotServed.Contains(name, StringComparer.Ordinal))
            {
                throw new Fault("2000", "Invalid Object Name", $"Change data capture does not serve {name}.").Thrown();
            }
            var changed = Changed(company, kind, since, left);
            left -= changed.Count;
            responses.Add((JsonNode)(changed.Count == 0 ? [] : new JsonObject { [kind.Envelope] = new JsonArray([.. changed]), ["startPosition"] = 1, ["maxResults"] = changed.Count }));
        }
        return new JsonArray(new JsonObject { ["QueryResponse"] = responses });
    }

    private static List<JsonNode> Changed(Company company, EntityKind kind, DateTimeOffset since, int most) => company.Database.Read(c => c.Rows(
        "SELECT key, sync, state, body FROM object WHERE kind = ?1 AND updated >= ?2 ORDER BY updated DESC, key DESC LIMIT ?3",
        r =>
        {
            var record = new Record(kind, Key.Id(r.GetInt64(0)), r.GetInt32(1), (ObjectState)r.GetInt32(2), Json.Object(r.GetBytes(3)));
            return (JsonNode)(record.State == ObjectState.Deleted ? Tombstone(record) : Operations.Rendered(company, record));
        }, Key.Kind(company.Number, kind.Number), since.ToUnixTimeSeconds(), most));

    private static JsonObject Tombstone(Record record) => new()
    {
        ["domain"] = "QBO",
        ["status"] = "Deleted",
        ["Id"] = Json.Digits(record.Id),
        ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = record.Body.Child("MetaData")?.Text("LastUpdatedTime") },
    };
}
