using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Webhooks;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Entities;

/// <summary>Everything one request changes. Rules read through it and write into it; <see cref="Commit"/> stores all of it in one
/// transaction and only then lets the company's memory know. A refusal simply drops it.</summary>
internal sealed class Work(Company company, DateTimeOffset now)
{
    private readonly Dictionary<(EntityKind, long), Pending> _objects = [];
    private readonly Dictionary<long, Posted> _posted = [];
    private readonly Dictionary<long, List<Link>> _links = [];
    private readonly Dictionary<long, byte[]?> _files = [];
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private (EntityKind Kind, long Id)? _voided;

    public Company Company { get; } = company;

    public DateTimeOffset Now { get; } = now;

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public IEnumerable<Record> Written => _objects.Values.Select(p => p.Record);

    public IEnumerable<(Posting Posting, int Sign)> PostedChanges =>
        _posted.Values.SelectMany(p => p.Before.Select(b => (b, -1)).Concat(p.After.Select(a => (a, 1))));

    public Inventory.StockWork Stock => field ??= new Inventory.StockWork(this);

    /// <summary>The object as this work would leave it; null when it never existed.</summary>
    public Record? Find(EntityKind kind, long id) => _objects.TryGetValue((kind, id), out var pending) ? pending.Record : Company.Find(kind, id);

    /// <summary>Objects of a list that may have a name, as this work leaves them: who asks looks at the name itself.</summary>
    public IEnumerable<Record> MaybeNamed(EntityKind kind, string name) =>
        Company.Named(kind, name).Select(id => Find(kind, id)).OfType<Record>().Concat(Written.Where(record => record.Kind == kind));

    /// <summary>Objects of a list as this work would leave them.</summary>
    public IEnumerable<Record> List(EntityKind kind)
    {
        foreach (var record in Company.List(kind).Values)
        {
            yield return _objects.TryGetValue((kind, record.Id), out var pending) ? pending.Record : record;
        }
        foreach (var pending in _objects.Values.Where(p => p.Record.Kind == kind && !Company.List(kind).ContainsKey(p.Record.Id)))
        {
            yield return pending.Record;
        }
    }

    public long NewId(EntityKind kind)
    {
        var id = _taken.TryGetValue(kind.Sequence, out var taken) ? taken + 1 : Company.PeekId(kind);
        _taken[kind.Sequence] = id;
        return id;
    }

    /// <summary>Stores an object. The SyncToken moves once per work, however often the object is put.</summary>
    public Record Put(EntityKind kind, long id, JsonObject body, ObjectState state = ObjectState.Live, Columns? columns = null)
    {
        var known = _objects.TryGetValue((kind, id), out var pending) ? pending.Before : Company.Find(kind, id);
        var sync = known is null ? 0 : known.SyncToken + 1;
        var stamp = Now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        body["domain"] = "QBO";
        body["sparse"] = false;
        body["Id"] = Json.Digits(id);
        body["SyncToken"] = Json.Digits(sync);
        body["MetaData"] = new JsonObject
        {
            ["CreateTime"] = known?.Body.Child("MetaData")?.Text("CreateTime") ?? stamp,
            ["LastUpdatedTime"] = stamp,
        };
        var record = new Record(kind, id, sync, state, body);
        _objects[(kind, id)] = new Pending(record, known, columns ?? pending?.Columns ?? Columns.Of(Company, record));
        return record;
    }

    /// <summary>Replaces what a transaction has posted.</summary>
    /// <exception cref="InvalidOperationException">The postings do not balance: a defect of a rule, never of a request.</exception>
    public void Post(EntityKind kind, long id, DateOnly date, IReadOnlyList<Posting> postings)
    {
        var difference = postings.Sum(p => p.Home);
        if (difference != 0)
        {
            throw new InvalidOperationException($"{kind} {id} is out of balance by {difference} cents.");
        }
        var key = Company.Key(kind, id);
        var before = _posted.TryGetValue(key, out var earlier) ? earlier.Before : Exists(key) ? Journal.Postings(Company, key) : [];
        _posted[key] = new Posted(date, before, postings);
    }

    /// <summary>What a transaction posts, this work included.</summary>
    public IReadOnlyList<Posting> PostingsOf(long key) => _posted.TryGetValue(key, out var posted) ? posted.After : Exists(key) ? Journal.Postings(Company, key) : [];

    /// <summary>What this transaction settles.</summary>
    public IReadOnlyList<Link> LinksFrom(long source) => _links.TryGetValue(source, out var links) ? links : Exists(source) ? Journal.LinksFrom(Company, source) : [];

    /// <summary>What has been settled of this transaction, this work included.</summary>
    public IReadOnlyList<Link> LinksTo(long target) =>
    [
        .. (Exists(target) ? Journal.LinksTo(Company, target) : []).Where(l => !_links.ContainsKey(l.Source)),
        .. _links.Values.SelectMany(l => l).Where(l => l.Target == target),
    ];

