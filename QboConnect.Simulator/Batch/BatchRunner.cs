using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Injection;
using QboConnect.Simulator.Query;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Batch;

/// <summary>Up to thirty independent requests in one (facts, 4.1).</summary>
internal sealed class BatchRunner(Operations operations, Clock clock, FaultInjector injector)
{
    public const int MostItems = 30;

    public JsonObject Run(Company company, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("BatchItemRequest", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw Fault.Missing("BatchItemRequest").Thrown();
        }
        if (items.GetArrayLength() > MostItems)
        {
            throw new Fault("1040", "Batch Size Exceeded", $"The maximum number of batch items in a single request is {MostItems}.").Thrown();
        }
        var answers = new JsonArray();
        foreach (var item in items.EnumerateArray())
        {
            JsonObject answer;
            try
            {
                answer = Item(company, item);
            }
            catch (RefusedException refused)
            {
                answer = new JsonObject { ["Fault"] = Envelope.FaultObject(refused.Fault) };
            }
            catch (NothingHappensException)
            {
                answer = [];
            }
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("bId", out var bId))
            {
                answer["bId"] = bId.ValueKind == JsonValueKind.String ? Text(item, "bId") : bId.GetRawText();
            }
            answers.Add((JsonNode)answer);
        }
        return Envelope.Of("BatchItemResponse", answers, clock.Now);
    }

    private JsonObject Item(Company company, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Fault.InvalidProperty("Property Name:BatchItemRequest specified is unsupported or invalid").Thrown();
        }
        if (Text(item, "Query") is { } query)
        {
            return new JsonObject { ["QueryResponse"] = QueryRunner.Run(company, query) };
        }
        var operation = Text(item, "operation") ?? throw Fault.Missing("operation").Thrown();
        var options = Text(item, "optionsData");
        foreach (var property in item.EnumerateObject())
        {
            if (Catalogue.ByName(property.Name) is { } kind)
            {
                if (operation is "update" or "delete" && !(property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("Id", out _)))
                {
                    throw Fault.Missing("Id").Thrown();
                }
                if (injector.ForBatchItem(company.Realm, kind.Name, options ?? operation) is { } fault)
                {
                    throw fault.Thrown();
                }
                var prepared = operations.Prepare(company, new WriteRequest(kind, property.Value, operation, options));
                prepared.Work.Commit();
                return new JsonObject { [kind.Envelope] = prepared.Answer() };
            }
        }
        throw new Fault("2000", "Invalid Object Name", "The batch item names no entity.").Thrown();
    }

    private static string? Text(JsonElement item, string name)
    {
        try
        {
            return item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
