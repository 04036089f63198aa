using System.Runtime.InteropServices;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Consolidation;

/// <summary>
/// Sums ledger lines into journals as they stream by: <see cref="Begin"/> a transaction, then <see cref="Add"/> its lines. It keeps the sums and
/// nothing of the lines, so memory grows with the number of journals and not with the history. The order of transactions is irrelevant; the lines of
/// one come together.
/// </summary>
internal sealed class JournalTotals(ConsolidationRules rules)
{
    private readonly Dictionary<GroupKey, Group> _groups = [];
    private readonly List<string?> _symbols = [null];
    private readonly Dictionary<string, int> _symbolIds = new(StringComparer.Ordinal);
    private readonly Group?[] _current = new Group?[4];
    private Header _header;

    /// <summary>A small number that stands for a text; 0 for null. Makes keys of integers only.</summary>
    public int Symbol(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!_symbolIds.TryGetValue(text, out var id))
        {
            id = _symbols.Count;
            _symbols.Add(text);
            _symbolIds.Add(text, id);
        }

        return id;
    }

    /// <summary>The lines that follow are this transaction's.</summary>
    public void Begin(in Header header)
    {
        // Neighbours in the ledger are mostly of one day: then the journals looked up last still hold.
        if (header.Day != _header.Day || header.Currency != _header.Currency || header.PaymentAccountId != _header.PaymentAccountId)
        {
            Array.Clear(_current);
        }

        _header = header;
    }

    /// <summary>Adds a line of the transaction begun last.</summary>
    public void Add(LedgerSection section, long accountId, bool isTax, long baseMinor)
    {
        if (JournalKey.TypeOf(section) is not { } type)
        {
            return;
        }

        var group = _current[(int)type] ??= GroupOf(type);
        if (group.LastTransactionId != _header.TransactionId)
        {
            group.LastTransactionId = _header.TransactionId;
            group.DocumentCount++;
        }

        var account = rules.AccountInJournal(section, accountId, _header.PaymentAccountId);
        CollectionsMarshal.GetValueRefOrAddDefault(group.Sums, new LineKey(section, account, isTax, _header.Class, _header.Location), out _) += baseMinor;
    }

    /// <summary>The journals of all lines added, ordered by key. A sum of zero makes no line.</summary>
    public IReadOnlyList<Journal> Journals() =>
    [
        .. _groups.Select(pair => JournalOf(pair.Key, pair.Value))
            .OrderBy(journal => journal.Key.Date)
            .ThenBy(journal => journal.Key.Currency, StringComparer.Ordinal)
            .ThenBy(journal => journal.Key.Type)
            .ThenBy(journal => journal.Key.PaymentAccountId),
    ];

    private Group GroupOf(JournalType type)
    {
        var key = new GroupKey(type, _header.Day, _header.Currency, type == JournalType.Pay ? _header.PaymentAccountId : 0);
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, key, out _);
        return group ??= new Group();
    }

    private Journal JournalOf(GroupKey key, Group group)
    {
        var lines = group.Sums
            .Where(sum => sum.Value != 0)
            .Select(sum => new JournalLine(sum.Key.Section, sum.Key.Account, sum.Key.IsTax, _symbols[sum.Key.Class], _symbols[sum.Key.Location], sum.Value))
            .ToArray();
        Array.Sort(lines, new LineOrder(rules).Compare);
        return Journal.Of(
            new JournalKey(key.Type, DateOnly.FromDayNumber(key.Day), _symbols[key.Currency]!, key.Type == JournalType.Pay ? key.PaymentAccountId : null),
            lines,
            group.DocumentCount);
    }

    /// <summary>What the lines of one transaction share.</summary>
    /// <param name="TransactionId">Our id of it.</param>
    /// <param name="Day">Its day, as <see cref="DateOnly.DayNumber"/>.</param>
    /// <param name="Currency">Symbol of its currency.</param>
    /// <param name="PaymentAccountId">Its payment account, or 0.</param>
    /// <param name="Class">Symbol of its class, or 0.</param>
    /// <param name="Location">Symbol of its location, or 0.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Header(long TransactionId, int Day, int Currency, long PaymentAccountId, int Class, int Location);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct GroupKey(JournalType Type, int Day, int Currency, long PaymentAccountId);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct LineKey(LedgerSection Section, long Account, bool IsTax, int Class, int Location);

    private sealed class Group
    {
        public Dictionary<LineKey, long> Sums { get; } = [];

        public long LastTransactionId { get; set; } = -1;

        public int DocumentCount { get; set; }
    }
}
