using System.Text;
using System.Text.Json;
using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>How a batch looks in HTTP, and how its answer is taken apart.</summary>
internal static class QboBatch
{
    public static void Check(IReadOnlyList<QboBatchItem> items, string requestId, QboLimits limits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        if (requestId.Length > QboLimits.BatchRequestIdLength)
        {
            throw new ArgumentException($"A batch's request id has at most {QboLimits.BatchRequestIdLength} characters.", nameof(requestId));
        }
        if (items.Count == 0 || items.Count > limits.ItemsPerBatch)
        {
            throw new ArgumentException($"A batch has 1 to {limits.ItemsPerBatch} items, not {items.Count}.", nameof(items));
        }
        if (items.Any(i => i.ItemId.Length is 0 or > QboLimits.BatchItemIdLength) || items.DistinctBy(i => i.ItemId).Count() != items.Count)
        {
            throw new ArgumentException($"Items of a batch have different ids of 1 to {QboLimits.BatchItemIdLength} characters.", nameof(items));
        }
    }

    public static QboRequest Request(Uri company, IReadOnlyList<QboBatchItem> items, string requestId) =>
        new(Method.Post, new Uri(company, "batch"), "batch")
        {
            Query = [QboWriteRequest.MinorVersion, new("requestid", requestId)],
            Body = Json(items),
            IsWrite = true,
            IsBatch = true,
        };

    public static QboOutcome<QboWritten> OutcomeOf(QboBatchItem item, JsonElement responses, string? intuitTid)
    {
        var answer = responses.EnumerateArray().FirstOrDefault(r => r.Text("bId") == item.ItemId);
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return new QboOutcome<QboWritten>.Uncertain(new QboDoubt(QboDoubtCause.UnreadableAnswer, $"The batch's answer lacks item {item.ItemId}.", intuitTid));
        }
        if (QboErrors.Fault(answer) is { } fault)
        {
            // The answer to a batch is stored under its request id: asking again brings the same fault, so it is final.
            return new QboOutcome<QboWritten>.Refused(QboFaults.Of(QboErrors.Errors(fault).First(), item.Write.Operation) with { HttpStatus = 200, IntuitTid = intuitTid });
        }
        return QboAnswer.Written(answer, item.Write, intuitTid);
    }

    private static string Json(IReadOnlyList<QboBatchItem> items)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("BatchItemRequest");
            foreach (var item in items)
            {
                json.WriteStartObject();
                json.WriteString("bId", item.ItemId);
                json.WriteString("operation", item.Write.Operation == QboOperation.Void ? "update" : item.Write.Operation.ToString().ToLowerInvariant());
                if (item.Write.Operation == QboOperation.Void)
                {
                    json.WriteString("optionsData", "void");
                }
                json.WritePropertyName(item.Write.Entity.Name);
                json.WriteRawValue(item.Write.Json);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
