using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation;

namespace QboConnect.Tests.Consolidation;

/// <summary>What a scenario expects, in the grammar of accounting-examples 0.2.</summary>
internal sealed class ScenarioExpectations(ScenarioBooks books)
{
    private readonly List<ExpectedBlock> _blocks = [];
    private readonly List<(ScenarioLine Line, string Account, decimal Amount)> _nets = [];

    /// <summary>Numbers of documents expected to be skipped, and of voids expected to be refused.</summary>
    public List<(ScenarioLine Line, string Number, bool IsRefusal)> Marks { get; } = [];

    /// <summary>Whether there may be journals and documents beside the expected ones.</summary>
    public bool IsPartial { get; private set; }

    private bool ExpectsNothing { get; set; }

    public IReadOnlyList<ExpectedBlock> Blocks => _blocks;

    /// <summary>Reads a line that states an expectation; false where it is something else.</summary>
    public bool Read(ScenarioLine line)
    {
        switch (line.Keyword)
        {
            case "journal":
                _blocks.Add(new ExpectedBlock(line, JournalKeyOf(line)));
                return true;
            case "doc" or "document":
                var shifted = line.Shifted();
                _blocks.Add(new ExpectedBlock(line, $"doc {Simple(shifted.Keyword)} {shifted.Rest}"));
                return true;
            case "d" or "c" or "debit" or "credit" when _blocks.Count > 0:
                _blocks[^1].Lines.Add(LineOf(line));
                line.Done();
                return true;
            case "net":
                var (account, amount) = ScenarioDocuments.Posting(line);
                _nets.Add((line, account, amount));
                line.Done();
                return true;
            case "skipped" or "refused":
                Marks.Add((line, line.Rest, line.Keyword == "refused"));
                return true;
            case "nothing":
                ExpectsNothing = true;
                return true;
            case "partial":
                IsPartial = true;
                return true;
            case "expect" or "case" or "expected":
                return true;
            default:
                return false;
        }
    }

    /// <summary>Compares with what came out; throws at the first line that does not hold, showing what is there.</summary>
    public void Check(IReadOnlyList<ProducedBlock> produced, ScenarioLine last)
    {
        if (_blocks.Count == 0 && _nets.Count == 0 && Marks.Count == 0 && !ExpectsNothing)
        {
            throw last.Wrong("The file expects nothing. Write what should come out, or 'nothing'. There is:\n" + Shown(produced));
        }

        var left = produced.ToList();
        foreach (var expected in _blocks)
        {
            var found = left.FindIndex(block => block.Names.Contains(expected.Name, StringComparer.OrdinalIgnoreCase));
            if (found < 0)
            {
                throw expected.Line.Wrong($"'{expected.Name}' is not there. There is:\n{Shown(produced)}");
            }

            Match(expected, left[found]);
            left.RemoveAt(found);
        }

        if (left.Count > 0 && !IsPartial)
        {
            throw last.Wrong($"Not expected, but there:\n{Shown(left)}");
        }

        foreach (var (line, name, amount) in _nets)
        {
            var account = books.Account(line, name);
            var sum = produced.SelectMany(block => block.Lines).Where(row => row.Account == account).Sum(row => row.Minor);
            if (sum != ScenarioDocuments.Minor(line, amount, books.Base))
            {
                throw line.Wrong($"The balance of {name} is {new Money(sum, books.Base).ToFixed()}.");
            }
        }
    }

    private static string Simple(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private string JournalKeyOf(ScenarioLine line)
    {
        var parts = line.Rest.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length is not (3 or 4))
        {
            throw line.Wrong("A journal is named TYPE|DATE|CURRENCY, or PAY|DATE|CURRENCY|PAYMENT ACCOUNT.");
        }

        var key = $"journal {string.Join('|', parts[..3])}";
        return parts.Length == 3 ? key : $"{key}|{books.Code(books.Account(line, parts[3]))}";
    }

    private ExpectedLine LineOf(ScenarioLine line)
    {
        var side = line.Keyword.StartsWith('d') ? 1 : -1;
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["section", "direction", "entity", "class", "location", "tax", "version", "lines", "split", "flipped"])
        {
            if (line.Attribute(name) is { } value)
            {
                attributes[name] = value;
            }
        }

        var (name2, amount) = ScenarioDocuments.Posting(line);
        var account = name2 == "exchange" ? Core.Sync.PostingDifference.QuickBooksExchangeAccount : books.Account(line, name2);
        return new ExpectedLine(line, account, side * ScenarioDocuments.Minor(line, amount, books.Base), attributes);
    }

    private void Match(ExpectedBlock expected, ProducedBlock produced)
    {
        var left = produced.Lines.ToList();
        foreach (var line in expected.Lines.OrderByDescending(line => line.Attributes.Count))
        {
            var found = left.FindIndex(row => row.Account == line.Account && row.Minor == line.Minor && line.Attributes.All(pair => row.Has(pair.Key, pair.Value)));
            if (found < 0)
            {
                throw line.Line.Wrong($"This line is not there. There is:\n{Shown([produced])}");
            }

            left.RemoveAt(found);
        }

        if (left.Count > 0)
        {
            throw expected.Line.Wrong($"It has more lines than expected. There is:\n{Shown([produced])}");
        }
    }

    private string Shown(IEnumerable<ProducedBlock> blocks) => string.Join('\n', blocks.Select(block => string.Join(
        '\n',
        block.Lines.Select(line => $"  {(line.Minor < 0 ? 'C' : 'D')} {books.Code(line.Account)} {new Money(Math.Abs(line.Minor), books.Base).ToFixed()}"
            + string.Concat(line.Attributes.Where(pair => pair.Value is not null).Select(pair => $" {pair.Key}={pair.Value}")))
            .Prepend(block.Names[0]))));
}

/// <summary>A journal or document that is expected.</summary>
internal sealed record ExpectedBlock(ScenarioLine Line, string Name)
{
    public List<ExpectedLine> Lines { get; } = [];
}

/// <summary>A line that is expected; attributes that are not stated do not matter.</summary>
internal sealed record ExpectedLine(ScenarioLine Line, long Account, long Minor, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A journal or document that came out, under each name an expectation may call it.</summary>
internal sealed record ProducedBlock(IReadOnlyList<string> Names, IReadOnlyList<ProducedLine> Lines);

/// <summary>A line that came out; debit positive.</summary>
internal sealed record ProducedLine(long Account, long Minor, IReadOnlyDictionary<string, string?> Attributes)
{
    // "split" and "flipped" are remarks for the reader.
    public bool Has(string name, string value) => name.ToLowerInvariant() is "split" or "flipped"
        || (Attributes.GetValueOrDefault(name.ToLowerInvariant()) is { } own
            && string.Equals(Plain(own), Plain(value), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal);
}
