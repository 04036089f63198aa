using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.Persistence;

namespace QboConnect.Tests.Persistence;

public sealed class IdSourceTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Ids_of_one_instant_are_distinct_and_grow()
    {
        var source = new IdSource(_clock);

        var ids = Enumerable.Range(0, 20_000).Select(_ => source.Next()).ToList();

        ids.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
    }

    [Fact]
    public void Two_nodes_never_make_the_same_id()
    {
        var first = new IdSource(_clock, 1);
        var second = new IdSource(_clock, 2);

        var ids = Enumerable.Range(0, 10_000).SelectMany(_ => new[] { first.Next(), second.Next() });

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_repeat_ids()
    {
        var clock = new FakeTimeProvider(_clock.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.Zero };
        var source = new IdSource(clock);
        var before = source.Next();

        clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromHours(1));

        source.Next().Should().BeGreaterThan(before);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    public void A_node_number_out_of_range_is_refused(int node) =>
        FluentActions.Invoking(() => new IdSource(_clock, node)).Should().Throw<ArgumentOutOfRangeException>();
}
