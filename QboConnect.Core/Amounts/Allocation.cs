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
}
