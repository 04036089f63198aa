using System.Text.Json;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>One write as a client asks for it.</summary>
/// <param name="Operation">Null for create or update, else delete, void or update.</param>
internal sealed record WriteRequest(EntityKind Kind, JsonElement Body, string? Operation = null, string? Include = null)
{
    /// <summary>The file that comes with an attachable.</summary>
    public AttachedFile? File { get; init; }
}

/// <summary>A file with what its form said of it.</summary>
internal sealed record AttachedFile(byte[] Content, string? Name, string? Type);

/// <summary>A checked write, ready to be committed.</summary>
internal sealed record Prepared(Work Work, EntityKind Kind, long Id, bool IsDeletion = false)
{
    /// <summary>The object as the response shows it, once the work is committed.</summary>
    public JsonObject Answer() => IsDeletion
        ? new JsonObject { ["domain"] = "QBO", ["status"] = "Deleted", [nameof(Id)] = Json.Digits(Id) }
        : Operations.Rendered(Work.Company, Work.Find(Kind, Id)!);

    /// <summary>The same as bytes; what is answered as it is stored is not written out twice.</summary>
    public ReadOnlyMemory<byte> AnswerBytes() => !IsDeletion && !Kind.IsHeld ? Work.BytesOf(Kind, Id) : Answer().Bytes();
}

/// <summary>Create, update, delete and void: the order of checks that all entities share. Called under the company's gate.</summary>
internal sealed class Operations(Clock clock)
{
    /// <exception cref="RefusedException">The request is refused; nothing has changed.</exception>
    public Prepared Prepare(Company company, WriteRequest request)
    {
        try
        {
            return Checked(company, request);
        }
        catch (OverflowException)
        {
            throw Fault.NumberRange().Thrown();
        }
    }

    private Prepared Checked(Company company, WriteRequest request)
    {
        RequireWritable(company);
        var kind = request.Kind;
        var rules = Catalogue.RulesOf(kind);
        var work = new Work(company, clock.Now);
        var input = kind.Shape.Accept(request.Body);
        var isVoid = request.Operation == "void" || (request.Operation is null or "update" && request.Include == "void");
        var isDelete = request.Operation == "delete";
        if (request.Operation is not (null or "update" or "delete" or "void" or "create"))
        {
            throw Fault.Unsupported($"Operation {request.Operation} is not supported.").Thrown();
        }
        var prepared = isDelete || isVoid ? Remove(work, rules, input, isVoid)
            : input.Text("Id") is null && kind.Nature != Nature.Singleton ? Save(work, rules, input, null, request)
            : Save(work, rules, input, Existing(work, kind, input), request);
        work.Stock.Settle(key => Catalogue.ByNumber(Key.KindOf(key)));
        return prepared;
    }

    /// <summary>The object as a read answers it.</summary>
    public static JsonObject Rendered(Company company, Record record) => Catalogue.RulesOf(record.Kind).Render(company, record);

    private static Prepared Save(Work work, EntityRules rules, JsonObject input, Record? before, WriteRequest request)
    {
        var kind = rules.Kind;
        if (before is null ? !rules.CanCreate : !rules.CanUpdate)
        {
            throw Fault.Unsupported($"Operation {(before is null ? "create" : "update")} is not supported on {kind.Name}.").Thrown();
        }
        var id = before?.Id ?? work.NewId(kind);
        var body = before is null ? input.DeepClone().AsObject() : Merged(kind, before, input);
        var include = (request.Include ?? "").Split(',');
        var draft = new Draft(work, kind, id, before, body, input) { AllowsDuplicateNumber = include.Contains("allowduplicatedocnum", StringComparer.Ordinal), File = request.File };
        if (kind.Nature == Nature.Transaction)
        {
            work.Stock.Begin(draft.Key);
        }
        else if (before is not null && IsSame(before, body))
        {
            return new Prepared(work, kind, before.Id);
        }
        if (before is not null)
        {
            RequireNotDeposited(work, draft.Key);
        }
        rules.Apply(draft);
        if (before is null)
        {
            AutoApply.Run(work, kind, id);
        }
        return new Prepared(work, kind, draft.SavedId ?? id);
    }

