using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Reconciliation.Shell;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;
using QboConnect.Tests.Simulator;
using QboConnect.Tests.Support;
using Books = QboConnect.Tests.Simulator.Books;

namespace QboConnect.Tests.Connect;

public sealed class ConnectTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_of_QuickBooks_counts_once_and_only_in_the_browser_that_asked()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var (answer, secret) = await rig.ConsentAsync(Cancellation);

        (await rig.FinishAsync(answer, "another browser", Cancellation)).Code.Should().Be(ConnectCode.StateUnknown);
        (await rig.FinishAsync(answer with { State = "forged" }, secret, Cancellation)).Code.Should().Be(ConnectCode.StateUnknown);
        (await rig.FinishAsync(answer, secret, Cancellation)).Code.Should().Be(ConnectCode.Connected);
        (await rig.FinishAsync(answer, secret, Cancellation)).Code.Should().Be(ConnectCode.StateUnknown);

        await using var db = rig.Databases.CreateDbContext();
        var connection = await db.Connections.SingleAsync(Cancellation);
        (connection.CompanyName, connection.State, connection.HomeCurrency).Should().Be(("Harbour Goods Ltd", ConnectionState.Connecting, "USD"));
        connection.ProtectedTokens.Should().NotContain("RefreshToken");
    }

    [Theory]
    [InlineData("journalentry", "the journal QBC-STOCK of a migration")]
    [InlineData("item", "the item Core 4000 Sales of a sync")]
    public async Task A_company_that_another_installation_writes_to_is_connected_only_where_the_merchant_insists(string trace, string words)
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var company = await rig.UseNewCompanyAsync(new { template = "US", plan = "Plus" }, Cancellation);
        var sales = await company.AccountAsync("Sales of Product Income");
        await company.SaveAsync(trace, trace == "item"
            ? $$"""{"Name":"Core 4000 Sales","Type":"Service","IncomeAccountRef":{"value":"{{sales}}"} }"""
            : $$"""{"DocNumber":"QBC-STOCK","Line":[{{Books.JournalLine("Debit", await company.AccountAsync("Checking"), 5m)}},{{Books.JournalLine("Credit", sales, 5m)}}]}""");

        var (answer, secret) = await rig.ConsentAsync(Cancellation);
        var refused = await rig.FinishAsync(answer, secret, Cancellation);
        (answer, secret) = await rig.ConsentAsync(Cancellation, takesOver: true);
        var insisted = await rig.FinishAsync(answer, secret, Cancellation);

        refused.Code.Should().Be(ConnectCode.ConnectedElsewhere);
        refused.Cause.Should().Contain(words);
        insisted.IsConnected.Should().BeTrue();
    }

    [Fact]
    public async Task A_refusal_at_QuickBooks_connects_nothing()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var (answer, secret) = await rig.ConsentAsync(Cancellation, "deny");

        (await rig.FinishAsync(answer, secret, Cancellation)).Code.Should().Be(ConnectCode.Refused);
        await using var db = rig.Databases.CreateDbContext();
        (await db.Connections.AnyAsync(Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task Coming_from_QuickBooks_disconnect_page_ends_the_connection_only_where_QuickBooks_refuses_it()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var (answer, secret) = await rig.ConsentAsync(Cancellation);
        (await rig.FinishAsync(answer, secret, Cancellation)).IsConnected.Should().BeTrue();
        await using (var db = rig.Databases.CreateDbContext())
        {
            await db.SalesChannels.Where(row => row.Name == "Web store").ExecuteUpdateAsync(set => set.SetProperty(row => row.CogsSync, SyncType.NoSync), Cancellation);
        }

        (await rig.Get<ConnectCompany>().EndedAtQuickBooksAsync(Cancellation)).Should().BeFalse();
        (await StateAsync(rig)).Should().Be(ConnectionState.Connecting);
        await rig.RevokeAtQuickBooksAsync(answer.RealmId!, Cancellation);
        (await rig.Get<ConnectCompany>().EndedAtQuickBooksAsync(Cancellation)).Should().BeTrue();

        (await StateAsync(rig)).Should().Be(ConnectionState.Disconnected);
        (await rig.Get<SyncTypesDesk>().KeptAsync(Cancellation)).Should().Equal(("Web store", SyncType.Individual, SyncType.NoSync));
    }

    private static async Task<ConnectionState> StateAsync(ConnectRig rig)
    {
        await using var db = rig.Databases.CreateDbContext();
        return await db.Connections.Select(row => row.State).SingleAsync(Cancellation);
    }

    [Theory]
    [InlineData("USD", "QuickBooks Online Plus", null)]
    [InlineData("USD", "QuickBooks Online Essentials", null)]
    [InlineData("EUR", "QuickBooks Online Plus", ConnectCode.OtherCurrency)]
    [InlineData("USD", "QuickBooks Online Simple Start", ConnectCode.PlanTooSmall)]
    [InlineData("USD", "QuickBooks Ledger", ConnectCode.PlanTooSmall)]
    [InlineData("USD", "", null)]
    public void Base_currency_and_plan_decide_whether_a_company_is_connected(string baseCurrency, string plan, ConnectCode? expected) =>
        ConnectRules.Against(baseCurrency, "Harbour", "USD", plan)?.Code.Should().Be(expected);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, false)]
    [InlineData(DatabaseProvider.Sqlite, true)]
    [InlineData(DatabaseProvider.Postgres, true)]
    public async Task The_migration_ends_the_same_however_often_it_is_interrupted(DatabaseProvider provider, bool interrupted)
    {
        await using var rig = await ConnectRig.StartAsync(databases, provider, Cancellation);
        await rig.ConfirmAsync(IntegrationMode.BothWays, Cancellation);
        var before = await BalancesAsync(rig);
        var accountsBefore = before.ToDictionary(row => row.Key, row => row.Value);

        var runs = 0;
        while (await rig.Get<MigrateCompany>().IsOpenAsync(Cancellation))
        {
            (++runs).Should().BeLessThan(30);
            await RunAsync(rig, interrupted, cutAt: 2 + (runs % 3));
        }

        await using var db = rig.Databases.CreateDbContext();
        var migration = await db.Migrations.SingleAsync(Cancellation);
        (migration.State, migration.Message).Should().Be((MigrationState.Done, null));
        var told = await db.Messages.SingleAsync(Cancellation);
        (told.To, told.Subject, told.Link).Should().Be(("owner@harbour.example", "Core is connected to Harbour Goods Ltd", "/integration/quickbooks/export-history"));
        (await db.MigrationCheckpoints.CountAsync(Cancellation)).Should().Be(7);
        (await db.Connections.SingleAsync(Cancellation)).State.Should().Be(ConnectionState.Connected);

        // QuickBooks: every balance as before, and no item keeps stock.
        (await BalancesAsync(rig)).Should().BeEquivalentTo(accountsBefore);
        Value(await rig.Client.QueryAllAsync<QboItem>("Type = 'Inventory'", Cancellation)).Should().BeEmpty();
        Value(await rig.Client.QueryAllAsync<QboItem>("Type = 'Service'", Cancellation)).Should().Contain(item => item.Sku == "MUG-BLU").And.OnlyHaveUniqueItems(item => item.Name);
        Value(await rig.Client.QueryAllAsync<QboJournalEntry>("DocNumber = 'QBC-STOCK'", Cancellation)).Should().ContainSingle();

        // Core: what is open and what is on stock equals QuickBooks' books before, to the cent.
        (await OpeningAsync(db, AccountRole.AccountsReceivable)).Should().Be(before.Where(row => row.Key.StartsWith("Accounts Receivable", StringComparison.Ordinal)).Sum(row => row.Value));
        (await OpeningAsync(db, AccountRole.AccountsPayable)).Should().Be(before.Where(row => row.Key.StartsWith("Accounts Payable", StringComparison.Ordinal)).Sum(row => row.Value));
        (await OpeningAsync(db, AccountRole.Inventory)).Should().Be(before["Inventory Asset"]);
        (await db.Invoices.CountAsync(row => row.IsOpeningBalance, Cancellation)).Should().Be(9);
        (await db.Purchases.CountAsync(row => row.IsOpeningBalance, Cancellation)).Should().Be(5);
        (await db.Accounts.CountAsync(row => row.QboId == null && !row.IsArchived, Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task After_the_migration_and_a_sync_both_trial_balances_agree()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await rig.ConfirmAsync(IntegrationMode.BothWays, Cancellation);
        await rig.Get<MigrateCompany>().RunAsync(Cancellation);
        await rig.StopTrackingInventoryAsync(Cancellation);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Unexplained(await rig.Get<Reconcile>().RunAsync(today, Cancellation)).Should().BeEmpty("of what was taken over both sides hold the same");

        // A shop's many small sales are consolidated, as is usual; the others go one by one.
        await rig.Databases.ConsolidateAsync(["Web store", "Marketplace"], Cancellation);
        var plan = (await rig.Get<PlanBuilder>().BuildAsync("test", Cancellation)).Plan!;
        string.Join('\n', plan.Items.Where(item => item.Problem is not null).Select(item => $"{item.LocalKey} {item.Problem!.Cause}")).Should().BeEmpty();
        var ran = await rig.Get<RunSync>().RunAsync(SyncTrigger.Manual, "test", null, Cancellation);
        await using var db = rig.Databases.CreateDbContext();
        string.Join('\n', await db.SyncIntents.Where(intent => intent.State != IntentState.Done).Select(intent => $"{intent.QboEntity} {intent.Number}: {intent.Message}").ToListAsync(Cancellation)).Should().BeEmpty();
        ran.Should().BeOfType<SyncOutcome.Ran>().Which.Run.State.Should().Be(SyncRunState.Completed);

        Unexplained(await rig.Get<Reconcile>().RunAsync(today, Cancellation)).Should().BeEmpty();

        static string Unexplained(ReconciliationResult result) => string.Join('\n', result.Comparison!.Accounts.Where(row => row.UnexplainedMinor != 0)
            .Select(row => $"{row.Name}: Core {row.CoreMinor} QuickBooks {row.QuickBooksMinor} explained {string.Join(", ", row.Explained.Select(part => $"{part.Reason} {part.Minor}"))} unexplained {row.UnexplainedMinor}"));
    }

    [Fact]
    public async Task A_confirmation_of_choices_that_another_browser_has_changed_is_refused()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var view = await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation);
        var heard = 0;
        using var otherBrowser = rig.Get<MigrationWatch>().Subscribe(() => heard++);
        var desk = rig.Get<WizardDesk>();
        await desk.SaveAsync(row => row.Discarded = DiscardedData.Transactions, Cancellation);

        (await desk.ConfirmAsync(view, WizardView.Phrase, "owner@harbour.example", Cancellation)).Should().Be("The choices were changed in another browser meanwhile. Look at the summary again");

        heard.Should().Be(1, "the other browser shows what was changed at once");
        await using var db = rig.Databases.CreateDbContext();
        (await db.Migrations.AnyAsync(Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_open_equals_QuickBooks_ageing_reports()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);

        var view = await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation);

        (view.OpeningBalances!.HomeMinor(isBill: false) / 100m, view.OpeningBalances.HomeMinor(isBill: true) / 100m).Should().Be((view.Ageing!.Receivable, view.Ageing.Payable));
        view.Ageing.Receivable.Should().BePositive();
    }

    [Fact]
    public async Task Only_archived_accounts_that_nothing_uses_are_deleted()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await using var db = rig.Databases.CreateDbContext();
        var sales = await db.AccountRoles.Where(row => row.Role == AccountRole.Sales).Select(row => row.AccountId).SingleAsync(Cancellation);
        db.Accounts.Add(new Account { Id = 1, Code = "9999", Name = "Tried out", Type = AccountType.Expense, DetailType = "", Currency = "USD" });
        await db.SaveChangesAsync(Cancellation);
        var desk = rig.Get<WizardDesk>();

        (await desk.ArchiveAccountAsync(sales, Cancellation)).Should().StartWith("It is used by the role Sales, ");
        (await desk.ArchiveAccountAsync(1, Cancellation)).Should().BeNull();
        await db.Accounts.Where(row => row.Id == sales).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsArchived, true), Cancellation);

        (await desk.LoadAsync(null, Cancellation)).UnusedArchivedAccounts.Should().Be(1);
        (await desk.DeleteUnusedArchivedAccountsAsync(Cancellation)).Should().Be(1);
        (await db.Accounts.Where(row => row.Id == 1 || row.Id == sales).Select(row => row.Id).ToListAsync(Cancellation)).Should().Equal(sales);
    }

    [Fact]
    public async Task From_QuickBooks_only_writes_nothing_there()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await rig.ConfirmAsync(IntegrationMode.FromQuickBooksOnly, Cancellation);
        var before = Value(await rig.Client.QueryAllAsync<QboItem>(QboQuery.ActiveOrNot, Cancellation));

        await rig.Get<MigrateCompany>().RunAsync(Cancellation);

        Value(await rig.Client.QueryAllAsync<QboItem>(QboQuery.ActiveOrNot, Cancellation)).Should().BeEquivalentTo(before);
        await using var db = rig.Databases.CreateDbContext();
        (await db.Migrations.SingleAsync(Cancellation)).State.Should().Be(MigrationState.Done);
    }

    /// <summary>One run; an interrupted one is cut off at one of the first signs of progress after its start.</summary>
    private static async Task RunAsync(ConnectRig rig, bool interrupted, int cutAt)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var signs = 0;
        using var watching = rig.Get<MigrationWatch>().Subscribe(() =>
        {
            if (interrupted && ++signs == cutAt)
            {
                stop.Cancel();
            }
        });
        try
        {
            await rig.Get<MigrateCompany>().RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            // The next run goes on.
        }
    }

    private static async Task<Dictionary<string, decimal>> BalancesAsync(ConnectRig rig) =>
        Value(await rig.Client.TrialBalanceAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2), Cancellation))
            .Rows.Where(row => row.Debit != row.Credit).ToDictionary(row => row.Name, row => row.Debit - row.Credit);

    private static async Task<decimal> OpeningAsync(QboConnectDb db, AccountRole role)
    {
        var account = await db.AccountRoles.Where(row => row.Role == role).Select(row => row.AccountId).SingleAsync(Cancellation);
        return await db.LedgerTransactions.Where(row => row.Route == ExportRoute.FromQuickBooks).SelectMany(row => row.Lines).Where(line => line.AccountId == account).SumAsync(line => line.BaseMinor, Cancellation) / 100m;
    }

    private static T Value<T>(QboOutcome<T> outcome) => outcome.Match(
        value => value,
        fault => throw new Xunit.Sdk.XunitException($"Refused: {fault}"),
        doubt => throw new Xunit.Sdk.XunitException($"Uncertain: {doubt}"));
}
