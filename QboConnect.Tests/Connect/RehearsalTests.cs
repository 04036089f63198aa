using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using QboConnect.App.Features.Connect.Rehearsal;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Connect;

public sealed class RehearsalTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_rehearsal_changes_nothing_and_says_to_the_cent_what_the_migration_then_does(DatabaseProvider provider)
    {
        await using var rig = await ConnectRig.StartAsync(databases, provider, Cancellation);
        var view = await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation);
        var (core, ledger, requests) = (await TablesAsync(rig), await LedgerAsync(rig, view), await RequestsAsync(rig));

        var (report, problem) = await Rehearsal(rig).RunAsync(_ => { }, Cancellation);

        problem.Should().BeNull();
        report!.Problems.Should().BeEmpty();
        report.Assumed.Should().BeEmpty();
        (await TablesAsync(rig)).Should().Equal(core);
        (await LedgerAsync(rig, view)).Should().Be(ledger);
        (await RequestsAsync(rig)).Except(requests).Should().NotBeEmpty().And.OnlyContain(request => request.StartsWith("GET ", StringComparison.Ordinal));
        (report.Reads, report.Writes).Should().Be(((await RequestsAsync(rig)).Count - requests.Count, 0));

        (await rig.Get<WizardDesk>().ConfirmAsync(view, WizardView.Phrase, "owner@harbour.example", Cancellation)).Should().BeNull();
        var before = await BalancesAsync(rig);
        await rig.Get<MigrateCompany>().RunAsync(Cancellation);

        await using var db = rig.Databases.CreateDbContext();
        (await db.Migrations.SingleAsync(Cancellation)).State.Should().Be(MigrationState.Done);
        report.Balances.Where(row => row.Before != 0).ToDictionary(row => row.QboId, row => row.Before).Should().BeEquivalentTo(before);
        report.Balances.Where(row => row.After != 0).ToDictionary(row => row.QboId, row => row.After).Should().BeEquivalentTo(await BalancesAsync(rig));
        report.Items.Select(item => item.QboId).Should().BeEquivalentTo(await db.ReplacedItems.Select(row => row.QboItemId).ToListAsync(Cancellation)).And.NotBeEmpty();
        report.Journal.Should().BeEquivalentTo(await JournalAsync(rig)).And.HaveCountGreaterThan(1);
        Effect(report, "Unpaid invoices taken over").Should().BeEquivalentTo(
            (await db.Invoices.Where(row => row.IsOpeningBalance).Join(db.Sales, row => row.SaleId, row => row.Id, (invoice, sale) => new { sale.Currency, invoice.TotalMinor }).ToListAsync(Cancellation))
                .GroupBy(row => row.Currency).Select(group => (group.Key, group.Count(), (decimal?)group.Sum(row => row.TotalMinor) / 100m)));
        Effect(report, "Unpaid bills taken over").Sum(row => row.Count).Should().Be(5);
        Effect(report, "Products whose stock is taken over").Should().Equal(("USD", await db.StockLayers.CountAsync(row => row.Source == "QuickBooks stock on hand", Cancellation), before.GetValueOrDefault(await InventoryAsync(rig))));
    }

    [Fact]
    public async Task What_was_not_chosen_yet_is_assumed_and_said()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        var (answer, secret) = await rig.ConsentAsync(Cancellation);
        (await rig.FinishAsync(answer, secret, Cancellation)).IsConnected.Should().BeTrue();

        var (report, problem) = await Rehearsal(rig).RunAsync(_ => { }, Cancellation);

        problem.Should().BeNull();
        report!.Assumed.Should().Contain("No mode is chosen: both ways is assumed.").And.Contain("Opening balances are not decided: taking them over is assumed.")
            .And.Contain(text => text.StartsWith("Stock on hand is not decided", StringComparison.Ordinal));
        report.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_discarded_is_among_the_effects()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);
        await rig.ChooseAsync(IntegrationMode.BothWays, Cancellation, DiscardedData.Transactions | DiscardedData.Customers);

        var (report, _) = await Rehearsal(rig).RunAsync(_ => { }, Cancellation);

        // The demo company: 3,000 sales of an invoice each, 150 customers.
        Effect(report!, "Invoices of Core discarded").Should().Equal(("", 3000, null));
        Effect(report!, "Customers of Core discarded").Should().Equal(("", 150, null));
        Effect(report!, "Suppliers of Core discarded").Should().BeEmpty();
        await using var db = rig.Databases.CreateDbContext();
        (await db.Invoices.CountAsync(Cancellation)).Should().Be(3000);
    }

    [Fact]
    public async Task Without_an_authorised_company_there_is_nothing_to_rehearse()
    {
        await using var rig = await ConnectRig.StartAsync(databases, DatabaseProvider.Sqlite, Cancellation);

        var (report, problem) = await Rehearsal(rig).RunAsync(_ => { }, Cancellation);

        report.Should().BeNull();
        problem.Should().StartWith("There is nothing to rehearse");
    }

    private static RehearseMigration Rehearsal(ConnectRig rig) =>
        new(rig.Databases, rig.Get<QboClientFactory>(), TimeProvider.System, NullLoggerFactory.Instance);

    private static List<(string Currency, int Count, decimal? Amount)> Effect(RehearsalReport report, string what) =>
        [.. report.Effects.Where(row => row.What == what).Select(row => (row.Currency, row.Count, row.Amount))];

    /// <summary>Every row of every table of Core's, as text.</summary>
    private static async Task<List<string>> TablesAsync(ConnectRig rig)
    {
        await using var db = rig.Databases.CreateDbContext();
        await db.Database.OpenConnectionAsync(Cancellation);
        var lines = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(Cancellation);
            while (await rows.ReadAsync(Cancellation))
            {
                lines.Add(table + ": " + string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(index => Convert.ToString(rows.GetValue(index), System.Globalization.CultureInfo.InvariantCulture))));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static Task<string> LedgerAsync(ConnectRig rig, WizardView view) => rig.ControlAsync($"companies/{view.Connection!.RealmId}/ledger", Cancellation);

    private static async Task<List<string>> RequestsAsync(ConnectRig rig)
    {
        using var log = JsonDocument.Parse(await rig.ControlAsync("requests?path=/v3/company/&limit=1000", Cancellation));
        return [.. log.RootElement.EnumerateArray().Select((row, index) => $"{row.GetProperty("method").GetString()} {row.GetRawText()}")];
    }

    private static async Task<Dictionary<string, decimal>> BalancesAsync(ConnectRig rig) =>
        Value(await rig.Client.TrialBalanceAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1), Cancellation))
            .Rows.Where(row => row.Debit != row.Credit).ToDictionary(row => row.AccountId, row => row.Debit - row.Credit);

    private static async Task<string> InventoryAsync(ConnectRig rig) =>
        Value(await rig.Client.QueryAllAsync<QboAccount>("Name = 'Inventory Asset'", Cancellation)).Single().Id!;

    private static async Task<List<RehearsedJournalLine>> JournalAsync(ConnectRig rig)
    {
        var names = Value(await rig.Client.QueryAllAsync<QboAccount>(QboQuery.ActiveOrNot, Cancellation)).ToDictionary(row => row.Id!, row => row.FullyQualifiedName!);
        return [.. Value(await rig.Client.QueryAllAsync<QboJournalEntry>("DocNumber = 'QBC-STOCK'", Cancellation)).Single().Line!.Select(line => new RehearsedJournalLine(
            names[line.JournalEntryLineDetail!.AccountRef!.Value],
            line.JournalEntryLineDetail.PostingType == "Debit" ? line.Amount!.Value : 0m,
            line.JournalEntryLineDetail.PostingType == "Credit" ? line.Amount!.Value : 0m))];
    }

    private static T Value<T>(QboOutcome<T> outcome) => outcome.Match(
        value => value,
        fault => throw new Xunit.Sdk.XunitException($"Refused: {fault}"),
        doubt => throw new Xunit.Sdk.XunitException($"Uncertain: {doubt}"));
}