    private static Prepared Remove(Work work, EntityRules rules, JsonObject input, bool isVoid)
    {
        var kind = rules.Kind;
        if (kind.IsHeld || (!isVoid && !rules.CanDelete))
        {
            throw Fault.Unsupported($"Operation {(isVoid ? "void" : "delete")} is not supported.").Thrown();
        }
        var before = Existing(work, kind, input);
        var draft = new Draft(work, kind, before.Id, before, before.Copy(), input) { AllowsDuplicateNumber = true };
        RequireNotDeposited(work, draft.Key);
        if (!work.Company.Settings.Assumptions.ReleasesSettledDocuments && work.LinksTo(draft.Key).Any())
        {
            throw Fault.Business("The transaction is linked to others; unlink or remove those first.").Thrown();
        }
        if (isVoid)
        {
            rules.Void(draft);
            work.MarkVoided(kind, before.Id);
            return new Prepared(work, kind, before.Id);
        }
        Books.RequireOpen(draft, before.Body.Text("TxnDate") is { } date ? Journal.Date(date) : work.Today);
        rules.Delete(draft);
        Voiding.Unlink(draft);
        work.Post(kind, before.Id, work.Today, []);
        work.Stock.Begin(draft.Key);
        work.Put(kind, before.Id, [], ObjectState.Deleted);
        return new Prepared(work, kind, before.Id, IsDeletion: true);
    }

    private static void RequireNotDeposited(Work work, long key)
    {
        if (work.LinksTo(key).Any(l => Key.KindOf(l.Source) == Catalogue.Deposit.Number))
        {
            throw new Fault("6540", "Deposited Transaction cannot be changed",
                "This transaction has been deposited. If you want to change or delete it, you must first edit the deposit it appears on and remove it.").Thrown();
        }
    }

    private static Record Existing(Work work, EntityKind kind, JsonObject input)
    {
        var id = input.Text("Id") ?? (kind.Nature == Nature.Singleton ? "1" : throw Fault.Missing("Id").Thrown());
        var record = work.Find(kind, ReadId(id));
        if (record is null or { State: ObjectState.Deleted })
        {
            throw (record is null ? Fault.NotFound() : Fault.Deleted()).Thrown();
        }
        var sync = input.Text("SyncToken") ?? throw Fault.Missing("SyncToken").Thrown();
        return sync == Json.Digits(record.SyncToken) ? record : throw Fault.Stale().Thrown();
    }

    public static long ReadId(string id) => long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1L << 36
        ? number
        : throw Fault.InvalidId(id).Thrown();

    /// <summary>Sparse: what was left out stays. Full: what was left out is cleared, except what the server itself keeps.</summary>
    private static JsonObject Merged(EntityKind kind, Record before, JsonObject input)
    {
        var sparse = input.IsTrue("sparse") && Catalogue.RulesOf(kind).AllowsSparse;
        var merged = new JsonObject();
        foreach (var (name, value) in before.Body)
        {
            if (sparse || kind.Shape.IsReadOnly(name))
            {
                merged[name] = value?.DeepClone();
            }
        }
        foreach (var (name, value) in input)
        {
            merged[name] = value?.DeepClone();
        }
        merged.Remove("sparse");
        return merged;
    }

    /// <summary>An update that changes nothing leaves SyncToken and times alone (facts, 2.4).</summary>
    private static bool IsSame(Record before, JsonObject body)
    {
        var copy = before.Copy();
        foreach (var server in new[] { "domain", "sparse", "SyncToken", "MetaData" })
        {
            copy.Remove(server);
        }
        var other = body.DeepClone().AsObject();
        other.Remove("SyncToken");
        other.Remove("domain");
        other.Remove("MetaData");
        return JsonNode.DeepEquals(copy, other);
    }

    private static void RequireWritable(Company company)
    {
        if (company.Settings.SubscriptionStatus is "EXPIRED" or "RESTRICTED" or "SUSPENDED" or "CANCELLED")
        {
            throw new Fault("6190", "Invalid Company Status Error", "Subscription period has ended or canceled or there was a billing problem").Thrown();
        }
    }
}
