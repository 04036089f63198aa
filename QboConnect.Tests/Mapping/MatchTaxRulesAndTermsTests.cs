using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.Mapping;

public sealed class MatchTaxRulesAndTermsTests
{
    private static readonly QboTaxRate[] Rates = [new() { Id = "1", RateValue = 8m }, new() { Id = "2", RateValue = 2m }, new() { Id = "3", RateValue = 10m }];

    [Fact]
    public void The_rates_of_a_code_are_summed()
    {
        var row = Match(10m, Code("5", "State and city", "1", "2"), Code("6", "State", "1"));

        (row.State, row.Choice!.QboId, row.Reason).Should().Be((MappingState.Matched, "5", "Same rate"));
    }

    [Fact]
    public void Two_codes_of_one_rate_are_left_to_a_person_unless_one_has_the_name()
    {
        Match(8m, Code("5", "State"), Code("6", "County", "1"), Code("7", "Town", "1")).State.Should().Be(MappingState.ToMap);
        Match(8m, Code("6", "County", "1"), Code("7", "sales tax", "1")).Choice!.QboId.Should().Be("7");
    }

    [Fact]
    public void Of_two_codes_of_one_rate_the_one_with_the_same_components_is_taken()
    {
        QboTaxCode[] codes = [Code("5", "State and city", "1", "2"), Code("6", "Flat", "3")];

        var made = Match(10m, [8m, 2m], codes);
        var flat = Match(10m, [], codes);

        (made.Choice!.QboId, made.Reason).Should().Be(("5", "Same components and rate"));
        (flat.Choice!.QboId, flat.Reason).Should().Be(("6", "Same components and rate"));
    }

    [Fact]
    public void A_code_of_the_name_with_another_rate_is_a_conflict()
    {
        var row = Match(8.25m, Code("7", "Sales tax", "1"));

        row.State.Should().Be(MappingState.Conflict);
        row.Reason.Should().Contain("8 %");
    }

    [Fact]
    public void A_rate_that_QuickBooks_lacks_says_what_to_do() =>
        Match(7m, Code("5", "State", "1")).Reason.Should().Be("QuickBooks has no tax code of 7 %. Create it there and reload, or disable the rule here while connecting.");

    [Theory]
    [InlineData("Net 30", MappingState.Matched)]
    [InlineData("net 30", MappingState.Conflict)]
    [InlineData("Barter", MappingState.ToMap)]
    public void Terms_match_to_the_letter_and_the_case(string name, MappingState expected)
    {
        var table = MatchPaymentTerms.Of([new PaymentTerm { Id = 1, Name = name, DueDays = name == "Barter" ? 90 : 30 }], [new QboTerm { Id = "3", Name = "Net 30", DueDays = 30 }, new QboTerm { Id = "4", Name = "Due on receipt", DueDays = 0 }]);

        table.Rows[0].State.Should().Be(expected);
    }

    private static MappingRow Match(decimal percent, params QboTaxCode[] codes) => Match(percent, [], codes);

    private static MappingRow Match(decimal percent, List<decimal> components, QboTaxCode[] codes) =>
        MatchTaxRules.Of([new TaxRule { Id = 1, Name = "Sales tax", Percent = percent, ComponentPercents = components, AccountId = 1, ForPurchases = false }], codes, Rates, new Dictionary<long, (string, string)>()).Rows.Single();

    private static QboTaxCode Code(string id, string name, params string[] rates) => new()
    {
        Id = id,
        Name = name,
        SalesTaxRateList = new() { TaxRateDetail = [.. rates.Select(rate => new QboTaxRateDetail { TaxRateRef = new(rate) })] },
    };
}
