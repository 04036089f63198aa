using System.Globalization;
using System.Text;
using QboConnect.Simulator.Entities;
using QboConnect.Simulator.Faults;

namespace QboConnect.Simulator.Query;

/// <summary>One condition: a property against one value, or against several with IN.</summary>
internal sealed record Condition(string Property, string Operator, IReadOnlyList<string> Values);

/// <summary>A parsed query (facts, section 3).</summary>
internal sealed record QueryStatement(string Entity, bool IsCount, IReadOnlyList<Condition> Conditions, IReadOnlyList<(string Property, bool Descending)> Order, int Start, int Max)
{
    public const int DefaultMax = 100;
    public const int LargestMax = 1000;

    /// <exception cref="RefusedException">4000 when it cannot be parsed, 4001 when a value is out of range.</exception>
    public static QueryStatement Parse(string text) => new Parser(Tokens(text)).Statement();

    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c == '\'')
            {
                var value = new StringBuilder();
                for (i++; ; i++)
                {
                    if (i >= text.Length)
                    {
                        throw Fault.QuerySyntax($"Encountered \" <UNTERMINATED_STRING> \"\" at column {i}.").Thrown();
                    }
                    if (text[i] == '\\' && i + 1 < text.Length)
                    {
                        i++;
                    }
                    else if (text[i] == '\'')
                    {
                        break;
                    }
                    value.Append(text[i]);
                }
                i++;
                tokens.Add(new Token(value.ToString(), IsLiteral: true));
            }
            else if ("<>=,()*".Contains(c, StringComparison.Ordinal))
            {
                var two = i + 1 < text.Length && text[i + 1] == '=' && c is '<' or '>' && i + 1 < text.Length && text[i + 1] == '=';
                tokens.Add(new Token(text.Substring(i, two ? 2 : 1), false));
                i += two ? 2 : 1;
            }
            else
            {
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && !"<>=,()*'!".Contains(text[i], StringComparison.Ordinal))
                {
                    i++;
                }
                if (i == start)
                {
                    throw Fault.QuerySyntax($"Encountered \" \"{c}\" at column {i + 1}.").Thrown();
                }
                tokens.Add(new Token(text[start..i], false));
            }
        }
        return tokens;
    }

    private sealed record Token(string Text, bool IsLiteral)
    {
        public bool Is(string word) => !IsLiteral && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Parser(List<Token> tokens)
    {
        private int _at;

        public QueryStatement Statement()
        {
            Expect("SELECT");
            var isCount = Columns();
            Expect("FROM");
            var entity = Word();
            var conditions = new List<Condition>();
            if (Take("WHERE"))
            {
                do
                {
                    conditions.Add(Condition());
                }
                while (Take("AND"));
            }
            var order = new List<(string, bool)>();
            if (Take("ORDERBY") || (Take("ORDER") && Expect("BY")))
            {
                do
                {
                    var property = Word();
                    var descending = Take("DESC");
                    _ = descending || Take("ASC");
                    order.Add((property, descending));
                }
                while (Take(","));
            }
            int start = 1, max = DefaultMax;
            for (; ; )
            {
                if (Take("STARTPOSITION"))
                {
                    start = Number(1, int.MaxValue);
                }
                else if (Take("MAXRESULTS"))
                {
                    max = Number(1, int.MaxValue);
                }
                else
                {
                    break;
                }
            }
            return _at == tokens.Count ? new QueryStatement(entity, isCount, conditions, order, start, max) : throw Unexpected();
        }

        private bool Columns()
        {
            if (Take("COUNT"))
            {
                Expect("(");
                Expect("*");
                Expect(")");
                return true;
            }
            do
            {
                if (!Take("*"))
                {
                    Word();
                }
            }
            while (Take(","));
            return false;
        }

        private Condition Condition()
        {
            var property = Word();
            if (Take("IN"))
            {
                Expect("(");
                var values = new List<string>();
                do
                {
                    values.Add(Value());
                }
                while (Take(","));
                Expect(")");
                return new Condition(property, "IN", values);
            }
            var token = Next();
            var op = token.Text.ToUpperInvariant();
            return !token.IsLiteral && op is "=" or "<" or ">" or "<=" or ">=" or "LIKE" ? new Condition(property, op, [Value()]) : throw Unexpected(token);
        }

        private string Value()
        {
            var token = Next();
            if (token.IsLiteral || token.Is("true") || token.Is("false") || decimal.TryParse(token.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
            {
                return token.IsLiteral ? token.Text : token.Text.ToLowerInvariant();
            }
            throw Unexpected(token);
        }

        private int Number(int min, int max)
        {
            var token = Next();
            if (!long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                throw Unexpected(token);
            }
            return number < min ? throw Fault.Query($"value {number} is too small. Min allowed value is {min}").Thrown()
                : number > max ? throw Fault.Query($"value {number} is too large. Max allowed value is {max}").Thrown()
                : (int)number;
        }

        private string Word()
        {
            var token = Next();
            return !token.IsLiteral && char.IsLetter(token.Text[0]) ? token.Text : throw Unexpected(token);
        }

        private bool Take(string word)
        {
            if (_at < tokens.Count && tokens[_at].Is(word))
            {
                _at++;
                return true;
            }
            return false;
        }

        private bool Expect(string word) => Take(word) ? true : throw Unexpected();

        private Token Next() => _at < tokens.Count ? tokens[_at++] : throw Unexpected();

        private RefusedException Unexpected(Token? token = null) =>
            Fault.QuerySyntax($"Encountered \" \"{(token ?? tokens.ElementAtOrDefault(_at))?.Text ?? "<EOF>"}\" \"\" at token {_at + 1}.").Thrown();
    }
}
