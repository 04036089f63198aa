using CsCheck;
using QboConnect.Core.Amounts;
using QboConnect.Core.Stock;

namespace QboConnect.Tests.Stock;

public sealed class FifoTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public void The_oldest_units_leave_first_at_what_they_cost()
    {
        var issue = Fifo.Take([Layer(2, Day.AddDays(5), 10, 3m), Layer(1, Day, 4, 2.50m)], 6, Currency.Usd);

        // Four at 2.50, two at 3.00.
        issue.Parts.Should().Equal(new Fifo.Part(1, 4, 0, 10_00), new Fifo.Part(2, 2, 8, 6_00));
        (issue.CostMinor, issue.Missing).Should().Be((16_00, 0m));
    }

    [Fact]
    public void Layers_of_one_day_leave_in_the_order_they_came()
    {
        var issue = Fifo.Take([Layer(8, Day, 1, 9m), Layer(7, Day, 1, 4m)], 1, Currency.Usd);

        issue.Parts.Should().ContainSingle().Which.LayerId.Should().Be(7);
    }

    [Fact]
    public void Units_that_no_layer_has_are_said_to_be_missing()
    {
        var issue = Fifo.Take([Layer(1, Day, 4, 2m)], 6.5m, Currency.Usd);

        (issue.CostMinor, issue.Missing).Should().Be((8_00, 2.5m));
    }

    [Fact]
    public void Three_parts_of_a_layer_that_does_not_divide_cost_what_the_layer_cost()
    {
        // Three for 10.00: 3.333333 each. Values 10.00, 6.67, 3.33, 0.00.
        var layer = Layer(1, Day, 3, 3.333333m);
        var costs = new List<long>();
        for (var unit = 0; unit < 3; unit++)
        {
            var part = Fifo.Take([layer], 1, Currency.Usd).Parts.Single();
            layer.Remaining = part.RemainingAfter;
            costs.Add(part.CostMinor);
        }

        costs.Should().Equal(3_33, 3_34, 3_33);
    }

    [Fact]
    public void However_a_stock_is_issued_the_costs_add_up_to_what_it_was_worth() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 20], Gen.Int[1, 500], Gen.Long[0, 99_999_999]).Array[1, 6],
            Gen.Int[1, 300].Array[1, 12]).Sample((rows, issues) =>
        {
            var layers = rows.Select((row, index) => Layer(index, Day.AddDays(row.Item1), row.Item2, row.Item3 / 1_000_000m)).ToList();
            var worth = layers.Sum(Worth);
            var (issued, missing) = (0L, 0m);
            foreach (var quantity in issues)
            {
                var issue = Fifo.Take(layers, quantity, Currency.Usd);
                foreach (var part in issue.Parts)
                {
                    layers.Single(layer => layer.Id == part.LayerId).Remaining = part.RemainingAfter;
                }

                issued += issue.CostMinor;
                missing += issue.Missing;
            }

            issued.Should().Be(worth - layers.Sum(Worth));
            missing.Should().Be(Math.Max(0, issues.Sum() - rows.Sum(row => row.Item2)));
        });

    private static long Worth(StockLayer layer) => Fifo.Value(layer.Remaining, layer.UnitCost, Currency.Usd).Minor;

    private static StockLayer Layer(long id, DateOnly day, decimal quantity, decimal unitCost) => new()
    {
        Id = id,
        ProductId = 1,
        LocationId = 1,
        ReceivedOn = day,
        Quantity = quantity,
        Remaining = quantity,
        UnitCost = unitCost,
        Source = "PO-1",
    };
}
