using QboConnect.Core.Amounts;
using QboConnect.Core.Connect;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Reconciliation;
using QboConnect.Core.Sync;

namespace QboConnect.Tests.Reconciliation;

public sealed class TrialBalanceComparisonTests
{
    private const long Bank = 1;
    private const long Clearing = 2;
    private const long Receivable = 3;
    private const long Sales = 4;
    private const long Retained = 5;
    private const long Gains = 6;

    private static readonly Dictionary<long, Account> Chart = new Account[]
    {
        New(Bank, "1010", AccountType.Bank), New(Clearing, "1090", AccountType.Bank), New(Receivable, "1100", AccountType.AccountsReceivable),
        New(Sales, "4000", AccountType.Income), New(Retained, "3900", AccountType.Equity), New(Gains, "7000", AccountType.Expense),
    }.ToDictionary(account => account.Id);

    [Fact]
    public void Equal_books_agree_and_nothing_needs_explaining()
    {
        var comparison = Compare(
            [InBoth(Receivable, 10800), InBoth(Sales, -10800)],
            [("q3", 10800), ("q4", -10800)]);

        comparison.Agrees.Should().BeTrue();
        comparison.Accounts.Should().HaveCount(2).And.OnlyContain(row => row.DifferenceMinor == 0 && row.Explained.Count == 0);
    }

    [Fact]
    public void A_cent_that_nothing_explains_is_shown_as_a_cent()
    {
        var comparison = Compare(
            [InBoth(Receivable, 10800), InBoth(Sales, -10800)],
            [("q3", 10801), ("q4", -10801)]);

        comparison.Agrees.Should().BeFalse();
        comparison.UnexplainedAccounts.Should().Be(2);
        comparison.UnexplainedMinor.Should().Be(1);
    }

    // accounting-examples PJ-01: 388.80 paid into Stripe stand in Payment clearing in QuickBooks.
    [Fact]
    public void Consolidated_payments_are_explained_on_both_accounts_by_the_clearing_account()
    {
        var comparison = Compare(
            [InBoth(Bank, 38880), InBoth(Receivable, -38880)],
            [("q2", 38880), ("q3", -38880)],
            differences: [(Bank, false, PostingDifferenceKind.ThroughClearing, -38880), (Clearing, false, PostingDifferenceKind.ThroughClearing, 38880)]);

        comparison.Agrees.Should().BeTrue();
        Row(comparison, Bank).Explained.Should().Equal(new ExplainedAmount(Bank, Explanation.ThroughClearing, -38880));
        Row(comparison, Clearing).Explained.Should().Equal(new ExplainedAmount(Clearing, Explanation.ThroughClearing, 38880));
    }

    // accounting-examples NS-01: what is not synced is listed as an explained difference, never hidden.
    [Fact]
    public void A_channel_without_sync_and_waiting_documents_are_each_explained_by_their_own_reason()
    {
        var comparison = Compare(
            [
                new(Receivable, false, true, false, ExportRoute.Skipped, 30000), new(Sales, false, true, false, ExportRoute.Skipped, -30000),
                new(Receivable, false, true, false, ExportRoute.Individual, 12000), new(Sales, false, true, false, ExportRoute.Individual, -12000),
            ],
            []);

        comparison.Agrees.Should().BeTrue();
        Row(comparison, Receivable).Explained.Should().Equal(
            new ExplainedAmount(Receivable, Explanation.Waiting, -12000), new ExplainedAmount(Receivable, Explanation.NoSync, -30000));
    }

    [Fact]
    public void A_voided_invoice_that_QuickBooks_still_holds_is_waiting()
    {
        var comparison = Compare(
            [new(Receivable, false, false, true, ExportRoute.Individual, 5000), new(Sales, false, false, true, ExportRoute.Individual, -5000)],
            [("q3", 5000), ("q4", -5000)]);

        comparison.Agrees.Should().BeTrue();
        Row(comparison, Receivable).Explained.Should().Equal(new ExplainedAmount(Receivable, Explanation.Waiting, 5000));
    }

