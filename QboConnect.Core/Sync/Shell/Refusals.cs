using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Sync.Shell;

/// <summary>Looks into refusals that may be no refusal of the document: a stale SyncToken, a number or a name that QuickBooks has already.</summary>
internal sealed class Refusals(QboClient client)
{
    /// <summary>What it really is: done after all, refused, or refused with better words.</summary>
    public Task<QboOutcome<QboWritten>> LookIntoAsync(SyncIntent intent, QboOutcome<QboWritten>.Refused refused, CancellationToken cancellation) =>
        refused.Fault.Class switch
        {
            QboFaultClass.Stale => StaleAsync(intent, refused, cancellation),
            QboFaultClass.DuplicateNumber => DuplicateNumberAsync(intent, refused, cancellation),
            // Deleting what is gone already is done.
            QboFaultClass.NotFound when intent.Operation == SyncOperation.Delete =>
                Task.FromResult<QboOutcome<QboWritten>>(new QboOutcome<QboWritten>.Ok(new(QboEntity.Named(intent.QboEntity), intent.QboId!, null, "{}"), refused.Fault.IntuitTid)),
            _ => Task.FromResult<QboOutcome<QboWritten>>(refused),
        };

    // QuickBooks itself raises the SyncToken of an invoice when a payment is applied to it. Where what it holds still is what we sent, the change goes on
    // with the new token; where somebody edited it, that person's work is not overwritten (preflight DOC-07).
    private async Task<QboOutcome<QboWritten>> StaleAsync(SyncIntent intent, QboOutcome<QboWritten>.Refused refused, CancellationToken cancellation)
    {
        var current = await ReadAsync(intent.QboEntity, intent.QboId!, cancellation);
        if (current is null || !HoldsOurs(current.Value, intent))
        {
            return new QboOutcome<QboWritten>.Refused(refused.Fault with
            {
                Cause = $"{intent.Number} was changed in QuickBooks after it was synced.",
                Remedy = "Compare both. To keep QuickBooks' version change the document here in the same way; to overwrite it, undo the change in QuickBooks and sync again.",
            });
        }

        var body = JsonNode.Parse(intent.Body)!.AsObject();
        body["SyncToken"] = current.Value.SyncToken;
        // A changed body is a new write, so it has a request id of its own; it is made of the first one, so that a repetition has the same.
        var operation = intent.Operation switch
        {
            SyncOperation.Update => QboOperation.Update,
            SyncOperation.Void => QboOperation.Void,
            SyncOperation.Delete => QboOperation.Delete,
            _ => throw new InvalidOperationException("A create has no SyncToken."),
        };
        return await client.SendAsync(
            new QboWrite(QboEntity.Named(intent.QboEntity), operation, body.ToJsonString(QboJson.Options), $"{intent.RequestId}-{current.Value.SyncToken}"), cancellation);
    }

    // Our own document under that number, from a write whose answer was lost for good: it is taken as done. Anybody else's is left alone.
    private async Task<QboOutcome<QboWritten>> DuplicateNumberAsync(SyncIntent intent, QboOutcome<QboWritten>.Refused refused, CancellationToken cancellation)
    {
        if (refused.Fault.Duplicate is not { Id: { } id } || await ReadAsync(intent.QboEntity, id, cancellation) is not { } found)
        {
            return refused;
        }

        var key = $"QboConnect {intent.LocalKey}";
        return found.PrivateNote == key || found.PrivateNote?.StartsWith($"{key} ", StringComparison.Ordinal) == true
            ? new QboOutcome<QboWritten>.Ok(new(QboEntity.Named(intent.QboEntity), id, found.SyncToken, "{}"), refused.Fault.IntuitTid)
            : refused;
    }

    // Journals change only when somebody changes them; the others also when a settlement touches them, which leaves number, day and note alone.
    private static bool HoldsOurs((string SyncToken, string? PrivateNote, string? DocNumber, DateOnly? Date, decimal? Total) current, SyncIntent intent) =>
        intent.QboEntity != "JournalEntry" && current.PrivateNote?.StartsWith($"QboConnect {intent.LocalKey}", StringComparison.Ordinal) == true;

    private async Task<(string SyncToken, string? PrivateNote, string? DocNumber, DateOnly? Date, decimal? Total)?> ReadAsync(
        string entity, string id, CancellationToken cancellation) => entity switch
        {
            "Invoice" => Facts(await client.ReadAsync<QboInvoice>(id, cancellation)),
            "CreditMemo" => Facts(await client.ReadAsync<QboCreditMemo>(id, cancellation)),
            "RefundReceipt" => Facts(await client.ReadAsync<QboRefundReceipt>(id, cancellation)),
            "Payment" => Facts(await client.ReadAsync<QboPayment>(id, cancellation)),
            "Bill" => Facts(await client.ReadAsync<QboBill>(id, cancellation)),
            "BillPayment" => Facts(await client.ReadAsync<QboBillPayment>(id, cancellation)),
            "JournalEntry" => Facts(await client.ReadAsync<QboJournalEntry>(id, cancellation)),
            _ => null,
        };

    private static (string, string?, string?, DateOnly?, decimal?)? Facts<T>(QboOutcome<T> outcome)
        where T : QboTransaction =>
        outcome.IsOk(out var read) ? (read.SyncToken ?? "0", read.PrivateNote, read.DocNumber, read.TxnDate, read.TotalAmt) : null;
}
