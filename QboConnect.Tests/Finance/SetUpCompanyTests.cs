using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Finance.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Finance;

public sealed class SetUpCompanyTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly CompanySetup Quay = new("Quayside Traders", "gbp", "Europe/London", 4, "20.0% S", 20m);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_company_starts_with_every_role_mapped_in_its_own_currency(DatabaseProvider provider)
    {
        await using var database = await databases.NewAsync(provider);
        IDbContextFactory<QboConnectDb> factory = database;
        var setUp = new SetUpCompany(factory, new IdSource(TimeProvider.System));

        (await setUp.RunAsync(Quay, Cancellation)).Should().BeEmpty();

        await using var db = await factory.CreateDbContextAsync(Cancellation);
        var organisation = await db.Organisations.SingleAsync(Cancellation);
        (organisation.Name, organisation.BaseCurrency, organisation.TimeZone, organisation.FiscalYearFirstMonth).Should().Be(("Quayside Traders", "GBP", "Europe/London", 4));
        var accounts = await db.Accounts.ToDictionaryAsync(row => row.Id, Cancellation);
        accounts.Values.Should().AllSatisfy(row => row.Currency.Should().Be("GBP"));
        var roles = await db.AccountRoles.ToListAsync(Cancellation);
        roles.Select(row => row.Role).Should().BeEquivalentTo(Enum.GetValues<AccountRole>());
        roles.Should().AllSatisfy(row => RoleFit.Fits(row.Role, accounts[row.AccountId]).Should().BeTrue(row.Role.ToString()));
        (await db.TaxRules.OrderBy(row => row.Percent).Select(row => row.Name).ToListAsync(Cancellation)).Should().Equal("No tax", "20.0% S");
        (await setUp.RunAsync(Quay, Cancellation)).Should().Equal("There is a company already.");
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        new CompanySetup(" ", "Pounds", "Nowhere/Land", 0, "", 20m).Problems().Should().HaveCount(5);
}
