using System.Globalization;
using System.Text.RegularExpressions;

namespace QboConnect.Tests.Consolidation;

/// <summary>What is wrong with a scenario file, and where.</summary>
public sealed class ScenarioException(string file, int line, string message) : Exception($"{file}:{line}: {message}");

/// <summary>
/// One line of a scenario: plain words (quoted where they hold spaces) and <c>key=value</c> attributes, in any order. A comment runs from <c>#</c> to
/// the end of the line.
/// </summary>
internal sealed partial class ScenarioLine
{
    // Attributes of a document's first line may also be written as two words: "rate 1.10", "of INV-1".
    private static readonly HashSet<string> PairKeys =
        ["rate", "of", "to", "for", "from", "into", "account", "channel", "customer", "location", "salesrep", "job", "tax", "stock", "currency", "rule"];

    // Only there: "Sales tax 8.00" on a line of a document is an amount on the account of that name.
    private static readonly HashSet<string> HeadKeywords =
    [
        "invoice", "creditnote", "credit-note", "payment", "refund", "credit", "customer-credit", "prepayment", "apply", "credit-refund", "allocate",
        "shipment", "restock", "cost-change", "cogs-change",
    ];

    private readonly string _file;
    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);

    private ScenarioLine(string file, int number, string text)
    {
        (_file, Number) = (file, number);
        var tokens = TokenPattern().Matches(text).Select(match => match.Value).ToList();
        Keyword = Unquoted(tokens[0]).ToLowerInvariant();
        Rest = text[(text.IndexOf(tokens[0], StringComparison.Ordinal) + tokens[0].Length)..].Trim();
        for (var index = 1; index < tokens.Count; index++)
        {
            var token = tokens[index];
            var equals = token.StartsWith('"') ? -1 : token.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                _attributes[token[..equals]] = Unquoted(token[(equals + 1)..]);
            }
            else if (HeadKeywords.Contains(Keyword) && PairKeys.Contains(token.ToLowerInvariant()) && index + 1 < tokens.Count)
            {
                _attributes[token] = Unquoted(tokens[++index]);
            }
            else
            {
                _words.Add(Unquoted(token));
            }
        }
    }

    public int Number { get; }

    /// <summary>The first word, in small letters.</summary>
    public string Keyword { get; }

    /// <summary>All that follows the first word.</summary>
    public string Rest { get; }

    /// <summary>The lines of a file that say something.</summary>
    public static IEnumerable<ScenarioLine> Read(string file) => File.ReadAllLines(file)
        .Select((text, index) => (Text: CommentPattern().Replace(text, "").Trim(), Number: index + 1))
        .Where(line => line.Text.Length > 0 && !line.Text.StartsWith("```", StringComparison.Ordinal))
        .Select(line => new ScenarioLine(Path.GetFileName(file), line.Number, line.Text));

    /// <summary>This line without its first word.</summary>
    public ScenarioLine Shifted() =>
        Rest.Length > 0 ? new ScenarioLine(_file, Number, Rest) : throw Wrong($"Something should follow '{Keyword}'.");

    public ScenarioException Wrong(string message) => new(_file, Number, message);

    public string? Attribute(params string[] names)
    {
        foreach (var name in names)
        {
            if (_attributes.Remove(name, out var value))
            {
                return value;
            }
        }

        return null;
    }

    public string Word(string what) => TakeWord(_ => true) ?? throw Wrong($"{what} is missing.");

    public bool Flag(string name) => TakeWord(word => word.Equals(name, StringComparison.OrdinalIgnoreCase)) is not null;

    public DateOnly Date() => TakeWord(word => IsDate(word)) is { } word
        ? DateOnly.ParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : throw Wrong("A date such as 2024-03-18 is missing.");

    public string? Currency() => Attribute("currency") ?? TakeWord(word => word.Length == 3 && word.All(char.IsAsciiLetterUpper));

    public decimal? Amount() => TakeWord(word => IsAmount(word)) is { } word ? AmountOf(word) : null;

    public decimal AmountOf(string word) => IsAmount(word)
        ? decimal.Parse(word.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
        : throw Wrong($"'{word}' is not an amount.");

    public decimal Rate() => Attribute("rate") is { } rate ? AmountOf(rate) : 1m;

    /// <summary>The words that are left, as one name.</summary>
    public string Name()
    {
        var name = string.Join(' ', _words);
        _words.Clear();
        return name;
    }

    /// <summary>Refuses a line with anything on it that was not understood.</summary>
    public void Done()
    {
        if (_words.Count > 0 || _attributes.Count > 0)
        {
            throw Wrong($"'{string.Join(' ', _words.Concat(_attributes.Select(pair => $"{pair.Key}={pair.Value}")))}' is not understood here.");
        }
    }

    private string? TakeWord(Func<string, bool> wanted)
    {
        var index = _words.FindIndex(word => wanted(word));
        if (index < 0)
        {
            return null;
        }

        var word = _words[index];
        _words.RemoveAt(index);
        return word;
    }

    private static bool IsDate(string word) => DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsAmount(string word) => AmountPattern().IsMatch(word);

    private static string Unquoted(string token) => token.Length > 1 && token.StartsWith('"') ? token[1..^1] : token;

    [GeneratedRegex("""[\w-]+="[^"]*"|"[^"]*"|\S+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"^[+-]?\d[\d,]*(\.\d+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AmountPattern();
}
