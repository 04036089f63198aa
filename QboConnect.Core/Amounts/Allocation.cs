namespace QboConnect.Core.Amounts;

/// <summary>Divides a whole among parts in proportion, so that the parts always add up to the whole again.</summary>
public static class Allocation
{
    /// <summary>
    /// Splits a count of minor units in proportion to the weights by the largest-remainder method: each part is rounded towards zero, and the
    /// units left over go one each to the parts with the largest remainders, the first on ties (accounting-examples LC-03).
    /// </summary>
    /// <param name="totalMinor">What is divided; may be negative.</param>
    /// <param name="weights">One weight a part, none negative. Where all are zero the parts are equal.</param>
    /// <returns>One count of minor units for each weight; they sum to <paramref name="totalMinor"/>.</returns>
    /// <exception cref="ArgumentException">There is no part, or a weight is negative.</exception>
    public static long[] InProportion(long totalMinor, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count == 0 || weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("An amount is divided over at least one part, and no weight is negative.", nameof(weights));
        }

        var sum = weights.Aggregate(Int128.Zero, (total, weight) => total + weight);
        var shares = sum == 0 ? Enumerable.Repeat((Int128)1, weights.Count).ToArray() : [.. weights.Select(weight => (Int128)weight)];
        sum = sum == 0 ? weights.Count : sum;

        var size = Int128.Abs(totalMinor);
        var parts = Array.ConvertAll(shares, share => (long)(size * share / sum));
        var left = (int)((long)size - parts.Sum());
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(i => size * shares[i] % sum).Take(left))
        {
            parts[index]++;
        }

        return totalMinor < 0 ? Array.ConvertAll(parts, part => -part) : parts;
    }

    /// <summary>
    /// Divides several columns over the same rows at once, in proportion to the rows, so that each row comes to its total and each column to its own:
    /// what a credit note's lines become when it is divided over refunds (seed: Refunds and credit notes sync).
    /// </summary>
    /// <param name="rows">Total of each row; they sum to what the columns sum to.</param>
    /// <param name="columns">Total of each column.</param>
    /// <returns>Cells by row, then column; each within one unit of its exact share.</returns>
    /// <exception cref="ArgumentException">Rows and columns do not come to the same total, or that is zero with more than one row.</exception>
    public static long[][] Table(IReadOnlyList<long> rows, IReadOnlyList<long> columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        var total = columns.Sum();
        if (rows.Sum() != total || (total == 0 && rows.Count > 1))
        {
            throw new ArgumentException("Rows and columns must come to the same total, and not to nothing.", nameof(rows));
        }

        if (rows.Count == 1)
        {
            return [[.. columns]];
        }

        // Rounding running totals in both directions keeps every error below one unit and lets none pile up.
        var cells = rows.Select(_ => new long[columns.Count]).ToArray();
        Int128 above = 0, toRow = 0;
        foreach (var (row, cell) in rows.Zip(cells))
        {
            toRow += row;
            Int128 toColumn = 0;
            long before = 0;
            for (var column = 0; column < columns.Count; column++)
            {
                toColumn += columns[column];
                var corner = (long)(Rounded(toRow * toColumn, total) - Rounded(above * toColumn, total));
                cell[column] = corner - before;
                before = corner;
            }

            above = toRow;
        }

        return cells;
    }

    // Half away from zero.
    private static Int128 Rounded(Int128 numerator, Int128 denominator)
    {
        var (size, divisor) = (Int128.Abs(numerator), Int128.Abs(denominator));
        var quotient = ((2 * size) + divisor) / (2 * divisor);
        return Int128.IsNegative(numerator) == Int128.IsNegative(denominator) ? quotient : -quotient;
    }
}
