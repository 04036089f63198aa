using QboConnect.Core.Amounts;

namespace QboConnect.Core.Ledger;

/// <summary>
/// One document's amounts in base currency, so that they add up to its total (accounting-examples 0.4): the total and each tax amount are rounded,
/// and what rounding leaves over goes to the largest line, the first on ties.
/// </summary>
/// <param name="Total">The total in base currency.</param>
/// <param name="Lines">Lines without tax, in order.</param>
/// <param name="Taxes">Taxes, in order.</param>
/// <param name="Residue">What is left over where there is no line to take it; belongs on the rounding account.</param>
internal sealed record BaseAmounts(long Total, long[] Lines, long[] Taxes, long Residue)
{
    /// <summary>Converts a document.</summary>
    /// <param name="total">Its total, tax included.</param>
    /// <param name="lines">Its lines without tax, in minor units of the total's currency.</param>
    /// <param name="taxes">Its taxes, in minor units of the total's currency.</param>
    /// <param name="rate">Base units for one unit of the total's currency.</param>
    /// <param name="baseCurrency">The currency of the books.</param>
    public static BaseAmounts Of(Money total, IEnumerable<long> lines, IEnumerable<long> taxes, decimal rate, Currency baseCurrency)
    {
        long InBase(long minor) => new Money(minor, total.Currency).At(rate, baseCurrency).Minor;

        var (totalInBase, linesInBase, taxesInBase) = (InBase(total.Minor), lines.Select(InBase).ToArray(), taxes.Select(InBase).ToArray());
        var residue = totalInBase - linesInBase.Sum() - taxesInBase.Sum();
        if (residue == 0 || linesInBase.Length == 0)
        {
            return new BaseAmounts(totalInBase, linesInBase, taxesInBase, residue);
        }

        var largest = 0;
        for (var index = 1; index < linesInBase.Length; index++)
        {
            largest = Math.Abs(linesInBase[index]) > Math.Abs(linesInBase[largest]) ? index : largest;
        }

        linesInBase[largest] += residue;
        return new BaseAmounts(totalInBase, linesInBase, taxesInBase, 0);
    }
}
