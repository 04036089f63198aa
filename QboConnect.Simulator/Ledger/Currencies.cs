using System.Collections.Frozen;
using System.Text.Json.Nodes;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Ledger;

/// <summary>The currencies a company may keep, and their names as references show them.</summary>
internal static class Currencies
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AED"] = "United Arab Emirates Dirham",
        ["ARS"] = "Argentine Peso",
        ["AUD"] = "Australian Dollar",
        ["BRL"] = "Brazilian Real",
        ["CAD"] = "Canadian Dollar",
        ["CHF"] = "Swiss Franc",
        ["CLP"] = "Chilean Peso",
        ["CNY"] = "Chinese Yuan",
        ["COP"] = "Colombian Peso",
        ["CZK"] = "Czech Koruna",
        ["DKK"] = "Danish Krone",
        ["EUR"] = "Euro",
        ["GBP"] = "British Pound Sterling",
        ["HKD"] = "Hong Kong Dollar",
        ["HUF"] = "Hungarian Forint",
        ["IDR"] = "Indonesian Rupiah",
        ["ILS"] = "Israeli Shekel",
        ["INR"] = "Indian Rupee",
        ["JPY"] = "Japanese Yen",
        ["KRW"] = "South Korean Won",
        ["MXN"] = "Mexican Peso",
        ["MYR"] = "Malaysian Ringgit",
        ["NOK"] = "Norwegian Krone",
        ["NZD"] = "New Zealand Dollar",
        ["PHP"] = "Philippine Peso",
        ["PLN"] = "Polish Zloty",
        ["RON"] = "Romanian Leu",
        ["SAR"] = "Saudi Riyal",
        ["SEK"] = "Swedish Krona",
        ["SGD"] = "Singapore Dollar",
        ["THB"] = "Thai Baht",
        ["TRY"] = "Turkish Lira",
        ["TWD"] = "New Taiwan Dollar",
        ["USD"] = "United States Dollar",
        ["VND"] = "Vietnamese Dong",
        ["ZAR"] = "South African Rand",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Names.ContainsKey(code);

    public static string Name(string code) => Names.GetValueOrDefault(code, code);

    public static JsonObject Reference(string code) => Json.Reference(code, Name(code));
}
