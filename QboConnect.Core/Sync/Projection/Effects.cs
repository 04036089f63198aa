using QboConnect.Core.Amounts;
using QboConnect.Core.Ledger;

namespace QboConnect.Core.Sync.Projection;

/// <summary>Works out what QuickBooks books for a document.</summary>
internal static class Effects
{
    /// <summary>
    /// Converts each line by itself, rounded to the cent, and leaves what is over to QuickBooks' exchange account, as QuickBooks does (qbo-api 8.1
    /// rule 6, 8.3). In base currency nothing is ever over.
    /// </summary>
    public static Dictionary<long, long> Converted(IEnumerable<(long AccountId, long DocumentMinor)> lines, Currency document, decimal rate, Currency home)
    {
        var effect = new Dictionary<long, long>();
        foreach (var (account, minor) in lines)
        {
            Add(effect, account, new Money(minor, document).At(rate, home).Minor);
        }

        return Closed(effect);
    }

    /// <summary>Gives what does not sum to zero to QuickBooks' exchange account, and drops zeros.</summary>
    public static Dictionary<long, long> Closed(Dictionary<long, long> effect)
    {
        Add(effect, PostingDifference.QuickBooksExchangeAccount, -effect.Values.Sum());
        return effect.Where(entry => entry.Value != 0).ToDictionary();
    }

    /// <summary>The ledger's own amounts by account.</summary>
    public static Dictionary<long, long> OfLedger(IEnumerable<LedgerLine> lines)
    {
        var effect = new Dictionary<long, long>();
        foreach (var line in lines)
        {
            Add(effect, line.AccountId, line.BaseMinor);
        }

        return effect.Where(entry => entry.Value != 0).ToDictionary();
    }

    /// <summary>What QuickBooks books beyond the ledger, by account.</summary>
    public static Dictionary<long, long> Beyond(IReadOnlyDictionary<long, long> effect, IEnumerable<LedgerLine> lines)
    {
        var difference = new Dictionary<long, long>(effect);
        foreach (var line in lines)
        {
            Add(difference, line.AccountId, -line.BaseMinor);
        }

        return difference.Where(entry => entry.Value != 0).ToDictionary();
    }

    private static void Add(Dictionary<long, long> effect, long account, long minor) => effect[account] = effect.GetValueOrDefault(account) + minor;
}
