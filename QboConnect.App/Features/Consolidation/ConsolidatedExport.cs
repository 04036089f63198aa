using Microsoft.EntityFrameworkCore;
using QboConnect.App.Shared;
using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Features.Consolidation;

/// <summary>The list of consolidated transactions as a CSV download: all that the filters in the address leave, not just the page.</summary>
internal static class ConsolidatedExport
{
    public static void MapConsolidatedExport(this WebApplication app) =>
        app.MapGet(AppRoutes.ConsolidatedExport, async (HttpRequest request, IDbContextFactory<QboConnectDb> databases, CancellationToken cancellation) =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var home = Currency.Of(await db.Organisations.Select(row => row.BaseCurrency).SingleOrDefaultAsync(cancellation) ?? "USD");
            var all = await db.ListConsolidatedAsync(FilterOf(ListState.Of(request)), Slice.All, cancellation);
            return Csv.File(
                "consolidated-transactions.csv",
                ["Number", "Date", "Type", "Currency", "Documents", $"Total in {home}", "Status"],
                all.Rows.Select(row => (IReadOnlyList<object?>)[row.Number, row.Date, JournalKey.Code(row.Type), row.Currency, row.DocumentCount, new Money(row.TotalMinor, home).Amount, row.Status]));
        });

    /// <summary>The filter an address stands for.</summary>
    public static ConsolidatedFilter FilterOf(ListState state) => new()
    {
        Search = state["q"],
        Type = state.Choice<JournalType>("type"),
        Status = state.Choice<ConsolidatedStatus>("status"),
        From = state.Day("from"),
        To = state.Day("to"),
        Sort = state.Sort,
        Descending = state.Descending,
    };
}
