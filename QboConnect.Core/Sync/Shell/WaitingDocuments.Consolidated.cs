using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Contacts;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Projection;

namespace QboConnect.Core.Sync.Shell;

/// <content>Consolidated transactions and the customer their receivable lines name.</content>
internal sealed partial class WaitingDocuments
{
    private async Task ConsolidatedAsync()
    {
        var settings = await db.ConsolidationSettings.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var customer = settings?.CustomerId is { } id ? await db.Contacts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) : null;
        var problem = CustomerProblem(customer);
        ConsolidatedStatus[] due = [ConsolidatedStatus.Pending, ConsolidatedStatus.UpdatePending, ConsolidatedStatus.Failed];
        var rows = await db.ConsolidatedTransactions.AsNoTracking().Include(row => row.Lines).AsSplitQuery()
            .Where(row => due.Contains(row.Status)).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            if (row.Lines.Count < 2)
            {
                _emptyJournals.Add(row.Id);
                _removed.Add(new(LocalKeys.Consolidated(row.Key, 1), row.Number, row.Date, row.TotalMinor, []));
            }
            else if (problem is not null)
            {
                _unprojectable.Add(new(LocalKeys.Consolidated(row.Key, 1), ExportKind.JournalEntry, row.Number, row.Date, row.TotalMinor, problem));
            }
            else
            {
                _documents.AddRange(Project.Consolidated(book, row, customer!.Id));
            }
        }

        // A journal that needs fewer parts than before leaves one behind in QuickBooks.
        var keys = _documents.Select(document => document.LocalKey).ToHashSet(StringComparer.Ordinal);
        var extra = await db.CurrentLinks().AsNoTracking().Where(link => link.LocalKey.StartsWith("journal:") && link.LocalKey.Contains('#') && link.State == LinkState.Active).ToListAsync(cancellation);
        var dueKeys = rows.Select(row => LocalKeys.Consolidated(row.Key, 1)).ToHashSet(StringComparer.Ordinal);
        _removed.AddRange(extra.Where(link => dueKeys.Contains(link.LocalKey[..link.LocalKey.IndexOf('#', StringComparison.Ordinal)]) && !keys.Contains(link.LocalKey))
            .Select(link => new RemovedDocument(link.LocalKey, link.LocalKey[8..], DateOnly.FromDateTime(link.UpdatedAt.UtcDateTime), 0, [])));
    }

    private SyncProblem? CustomerProblem(Contact? customer) => customer switch
    {
        null => new(
            "CUS-06", "No consolidation customer", "No consolidation customer is chosen, and QuickBooks wants a customer on every receivable line.",
            "Choose one in Integration → QuickBooks Online → Sync options."),
        { IsDeprecated: true } => new(
            "CUS-06", "The consolidation customer is deprecated", $"Consolidation customer {customer.Name} is deprecated.",
            "Choose another one in Integration → QuickBooks Online → Sync options."),
        _ when customer.Currency != book.Home.Code => new(
            "CUS-06", "The consolidation customer trades in another currency", $"Consolidation customer {customer.Name} trades in {customer.Currency}; journals are in {book.Home.Code}.",
            "Choose a customer in the base currency in Integration → QuickBooks Online → Sync options."),
        _ => null,
    };
}
