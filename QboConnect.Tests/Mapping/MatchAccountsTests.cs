using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.Mapping;

public sealed class MatchAccountsTests
{
    private static readonly Dictionary<long, (string, string)> Nothing = [];

    [Fact]
    public void The_number_counts_before_the_name()
    {
        var row = Only(Match([Ours(1010, "Bank")], [Theirs("1", "Bank"), Theirs("2", "Main account", number: "1010")]));

        (row.State, row.Choice!.QboId, row.Reason).Should().Be((MappingState.Matched, "2", "Same number"));
    }

    [Theory]
    [InlineData("Bank usd", "Bank", "USD", MappingState.Matched)]
    [InlineData("Bank USD", "Expense", null, MappingState.Conflict)]
    [InlineData("Bank USD", "Bank", "EUR", MappingState.Conflict)]
    [InlineData("Something else", "Expense", null, MappingState.ToMap)]
    public void A_name_matches_only_like_with_like(string name, string type, string? currency, MappingState expected) =>
        Only(Match([Ours(1010, "Bank USD")], [Theirs("1", name, type, currency)])).State.Should().Be(expected);

    [Fact]
    public void What_is_the_only_one_of_its_kind_on_both_sides_is_matched()
    {
        var row = Only(Match([Ours(1100, "Debtors", AccountType.AccountsReceivable)], [Theirs("7", "Accounts Receivable (A/R)", "Accounts Receivable"), Theirs("8", "Checking")]));

        (row.Choice!.QboId, row.Reason).Should().Be(("7", "Only one of its kind"));
    }

    [Fact]
    public void Two_that_could_be_it_are_left_to_a_person_with_the_likelier_first()
    {
        var row = Only(Match([Ours(1010, "Stripe payouts")], [Theirs("1", "Checking"), Theirs("2", "Stripe USD")]));

        row.State.Should().Be(MappingState.ToMap);
        row.Candidates.Select(candidate => candidate.QboId).Should().Equal("2", "1");
    }

    [Fact]
    public void One_account_of_QuickBooks_is_never_given_twice()
    {
        var table = Match([Ours(1010, "Bank"), Ours(1011, "Cash")], [Theirs("1", "Bank")], new() { [1011] = ("1", "Chosen by you") });

        table.Rows.Select(row => row.Choice?.QboId).Should().Equal(null, "1");
        table.IsComplete.Should().BeFalse();
        table.HolderOf("1").Should().Be("Cash");
    }

    [Fact]
    public void A_row_knows_whether_all_that_fits_it_is_taken()
    {
        var table = Match([Ours(1010, "Bank"), Ours(1011, "Cash"), Ours(1100, "Debtors", AccountType.AccountsReceivable)], [Theirs("1", "Bank")]);

        table.Rows.Select(row => (row.Fitting, row.IsNoneFree)).Should().Equal((1, true), (1, true), (0, true));
        Match([Ours(1010, "Bank"), Ours(1011, "Cash")], [Theirs("1", "Bank"), Theirs("2", "Safe"), Theirs("3", "Box")]).Rows.Select(row => (row.Fitting, row.IsNoneFree)).Should().Equal((3, false), (3, false));
    }

    [Fact]
    public void A_choice_whose_account_became_inactive_is_open_again() =>
        Only(Match([Ours(1010, "Till")], [Theirs("1", "Bank") with { Active = false }], new() { [1010] = ("1", "Chosen by you") })).State.Should().Be(MappingState.ToMap);

    [Fact]
    public void Archived_accounts_need_no_mapping() =>
        Match([new Account { Id = 1, Code = "1", Name = "Old", Type = AccountType.Bank, Currency = "USD", IsArchived = true }], []).Rows.Should().BeEmpty();

    [Theory]
    [InlineData("Cost of Goods Sold", AccountType.CostOfGoodsSold)]
    [InlineData("Accounts Receivable", AccountType.AccountsReceivable)]
    [InlineData("Other Current Liability", AccountType.OtherCurrentLiability)]
    [InlineData("Non-Posting", null)]
    public void Types_are_read_as_QuickBooks_writes_them(string text, AccountType? type) =>
        MatchAccounts.TypeOf(new QboAccount { AccountType = text }).Should().Be(type);

    private static MappingTable Match(Account[] ours, QboAccount[] theirs, Dictionary<long, (string, string)>? chosen = null) =>
        MatchAccounts.Of(ours, theirs, chosen ?? Nothing, "USD");

    private static MappingRow Only(MappingTable table) => table.Rows.Should().ContainSingle().Subject;

    private static Account Ours(long code, string name, AccountType type = AccountType.Bank) =>
        new() { Id = code, Code = code.ToString(System.Globalization.CultureInfo.InvariantCulture), Name = name, Type = type, Currency = "USD" };

    private static QboAccount Theirs(string id, string name, string type = "Bank", string? currency = null, string? number = null) =>
        new() { Id = id, Name = name, AccountType = type, AcctNum = number, CurrencyRef = currency is null ? null : new QboRef(currency) };
}