    [Fact]
    public void What_stood_in_QuickBooks_before_is_explained_less_the_opening_balances_Core_took_over()
    {
        // QuickBooks had 700.00 receivable, all of it taken over, and 900.00 in the bank, none of it.
        var comparison = Compare(
            [new(Receivable, false, true, false, ExportRoute.FromQuickBooks, 70000), new(Retained, false, true, false, ExportRoute.FromQuickBooks, -70000)],
            [("q1", 90000), ("q3", 70000), ("q5", -160000)],
            baseline: [("q1", 90000), ("q3", 70000), ("q5", -160000)]);

        comparison.Agrees.Should().BeTrue();
        Row(comparison, Receivable).Explained.Should().BeEmpty();
        Row(comparison, Bank).Explained.Should().Equal(new ExplainedAmount(Bank, Explanation.BeforeConnecting, 90000));
        Row(comparison, Retained).Explained.Should().Equal(new ExplainedAmount(Retained, Explanation.BeforeConnecting, -90000));
    }

    [Fact]
    public void Profits_of_earlier_years_stand_in_retained_earnings_on_both_sides()
    {
        var comparison = Compare(
            [InBoth(Receivable, 10000), InBoth(Sales, -10000) with { BeforeFiscalYear = true }],
            [("q3", 10000), ("q5", -10000)]);

        comparison.Agrees.Should().BeTrue();
        Row(comparison, Retained).CoreMinor.Should().Be(-10000);
        comparison.Accounts.Should().NotContain(row => row.AccountId == Sales);
    }

    [Fact]
    public void QuickBooks_own_exchange_account_takes_the_difference_that_has_no_account_in_Core()
    {
        // accounting-examples FX-07: an individual foreign payment; Core books a loss of 20.00 on 7000, QuickBooks on its own account.
        var facts = Facts(
            [InBoth(Gains, 2000), InBoth(Receivable, -2000)],
            [(Gains, false, PostingDifferenceKind.BookedByQuickBooks, -2000), (PostingDifference.QuickBooksExchangeAccount, false, PostingDifferenceKind.BookedByQuickBooks, 2000)]);

        var comparison = facts.Compare([new("q99", "Exchange Gain or Loss", 2000, IsExchangeGainOrLoss: true), new("q3", "A/R", -2000)], []);

        comparison.Agrees.Should().BeTrue();
        comparison.Accounts.Single(row => row.QboId == "q99").Explained.Should().ContainSingle().Which.Minor.Should().Be(2000);
    }

    [Fact]
    public void Entries_made_in_QuickBooks_are_what_its_ledger_has_beyond_ours_and_the_baseline()
    {
        var facts = Facts([], [], [("q1", 90000)]);
        GeneralLedgerRow[] rows =
        [
            new("q1", "10", new(2025, 5, 1), 90000),
            new("q1", "77", new(2026, 2, 1), -5510),
            new("q4", "78", new(2026, 2, 1), -100),
            new("q4", "50", new(2026, 2, 2), -9999),
        ];

        var made = facts.MadeInQuickBooks(rows, new HashSet<string> { "50" });

        made.Should().BeEquivalentTo([("q1", Explanation.MadeInQuickBooks, -5510L), ("q4", Explanation.MadeInQuickBooks, -100L)]);
    }

    private static AccountComparison Row(TrialBalanceComparison comparison, long account) => comparison.Accounts.Single(row => row.AccountId == account);

    private static LedgerBucket InBoth(long account, long minor) => new(account, false, true, true, ExportRoute.Consolidated, minor);

    private static TrialBalanceComparison Compare(
        LedgerBucket[] ledger,
        (string Id, long Minor)[] quickBooks,
        (long, bool, PostingDifferenceKind, long)[]? differences = null,
        (string, long)[]? baseline = null) =>
        Facts(ledger, differences ?? [], baseline).Compare([.. quickBooks.Select(row => new QuickBooksBalance(row.Id, row.Id, row.Minor))], []);

    private static ReconciliationFacts Facts(
        LedgerBucket[] ledger, (long, bool, PostingDifferenceKind, long)[] differences, (string Id, long Minor)[]? baseline = null) =>
        new(
            Chart, Retained, Currency.Usd, new(2026, 1, 1), ledger, differences,
            [.. (baseline ?? []).Select(row => new BaselineBalance { RealmId = "r", QboAccountId = row.Id, QboAccountName = row.Id, BalanceMinor = row.Minor })],
            BaselineIsOfEarlierYear: false,
            new HashSet<string> { "q4", "q6" });

    private static Account New(long id, string code, AccountType type) =>
        new() { Id = id, Code = code, Name = code, Type = type, Currency = "USD", QboId = $"q{id}" };
}
