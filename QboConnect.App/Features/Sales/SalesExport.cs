using Microsoft.EntityFrameworkCore;
using QboConnect.App.Shared;
using QboConnect.Core.Amounts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales.Shell;

namespace QboConnect.App.Features.Sales;

/// <summary>The list of sales as a CSV download: all that the filters in the address leave, not just the page.</summary>
internal static class SalesExport
{
    public static void MapSalesExport(this WebApplication app) =>
        app.MapGet(AppRoutes.SalesExport, async (HttpRequest request, IDbContextFactory<QboConnectDb> databases, CancellationToken cancellation) =>
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var sales = await db.ListSalesAsync(FilterOf(ListState.Of(request)), Slice.All, cancellation);
            return Csv.File(
                "sales.csv",
                ["Order", "Date", "Customer", "Channel", "Currency", "Invoiced", "QuickBooks"],
                sales.Rows.Select(row => (IReadOnlyList<object?>)[row.Number, row.OrderDate, row.Customer, row.Channel, row.Currency, new Money(row.InvoicedMinor, Currency.Of(row.Currency)).Amount, row.State]));
        });

    /// <summary>The filter an address stands for.</summary>
    public static SaleFilter FilterOf(ListState state) => new()
    {
        Search = state["q"],
        ChannelId = state.Id("channel"),
        State = state.Choice<PostingState>("state"),
        From = state.Day("from"),
        To = state.Day("to"),
        Sort = state.Sort,
        Descending = state.Descending,
    };
}
