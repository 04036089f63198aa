using System.Text.Json;
using System.Text.Json.Nodes;

namespace QboConnect.Core.QuickBooks;

/// <summary>What a write does.</summary>
public enum QboOperation
{
    /// <summary>Makes a new object.</summary>
    Create,

    /// <summary>Changes an object; sparse where the body says so.</summary>
    Update,

    /// <summary>Sets a document to zero and keeps it.</summary>
    Void,

    /// <summary>Removes a document.</summary>
    Delete,
}

/// <summary>
/// One write, exactly as it will be sent: store it first, then send it, and send the same again after a doubt. A changed
/// body is a new write with a new request id, else QuickBooks answers with the old result as if it were the new one.
/// </summary>
public sealed record QboWrite
{
    /// <summary>A write from stored parts.</summary>
    /// <param name="entity">The kind of object.</param>
    /// <param name="operation">What is done to it.</param>
    /// <param name="json">The body, sent byte for byte as UTF-8.</param>
    /// <param name="requestId">Unique in the company, 1 to 50 characters.</param>
    /// <exception cref="ArgumentException">The request id is empty or too long.</exception>
    public QboWrite(QboEntity entity, QboOperation operation, string json, string requestId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(json);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestId);
        if (requestId.Length > QboLimits.RequestIdLength)
        {
            throw new ArgumentException($"A request id has at most {QboLimits.RequestIdLength} characters.", nameof(requestId));
        }
        (Entity, Operation, Json, RequestId) = (entity, operation, json, requestId);
    }

    /// <summary>The kind of object.</summary>
    public QboEntity Entity { get; }

    /// <summary>What is done to it.</summary>
    public QboOperation Operation { get; }

    /// <summary>The body.</summary>
    public string Json { get; }

    /// <summary>The idempotency key.</summary>
    public string RequestId { get; }

    /// <summary>Lets a document number pass that is already taken (<c>include=allowduplicatedocnum</c>).</summary>
    public bool AllowDuplicateNumber { get; init; }

    /// <summary>Makes a new object.</summary>
    public static QboWrite Create<T>(T body, string requestId) where T : IQboEntity =>
        new(T.Entity, QboOperation.Create, QboJson.Write(body), requestId);

    /// <summary>
    /// Changes an object, which must carry its Id and SyncToken. Sparse keeps header fields that are left out; a supplied
    /// Line array replaces all lines either way. Not sparse clears what is left out.
    /// </summary>
    public static QboWrite Update<T>(T body, string requestId, bool sparse = true) where T : IQboEntity
    {
        var json = JsonSerializer.SerializeToNode(body, QboJson.Options)!.AsObject();
        json["sparse"] = sparse;
        return new(T.Entity, QboOperation.Update, json.ToJsonString(QboJson.Options), requestId);
    }

    /// <summary>Sets a document to zero.</summary>
    public static QboWrite Void(QboEntity entity, string id, string syncToken, string requestId)
    {
        var json = Identity(id, syncToken);
        if (entity.VoidWay == QboVoidWay.Include)
        {
            json["sparse"] = true;
        }
        return new(entity, QboOperation.Void, json.ToJsonString(QboJson.Options), requestId);
    }

    /// <summary>Removes a document.</summary>
    public static QboWrite Delete(QboEntity entity, string id, string syncToken, string requestId) =>
        new(entity, QboOperation.Delete, Identity(id, syncToken).ToJsonString(QboJson.Options), requestId);

    private static JsonObject Identity(string id, string syncToken) => new() { ["Id"] = id, ["SyncToken"] = syncToken };
}

/// <summary>What QuickBooks keeps after a write.</summary>
/// <param name="Entity">The kind of object.</param>
/// <param name="Id">Its id.</param>
/// <param name="SyncToken">Its new version; null after a delete.</param>
/// <param name="Json">The object as QuickBooks answered it.</param>
public sealed record QboWritten(QboEntity Entity, string Id, string? SyncToken, string Json)
{
    /// <summary>The object as a wire record.</summary>
    public T As<T>() where T : IQboEntity => QboJson.Read<T>(Json);
}

/// <summary>One write of a batch. Items are independent: no order, no common transaction, no reference between them.</summary>
/// <param name="ItemId">Tells the answers apart; unique in the batch, 1 to 10 characters.</param>
/// <param name="Write">The write; its own request id is not sent, the batch has one for all.</param>
public sealed record QboBatchItem(string ItemId, QboWrite Write);

/// <summary>What came of one item of a batch.</summary>
/// <param name="ItemId">The item's id.</param>
/// <param name="Outcome">Done or refused; uncertain only where the answer lacks the item.</param>
public sealed record QboBatchResult(string ItemId, QboOutcome<QboWritten> Outcome);
