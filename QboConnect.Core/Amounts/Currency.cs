namespace QboConnect.Core.Amounts;

/// <summary>An ISO 4217 currency: its three-letter code and how many digits its minor unit has.</summary>
public readonly record struct Currency
{
    // ISO 4217 table A.1: every active code whose minor unit is not two digits.
    private static readonly Dictionary<string, int> UnusualMinorDigits = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
    };

    private Currency(string code) => Code = code;

    /// <summary>US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>Three capital letters, for example <c>EUR</c>.</summary>
    public string Code { get; }

    /// <summary>Digits after the point of the smallest unit: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public int MinorDigits => UnusualMinorDigits.GetValueOrDefault(Code, 2);

    /// <summary>The currency with this code.</summary>
    /// <exception cref="ArgumentException">The code is not three ASCII letters.</exception>
    public static Currency Of(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is not a three-letter currency code.", nameof(code));

    /// <summary>Reads a code in any letter case; false where it is not three ASCII letters.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        var valid = code is { Length: 3 } && code.All(char.IsAsciiLetter);
        currency = valid ? new Currency(code!.ToUpperInvariant()) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Code;
}
