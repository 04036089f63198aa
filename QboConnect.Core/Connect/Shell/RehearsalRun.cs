using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Mapping;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Runs the real wizard and the real migration, and reports what they did. It is meant for a copy: where it is registered, the database and the
/// QuickBooks company are scratch.
/// </summary>
public sealed class RehearsalRun(IDbContextFactory<QboConnectDb> databases, WizardDesk desk, QboClientFactory clients, MigrateCompany migration, TimeProvider clock)
{
    private const string StartedBy = "rehearsal";

    /// <summary>Assumes what the wizard was not told yet, migrates, and reports.</summary>
    public async Task<RehearsalReport> RunAsync(CancellationToken cancellation)
    {
        var (lists, problem) = await desk.ReadQuickBooksAsync(cancellation);
        if (lists is null)
        {
            throw new InvalidOperationException(problem ?? "No company is being connected.");
        }

        var assumed = await AssumeAsync(lists, cancellation);
        var view = await desk.LoadAsync(lists, cancellation);
        var connection = view.Connection!;
        var report = new RehearsalReport
        {
            Company = connection.CompanyName,
            HomeCurrency = connection.HomeCurrency,
            Mode = view.Progress.Mode!.Value,
            RehearsedAt = clock.GetUtcNow(),
            Assumed = assumed,
        };
        if (Blockers(view) is { Count: > 0 } blockers)
        {
            return report with { Problems = blockers };
        }

        var client = clients.For(connection.RealmId, readOnly: true);
        var before = await BalancesAsync(client, cancellation);
        var refused = await desk.ConfirmAsync(view, WizardView.Phrase, StartedBy, cancellation);
        if (refused is not null)
        {
            return report with { Problems = [refused] };
        }

        await migration.RunAsync(cancellation);
        var after = await BalancesAsync(client, cancellation);
        return await ReportAsync(report, view, before, after, client, cancellation);
    }

    private async Task<IReadOnlyList<string>> AssumeAsync(QuickBooksLists lists, CancellationToken cancellation)
    {
        var view = await desk.LoadAsync(lists, cancellation);
        var assumed = new List<string>();
        if (view.Progress.Mode is null)
        {
            await desk.SaveAsync(row => row.Mode = IntegrationMode.BothWays, cancellation);
            assumed.Add("No mode is chosen: both ways is assumed.");
        }

        foreach (var (kind, table, word) in new[] { (MappingKind.Account, view.Accounts!, "Account"), (MappingKind.TaxRule, view.TaxRules!, "Tax rule") })
        {
            var taken = kind == MappingKind.Account ? table.Rows.Select(row => row.Choice?.QboId).OfType<string>().ToHashSet(StringComparer.Ordinal) : [];
            foreach (var row in table.Rows.Where(row => row.Choice is null))
            {
                if (row.Candidates.FirstOrDefault(candidate => !taken.Contains(candidate.QboId)) is { } candidate)
                {
                    await desk.ChooseAsync(kind, row.LocalId, candidate, cancellation);
                    assumed.Add($"{word} {row.Name} is not mapped: {candidate.Name} is assumed.");
                    if (kind == MappingKind.Account)
                    {
                        taken.Add(candidate.QboId);
                    }
                }
            }
        }

        if (view.Progress.ImportOpeningBalances is null)
        {
            await desk.SaveAsync(row => row.ImportOpeningBalances = true, cancellation);
            assumed.Add("Opening balances are not decided: taking them over is assumed.");
        }

        if (view.Progress is { ImportStock: null } or { ImportStock: true, StockLocationId: null } && view.Locations.Count > 0)
        {
            await desk.SaveAsync(row => (row.ImportStock, row.StockLocationId) = (true, view.Locations[0].Id), cancellation);
            assumed.Add($"Stock on hand is not decided: taking it over into {view.Locations[0].Name} is assumed.");
        }

        return assumed;
    }

    private static IReadOnlyList<string> Blockers(WizardView view) =>
    [
        .. new[] { view.Accounts, view.TaxRules, view.Terms }.OfType<MappingTable>().SelectMany(table => table.Rows).Where(row => row.State != MappingState.Matched).Select(row => $"{row.Name} ({row.Kind}): {row.Reason}"),
        .. Enum.GetValues<WizardStep>().Where(step => step is WizardStep.Mode or WizardStep.Authorise or WizardStep.OpeningBalances or WizardStep.Stock).Select(view.BlockerOf).OfType<string>(),
    ];