    /// <summary>Whether an object can be stored already: an id this work has taken cannot.</summary>
    public bool Exists(long key) => Company.HasGiven(Catalogue.ByNumber(Key.KindOf(key)), Key.Id(key));

    /// <summary>The stored bytes of an object that this work has committed.</summary>
    public ReadOnlyMemory<byte> BytesOf(EntityKind kind, long id) => _objects[(kind, id)].Bytes;

    /// <summary>Notes that an object is voided, not merely changed, for those who are told of it.</summary>
    public void MarkVoided(EntityKind kind, long id) => _voided = (kind, id);

    /// <summary>Keeps the file of an attachable; null removes it.</summary>
    public void SetFile(long key, byte[]? content) => _files[key] = content;

    public void SetLinks(long source, List<Link> links) => _links[source] = links;

    /// <summary>Stores everything, makes it visible to the company's memory, and lets <paramref name="alongside"/> add to the same
    /// transaction what depends on the result. When the transaction fails, the company must be reloaded.</summary>
    public void Commit(Action<Connection>? alongside = null)
    {
        Company.Database.Write(connection =>
        {
            foreach (var pending in _objects.Values)
            {
                var (record, _, columns) = pending;
                pending.Bytes = record.Body.Bytes();
                connection.Run("INSERT OR REPLACE INTO object(key, kind, sync, state, updated, doc, date, party, open, body) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
                    Company.Key(record.Kind, record.Id), Key.Kind(Company.Number, record.Kind.Number), record.SyncToken, (int)record.State,
                    Now.ToUnixTimeSeconds(), columns.Doc, columns.Date, columns.Party, columns.Open, pending.Bytes);
            }
            foreach (var (key, posted) in _posted)
            {
                Journal.Store(connection, Company, key, posted.Date, posted.Before.Count > 0, posted.After);
            }
            foreach (var (source, links) in _links)
            {
                Journal.Store(connection, source, links, Exists(source));
            }
            foreach (var (key, content) in _files)
            {
                connection.Run(content is null ? "DELETE FROM file WHERE key = ?1" : "INSERT OR REPLACE INTO file(key, content) VALUES(?1, ?2)", content is null ? [key] : [key, content]);
            }
            _stockRows?.Invoke(connection);
            Company.Outbox.Record(connection, Company, Now, _objects.Values.Select(pending => (pending.Record, VerbOf(pending))));
            Company.Absorb(this);
            _stockAbsorb?.Invoke();
            alongside?.Invoke(connection);
        });
    }

    private Action<Connection>? _stockRows;
    private Action? _stockAbsorb;

    /// <summary>Stock keeps its own rows; they are stored and absorbed with the rest.</summary>
    public void WithStock(Action<Connection> store, Action absorb) => (_stockRows, _stockAbsorb) = (store, absorb);

    private WebhookVerb VerbOf(Pending pending) => pending switch
    {
        { Before: null } => WebhookVerb.Create,
        { Record.State: ObjectState.Deleted } => WebhookVerb.Delete,
        _ when _voided == (pending.Record.Kind, pending.Record.Id) => WebhookVerb.Void,
        _ when pending.Record.Body.Text("EmailStatus") == "EmailSent" && pending.Before!.Body.Text("EmailStatus") != "EmailSent" => WebhookVerb.Emailed,
        _ => WebhookVerb.Update,
    };

    private sealed record Pending(Record Record, Record? Before, Columns Columns)
    {
        public byte[] Bytes { get; set; } = [];
    }

    private sealed record Posted(DateOnly Date, IReadOnlyList<Posting> Before, IReadOnlyList<Posting> After);
}

/// <summary>What is kept of an object outside its body, to be found by.</summary>
internal sealed record Columns(string? Doc, string? Date, long? Party, long Open)
{
    public static Columns Of(Company company, Record record)
    {
        var body = record.Body;
        if (record.Kind.Nature != Nature.Transaction)
        {
            return new Columns(null, null, null, 0);
        }
        if (record.State == ObjectState.Deleted)
        {
            return new Columns(null, null, null, 0);
        }
        var party = body.RefId("CustomerRef") is { } customer ? company.Key(Catalogue.Customer, customer)
            : body.RefId("VendorRef") is { } vendor ? company.Key(Catalogue.Vendor, vendor)
            : (long?)null;
        var open = body.Decimal("Balance") ?? body.Decimal("UnappliedAmt") ?? 0m;
        return new Columns(body.Text(record.Kind == Catalogue.Payment ? "PaymentRefNum" : "DocNumber"), body.Text("TxnDate"), party, (long)(open * 100));
    }
}
