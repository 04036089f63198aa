using QboConnect.Core.Finance;
using QboConnect.Core.Sync;

namespace QboConnect.Tests.Sync;

public sealed class SyncOptionsRulesTests
{
    private static readonly SyncOptionsFacts Good = new("USD", CustomerCurrency: "USD", CustomerIsDeprecated: false, HasPaymentClearing: true, HasRealizedGains: true);

    private static readonly SyncOptions Consolidated = new()
    {
        Consolidate = true,
        CustomerId = 7,
        Channels = [new(1, "Web store", SyncType.Consolidated, SyncType.Consolidated), new(2, "Core", SyncType.Individual, SyncType.Individual)],
    };

    [Fact]
    public void A_consolidated_channel_with_slider_customer_and_accounts_is_fine() =>
        SyncOptionsRules.Problems(Consolidated, Good).Should().BeEmpty();

    [Fact]
    public void Without_consolidation_neither_customer_nor_accounts_are_asked_for() =>
        SyncOptionsRules.Problems(new SyncOptions { Channels = [new(2, "Core", SyncType.Individual, SyncType.NoSync)] }, new("USD", null, false, false, false)).Should().BeEmpty();

    [Fact]
    public void The_slider_cannot_be_off_while_a_channel_is_consolidated_and_the_channels_are_listed()
    {
        var options = Consolidated with
        {
            Consolidate = false,
            Channels = [new(1, "Web store", SyncType.Consolidated, SyncType.Individual), new(2, "Core", SyncType.Individual, SyncType.Individual), new(3, "Marketplace", SyncType.NoSync, SyncType.Consolidated)],
        };

        var problem = SyncOptionsRules.Problems(options, Good).Should().ContainSingle().Subject;

        problem.Code.Should().Be(SyncOptionsRules.SliderOff);
        problem.Cause.Should().Be("Consolidation cannot be off while a channel uses it: Web store, Marketplace.");
        problem.Channels.Should().Equal("Web store", "Marketplace");
    }

    [Fact]
    public void Consolidation_needs_a_customer() => Refused(Good with { CustomerCurrency = null }, SyncOptionsRules.NoCustomer);

    [Fact]
    public void The_consolidation_customer_trades_in_the_base_currency() => Refused(Good with { CustomerCurrency = "EUR" }, SyncOptionsRules.CustomerCurrency);

    [Fact]
    public void The_consolidation_customer_is_not_deprecated() => Refused(Good with { CustomerIsDeprecated = true }, SyncOptionsRules.CustomerDeprecated);

    [Fact]
    public void Consolidation_needs_an_account_for_payment_clearing() => Refused(Good with { HasPaymentClearing = false }, SyncOptionsRules.NoPaymentClearing);

    [Fact]
    public void Consolidation_needs_an_account_for_realized_currency_gains() => Refused(Good with { HasRealizedGains = false }, SyncOptionsRules.NoRealizedGains);

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    [InlineData(1440, false)]
    [InlineData(1441, true)]
    public void Autosync_runs_every_fifteen_minutes_to_once_a_day(int minutes, bool refused)
    {
        var problems = SyncOptionsRules.Problems(Consolidated with { Autosync = true, FrequencyMinutes = minutes }, Good);

        problems.Select(problem => problem.Code).Should().Equal(refused ? [SyncOptionsRules.Frequency] : []);
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        SyncOptionsRules.Problems(Consolidated, new("USD", null, false, false, false)).Select(problem => problem.Code)
            .Should().Equal(SyncOptionsRules.NoCustomer, SyncOptionsRules.NoPaymentClearing, SyncOptionsRules.NoRealizedGains);

    [Fact]
    public void Changes_are_said_in_words()
    {
        var wanted = Consolidated with { Autosync = true, Channels = [new(1, "Web store", SyncType.Consolidated, SyncType.NoSync), new(2, "Core", SyncType.Consolidated, SyncType.Individual)] };

        SyncOptionsChanges.Between(Consolidated, wanted).Should().Equal("autosync on", "Web store COGS to No sync", "Core to Consolidated");
        SyncOptionsChanges.Between(Consolidated, Consolidated).Should().BeEmpty();
    }

    private static void Refused(SyncOptionsFacts facts, string code) =>
        SyncOptionsRules.Problems(Consolidated, facts).Should().ContainSingle().Which.Code.Should().Be(code);
}
