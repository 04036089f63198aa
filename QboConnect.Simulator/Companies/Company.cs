using System.Globalization;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Ledger;
using QboConnect.Simulator.Storage;
using QboConnect.Simulator.Webhooks;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Companies;

/// <summary>One company's memory: its lists, its name index and the running balances, all of which the stored journal can
/// rebuild. Transactions stay on disk. Everything here is read and written under <see cref="Gate"/>.</summary>
internal sealed class Company
{
    private readonly Database _database;
    private readonly Dictionary<EntityKind, SortedDictionary<long, Record>> _lists = [];
    private readonly Dictionary<string, long> _sequences = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long Home, long Amount)> _balances = [];
    private readonly Dictionary<long, long> _openByParty = [];
    private readonly Dictionary<EntityKind, long> _lastNumbers = [];
    private readonly Dictionary<string, long> _remembered = new(StringComparer.Ordinal);
    private readonly NameIndex _names = new();
    private ILookup<long, Record>? _subAccounts;

    public Company(long number, string realm, CompanySettings settings, Database database, Outbox outbox)
    {
        (Number, Realm, Settings, _database, Outbox) = (number, realm, settings, database, outbox);
        Load();
    }

    public Lock Gate { get; } = new();

    public long Number { get; }

    public string Realm { get; }

    public CompanySettings Settings { get; set; }

    public string Home => Settings.HomeCurrency;

    public Inventory.Stock Stock { get; private set; } = null!;

    public Database Database => _database;

    public Outbox Outbox { get; }

    /// <summary>The range of storage keys of everything this company has.</summary>
    public long FirstKey => Storage.Key.First(Number);

    public long LastKey => Storage.Key.First(Number + 1) - 1;

    public long Key(EntityKind kind, long id) => Storage.Key.Of(Number, kind.Number, id);

    public IReadOnlyDictionary<long, Record> List(EntityKind kind) => _lists[kind];

    public Record? Find(EntityKind kind, long id) =>
        kind.IsHeld ? _lists[kind].GetValueOrDefault(id) : Stored(kind, id);

    /// <summary>Objects of a list that have a name, their own or their full one, whatever the case.</summary>
    public IEnumerable<long> Named(EntityKind kind, string name) => _names.Of(kind, name);

    public Record? FindByName(EntityKind kind, string name) =>
        _lists[kind].Values.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));

    public (long Home, long Amount) Balance(long account) => _balances.GetValueOrDefault(account);

    /// <summary>What a customer owes or a vendor is owed, in the party's currency, minor units.</summary>
    public long OpenBalance(EntityKind kind, long id) => _openByParty.GetValueOrDefault(Key(kind, id));

    public long PeekId(EntityKind kind) => _sequences.GetValueOrDefault(kind.Sequence, 0) + 1;

    public JsonObject Preferences => _lists[Catalogue.Preferences][1].Body;

    /// <summary>A yes/no preference, by group and name.</summary>
    public bool Prefers(string group, string name) => Preferences.Child(group)?.IsTrue(name) == true;

    /// <summary>The highest number a kind of document carries; <paramref name="stored"/> is asked once.</summary>
    public long LastNumber(EntityKind kind, Func<long> stored) => _lastNumbers.TryGetValue(kind, out var last) ? last : _lastNumbers[kind] = stored();

    /// <summary>Whether an object with this id can be stored: ids are given out in order.</summary>
    public bool HasGiven(EntityKind kind, long id) => id <= _sequences.GetValueOrDefault(kind.Sequence);

    /// <summary>An account found once by its use, until accounts change.</summary>
    public long? Remembered(string use) => _remembered.TryGetValue(use, out var id) ? id : null;

    public void Remember(string use, long account) => _remembered[use] = account;

    /// <summary>The accounts right below an account. Their tree is built once, until accounts change.</summary>
    public IEnumerable<Record> SubAccountsOf(long account) =>
        (_subAccounts ??= List(Catalogue.Account).Values.Where(a => a.Body.RefId("ParentRef") is not null).ToLookup(a => a.Body.RefId("ParentRef")!.Value))[account];

    /// <summary>Reads memory again from what is stored, after a transaction that failed.</summary>
    public void Reload() => Load();

    /// <summary>Reads memory again after what is stored was exchanged under it.</summary>
    public void Reload(CompanySettings settings)
    {
        Settings = settings;
        Load();
    }

    /// <summary>Takes over what <paramref name="work"/> has committed.</summary>
    public void Absorb(Work work)
    {
        foreach (var record in work.Written)
        {
            if (record.Kind.IsHeld)
            {
                if (_lists[record.Kind].TryGetValue(record.Id, out var before))
                {
                    _names.Remove(before);
                }
                _lists[record.Kind][record.Id] = record;
                _names.Add(record);
            }
            if (record.Kind == Catalogue.Account)
            {
                _remembered.Clear();
                _subAccounts = null;
            }
            _sequences[record.Kind.Sequence] = Math.Max(_sequences.GetValueOrDefault(record.Kind.Sequence), record.Id);
            if (_lastNumbers.TryGetValue(record.Kind, out var last) && record.Body.Text("DocNumber") is { Length: < 16 } number
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > last)
            {
                _lastNumbers[record.Kind] = value;
            }
        }
        foreach (var (posting, sign) in work.PostedChanges)
        {
            Count(posting, sign);
        }
    }

    private void Count(Posting posting, int sign)
    {
        var (home, amount) = _balances.GetValueOrDefault(posting.Account);
        _balances[posting.Account] = (home + (sign * posting.Home), amount + (sign * posting.Amount));
        if (posting.Party is { } party && IsControl(posting.Account))
        {
            _openByParty[party] = _openByParty.GetValueOrDefault(party) + (sign * posting.Amount);
        }
    }

    private bool IsControl(long account) =>
        _lists[Catalogue.Account].GetValueOrDefault(account)?.Body.Text("AccountType") is "Accounts Receivable" or "Accounts Payable";

    private Record? Stored(EntityKind kind, long id) => !HasGiven(kind, id) ? null : _database.Read(c =>
        c.Rows("SELECT key, sync, state, body FROM object WHERE key = ?1", r => Read(kind, r), Key(kind, id)).FirstOrDefault());

    private static Record Read(EntityKind kind, Statement row) =>
        new(kind, Storage.Key.Id(row.GetInt64(0)), row.GetInt32(1), (ObjectState)row.GetInt32(2), Json.Object(row.GetBytes(3)));

    private void Load()
    {
        _lists.Clear();
        _names.Clear();
        _sequences.Clear();
        _balances.Clear();
        _openByParty.Clear();
        _lastNumbers.Clear();
        _remembered.Clear();
        _subAccounts = null;
        _database.Read(connection =>
        {
            foreach (var kind in Catalogue.Kinds)
            {
                var first = Key(kind, 0);
                var last = Key(kind, (1L << 36) - 1);
                if (kind.IsHeld)
                {
                    _lists[kind] = [];
                    connection.Walk("SELECT key, sync, state, body FROM object WHERE key BETWEEN ?1 AND ?2", row =>
                    {
                        var record = Read(kind, row);
                        _lists[kind][record.Id] = record;
                        _names.Add(record);
                        return true;
                    }, first, last);
                }
                var top = connection.Number("SELECT max(key) FROM object WHERE key BETWEEN ?1 AND ?2", first, last);
                if (top > 0)
                {
                    _sequences[kind.Sequence] = Math.Max(_sequences.GetValueOrDefault(kind.Sequence), Storage.Key.Id(top));
                }
            }
            connection.Walk("SELECT account, party, sum(home), sum(amount) FROM posting WHERE txn BETWEEN ?1 AND ?2 GROUP BY account, party", row =>
            {
                Count(new Posting(Storage.Key.Id(row.GetInt64(0)), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(1) ? null : row.GetInt64(1)), 1);
                return true;
            }, FirstKey, LastKey);
            return true;
        });
        Stock = new Inventory.Stock(this);
    }
}
