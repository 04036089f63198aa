using QboConnect.Core.Finance;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Tests.Sync;

public sealed class PlannerTests
{
    private const long Receivable = 1, GiftCards = 2;

    [Fact]
    public void A_gift_card_on_an_individual_invoice_is_blocked_before_QuickBooks_refuses_its_item()
    {
        var plan = Planner.Plan(GiftCardSold(AccountType.CreditCard));

        var item = plan.Items.Single(planned => planned.QboEntity == "Item");
        item.Outcome.Should().Be(PlanOutcome.Blocked);
        item.Problem!.Code.Should().Be("ACC-04");
        item.Problem.Cause.Should().Be("'Core 2300 Gift Card Liability' books to 2300 Gift Card Liability, and QuickBooks takes no Credit card account behind an item of an invoice or credit note.");
        item.Problem.Remedy.Should().StartWith("Set the channel to Consolidated");
        plan.Items.Single(planned => planned.QboEntity == "Invoice").Should().Match<PlannedItem>(invoice => invoice.Outcome == PlanOutcome.Waits && invoice.WaitsFor == item.LocalKey);
    }

    [Fact]
    public void Gift_cards_kept_in_a_current_liability_go_with_their_invoice() =>
        Planner.Plan(GiftCardSold(AccountType.OtherCurrentLiability)).Items.Select(planned => planned.Outcome).Should().Equal(PlanOutcome.Create, PlanOutcome.Create);

    private static PlanFacts GiftCardSold(AccountType type)
    {
        var item = new ItemKey(null, GiftCards);
        return new PlanFacts
        {
            Home = "USD",
            QuickBooks = new QuickBooksState(),
            Accounts = new Dictionary<long, Account>
            {
                [Receivable] = new() { Id = Receivable, Code = "1100", Name = "Accounts Receivable", Type = AccountType.AccountsReceivable, Currency = "USD", QboId = "84" },
                [GiftCards] = new() { Id = GiftCards, Code = "2300", Name = "Gift Card Liability", Type = type, Currency = "USD", QboId = "85" },
            },
            References = new Dictionary<string, ReferenceEntry>
            {
                [item.LocalKey] = new() { LocalKey = item.LocalKey, QboEntity = "Item", Name = "Core 2300 Gift Card Liability", IncomeAccountId = GiftCards },
            },
            Documents =
            [
                new ExportDocument
                {
                    LocalKey = LocalKeys.Invoice(7),
                    Kind = ExportKind.Invoice,
                    Number = "INV-7",
                    Date = new DateOnly(2024, 3, 18),
                    Currency = "USD",
                    Lines = [new ExportLine { Minor = 50_00, Item = item }],
                    Effect = new Dictionary<long, long> { [Receivable] = 50_00, [GiftCards] = -50_00 },
                },
            ],
        };
    }
}