    private async Task<RehearsalReport> ReportAsync(
        RehearsalReport report, WizardView view, IReadOnlyList<QboTrialBalanceRow> before, IReadOnlyList<QboTrialBalanceRow> after, QboClient client, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var done = await db.Migrations.AsNoTracking().SingleAsync(row => row.RealmId == client.RealmId, cancellation);
        var home = Currency.Of(report.HomeCurrency);
        var stock = view.Stock!.Items.ToDictionary(item => item.Item.Id!, StringComparer.Ordinal);
        var replaced = await db.ReplacedItems.AsNoTracking().Where(row => row.RealmId == client.RealmId).ToListAsync(cancellation);
        var journals = await client.QueryAllAsync<QboJournalEntry>("DocNumber = 'QBC-STOCK'", cancellation);
        var names = before.Concat(after).GroupBy(row => row.AccountId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        return report with
        {
            IntegrationDate = done.IntegrationDate,
            Problems = done.State == MigrationState.Done ? [] : [done.Message ?? "The migration did not end."],
            Effects = await EffectsAsync(db, view, done, replaced.Count, home, cancellation),
            Items = [.. replaced.Select(row => stock[row.QboItemId]).OrderBy(item => item.Item.Name, StringComparer.OrdinalIgnoreCase)
                .Select(item => new RehearsedItem(item.Item.Id!, item.Item.Name ?? "", item.Item.Sku ?? "", item.Quantity, new Money(item.ValueMinor, home).Amount))],
            Journal = journals.IsOk(out var entries) ? [.. entries.SelectMany(entry => entry.Line ?? []).Select(line => Line(line, names))] : [],
            Balances = [.. names.Select(name => new RehearsedBalance(name.Key, name.Value, Of(before, name.Key), Of(after, name.Key))).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)],
        };

        static decimal Of(IReadOnlyList<QboTrialBalanceRow> rows, string id) => rows.Where(row => row.AccountId == id).Sum(row => row.Debit - row.Credit);
    }

    private static async Task<IReadOnlyList<RehearsedEffect>> EffectsAsync(QboConnectDb db, WizardView view, Migration done, int replaced, Currency home, CancellationToken cancellation)
    {
        var mapped = view.Accounts!.Rows.Count;
        var effects = new List<RehearsedEffect>(
            view.Progress.Discarded == DiscardedData.None ? [] : view.TestData!.Rows.Where(row => row.Goes > 0).Select(row => new RehearsedEffect($"{row.What} of Core discarded", row.Goes)))
        {
            new("Transactions of Core that stand on QuickBooks' accounts", view.Transactions),
            new("Accounts mapped", mapped),
            new("Accounts taken over from QuickBooks", await db.Accounts.CountAsync(row => row.QboId != null, cancellation) - mapped),
            new("Tax rules mapped", view.TaxRules!.Rows.Count),
            new("Payment terms mapped", view.Terms!.Rows.Count),
        };
        if (done.ImportOpeningBalances)
        {
            var invoices = await db.Invoices.Where(row => row.IsOpeningBalance).Join(db.Sales, row => row.SaleId, row => row.Id, (invoice, sale) => new { sale.Currency, invoice.TotalMinor }).ToListAsync(cancellation);
            var bills = await db.Purchases.Where(row => row.IsOpeningBalance).Select(row => new { row.Currency, row.TotalMinor }).ToListAsync(cancellation);
            effects.AddRange(invoices.GroupBy(row => row.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Open("Unpaid invoices taken over", group.Key, group.Count(), group.Sum(row => row.TotalMinor))));
            effects.AddRange(bills.GroupBy(row => row.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Open("Unpaid bills taken over", group.Key, group.Count(), group.Sum(row => row.TotalMinor))));
        }

        if (done.StockLocationId is not null)
        {
            effects.Add(Open("Products whose stock is taken over", home.Code, view.Stock!.Items.Count(item => item.IsTaken), view.Stock.TakenMinor));
        }

        if (done.Mode == IntegrationMode.BothWays)
        {
            effects.Add(new RehearsedEffect("Inventory items of QuickBooks deactivated and made again as services", replaced));
        }

        return effects;

        static RehearsedEffect Open(string what, string currency, int count, long minor) => new(what, count, new Money(minor, Currency.Of(currency)).Amount, currency);
    }

    private static RehearsedJournalLine Line(QboLine line, Dictionary<string, string> names)
    {
        var account = line.JournalEntryLineDetail?.AccountRef;
        var name = account is null ? "" : names.GetValueOrDefault(account.Value) ?? account.Name ?? account.Value;
        return line.JournalEntryLineDetail?.PostingType == "Debit" ? new(name, line.Amount ?? 0m, 0m) : new(name, 0m, line.Amount ?? 0m);
    }

    // QuickBooks dates deactivations by its own day, which may be the next one already.
    private async Task<IReadOnlyList<QboTrialBalanceRow>> BalancesAsync(QboClient client, CancellationToken cancellation)
    {
        var read = await client.TrialBalanceAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1), cancellation);
        return read.IsOk(out var balance) ? balance.Rows : throw new InvalidOperationException(read.Words());
    }
}
