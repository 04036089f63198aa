using CsCheck;
using QboConnect.Core.Amounts;

namespace QboConnect.Tests.Amounts;

public sealed class AllocationPropertyTests
{
    private static readonly Gen<long[]> Weights = Gen.Long[0, 1_000_000].Array[1, 20];

    [Fact]
    public void Parts_add_up_to_the_whole() => Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Weights).Sample((total, weights) =>
        Allocation.InProportion(total, weights).Sum() == total);

    [Fact]
    public void No_part_is_a_whole_unit_away_from_its_exact_share() => Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Weights)
        .Where((_, weights) => weights.Sum() > 0)
        .Sample((total, weights) => Allocation.InProportion(total, weights)
            .Select((part, index) => Math.Abs(part - ((decimal)total * weights[index] / weights.Sum())))
            .All(distance => distance < 1m));

    [Fact]
    public void Equal_parts_that_do_not_divide_give_the_cent_to_the_first() =>
        Allocation.InProportion(10_00, [1, 1, 1]).Should().Equal(3_34, 3_33, 3_33);

    [Fact]
    public void Rounding_is_half_away_from_zero_on_both_sides() => Gen.Long[-1_000_000, 1_000_000].Sample(minor =>
        Money.Of(minor / 100m + (minor < 0 ? -0.005m : 0.005m), Currency.Usd).Minor == minor + (minor < 0 ? -1 : 1));

    [Fact]
    public void Converting_the_negative_is_the_negative_of_converting() => Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Int[1, 50_000]).Sample((minor, rate) =>
        new Money(-minor, Currency.Of("EUR")).At(rate / 10_000m, Currency.Usd) == -new Money(minor, Currency.Of("EUR")).At(rate / 10_000m, Currency.Usd));
}
