using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace QboConnect.Simulator.Web;

/// <summary>HTML that is safe to send. <see cref="Of"/> encodes every value of an interpolated string that is not markup itself.</summary>
internal readonly record struct Markup(string Html)
{
    public static readonly Markup None = new("");

    public static Markup Of(Writer text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.Html)));

    public override string ToString() => Html;

    /// <summary>Builds markup from an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Writer(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(Markup value) => _text.Append(value.Html);

        public void AppendFormatted(string? value) => _text.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => AppendFormatted(value.ToString(null, CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
