using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.Preflight;
using QboConnect.Core.Preflight.Shell;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Tests.Connect;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Preflight;

/// <summary>The assistant for required accounts, against a real company of each region.</summary>
public sealed class RequiredAccountsTests(Databases databases) : IClassFixture<Databases>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("US", "USD", "Inventory")]
    [InlineData("UK", "GBP", "OtherCurrentAssets")]
    [InlineData("AU", "AUD", "OtherCurrentAssets")]
    [InlineData("CA", "CAD", "OtherCurrentAssets")]
    public async Task What_is_missing_is_made_with_the_right_type_and_stands_for_Cores_account(string region, string currency, string workInProgress)
    {
        await using var rig = await ConnectedAsync(region, currency, IntegrationMode.BothWays);
        var before = await RowsAsync(rig);
        before.Where(row => row.IsMissing).Select(row => row.Need.Role).Should().Contain([AccountRole.WorkInProgress, AccountRole.InTransit, AccountRole.SupplierDeposits, AccountRole.CustomerCredits, AccountRole.PaymentClearing]);

        var created = await rig.Get<CreateInQuickBooks>().AccountsAsync([.. before.Select(row => row.Draft).OfType<AccountDraft>()], Cancellation);

        created.Should().NotBeEmpty().And.AllSatisfy(row => row.Problem.Should().BeNull());
        (await RowsAsync(rig)).Should().AllSatisfy(row => row.IsMissing.Should().BeFalse(row.Need.Name));
        var theirs = await AccountsAsync(rig);
        theirs.Single(row => row.Name == "Work in Progress").Should().Match<QboAccount>(row => row.AccountType == "Other Current Asset" && row.AccountSubType == workInProgress);
        theirs.Single(row => row.Name == "Payment Clearing").Should().Match<QboAccount>(row => row.AccountType == "Bank" && row.AccountSubType == "CashOnHand");
        theirs.Single(row => row.Name == "Customer Credits").Should().Match<QboAccount>(row => row.AccountType == "Other Current Liability");
        // The wizard needs no hand for them any more.
        var (lists, _) = await rig.Get<WizardDesk>().ReadQuickBooksAsync(Cancellation);
        var view = await rig.Get<WizardDesk>().LoadAsync(lists, Cancellation);
        view.Accounts!.Rows.Single(row => row.Name == "Work in Progress").Should().Match<MappingRow>(row => row.State == MappingState.Matched && row.Reason == CreateInQuickBooks.CreatedFromHere);
    }

    [Fact]
    public async Task Asking_twice_makes_no_second_account()
    {
        await using var rig = await ConnectedAsync("US", "USD", IntegrationMode.BothWays);
        var draft = (await RowsAsync(rig)).First(row => row.IsMissing).Draft!;

        await rig.Get<CreateInQuickBooks>().AccountsAsync([draft], Cancellation);
        var again = await rig.Get<CreateInQuickBooks>().AccountsAsync([draft], Cancellation);

        again.Should().ContainSingle().Which.Problem.Should().BeNull();
        (await AccountsAsync(rig)).Count(row => row.Name!.StartsWith(draft.Name, StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task From_QuickBooks_only_makes_nothing()
    {
        await using var rig = await ConnectedAsync("US", "USD", IntegrationMode.FromQuickBooksOnly);
        var before = await AccountsAsync(rig);

        var created = await rig.Get<CreateInQuickBooks>().AccountsAsync([.. (await RowsAsync(rig)).Select(row => row.Draft).OfType<AccountDraft>()], Cancellation);

        created.Should().NotBeEmpty().And.AllSatisfy(row => row.Problem.Should().Contain("From QuickBooks only"));
        (await AccountsAsync(rig)).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task Terms_that_are_missing_are_made_to_the_letter()
    {
        await using var rig = await ConnectedAsync("US", "USD", IntegrationMode.BothWays);
        await using (var db = await rig.Databases.CreateDbContextAsync(Cancellation))
        {
            var term = new PaymentTerm { Id = 77, Name = "45 days net", DueDays = 45 };
            db.PaymentTerms.Add(term);
            (await db.Contacts.OrderBy(row => row.Id).FirstAsync(Cancellation)).PaymentTermId = term.Id;
            await db.SaveChangesAsync(Cancellation);
        }

        var view = await ViewAsync(rig);
        view.BlockerOf(WizardStep.PaymentTerms).Should().NotBeNull();
        view.TermDrafts.Should().Contain(new TermDraft(77, "45 days net", 45));

        (await rig.Get<CreateInQuickBooks>().TermsAsync(view.TermDrafts, Cancellation)).Should().AllSatisfy(row => row.Problem.Should().BeNull());

        (await ViewAsync(rig)).BlockerOf(WizardStep.PaymentTerms).Should().BeNull();
    }

    [Fact]
    public void A_name_that_another_account_has_gets_a_mark_and_a_number_only_where_numbers_are_used()
    {
        var ours = new Account { Id = 1, Code = "1210", Name = "Stock: in work", Type = AccountType.OtherCurrentAsset, Currency = "USD" };

        AccountDraft.Of(ours, new([new QboAccount { Name = "Stock in work", AccountType = "Expense" }]), "US").Should().Match<AccountDraft>(draft => draft.Name == "Stock in work (Core)" && draft.Number == null);
        AccountDraft.Of(ours, new([new QboAccount { Name = "Bank", AcctNum = "1000" }]), "US").Should().Match<AccountDraft>(draft => draft.Name == "Stock in work" && draft.Number == "1210");
        AccountDraft.Of(new Account { Id = 2, Code = "3100", Name = "Retained Earnings", Type = AccountType.Equity, DetailType = "RetainedEarnings", Currency = "USD" }, new([]), "US").Should().BeNull();
    }

    private async Task<ConnectRig> ConnectedAsync(string region, string currency, IntegrationMode mode)
    {
        var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await rig.UseNewCompanyAsync(new { template = region, plan = "Plus", multiCurrency = true }, Cancellation);
        await using (var db = await rig.Databases.CreateDbContextAsync(Cancellation))
        {
            await db.Organisations.ExecuteUpdateAsync(set => set.SetProperty(row => row.BaseCurrency, currency), Cancellation);
        }

        await rig.Get<WizardDesk>().SaveAsync(row => row.Mode = mode, Cancellation);
        var (answer, secret) = await rig.ConsentAsync(Cancellation);
        (await rig.FinishAsync(answer, secret, Cancellation)).IsConnected.Should().BeTrue();
        return rig;
    }

    private static async Task<IReadOnlyList<RequiredAccount>> RowsAsync(ConnectRig rig)
    {
        var reading = await rig.Get<ReadPreflightFacts>().AccountsAsync(Cancellation);
        reading.Problem.Should().BeNull();
        return RequiredAccounts.Of(reading.Facts!);
    }

    private static async Task<IReadOnlyList<QboAccount>> AccountsAsync(ConnectRig rig) => (await rig.Get<ReadPreflightFacts>().AccountsAsync(Cancellation)).Facts!.QboAccounts;

    private static async Task<WizardView> ViewAsync(ConnectRig rig)
    {
        var (lists, problem) = await rig.Get<WizardDesk>().ReadQuickBooksAsync(Cancellation);
        problem.Should().BeNull();
        return await rig.Get<WizardDesk>().LoadAsync(lists, Cancellation);
    }
}
