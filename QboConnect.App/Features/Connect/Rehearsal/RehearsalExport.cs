using QboConnect.App.Features.Access;
using QboConnect.App.Shared;
using QboConnect.Core.Connect;

namespace QboConnect.App.Features.Connect.Rehearsal;

/// <summary>The last rehearsal as CSV.</summary>
internal static class RehearsalExport
{
    private static readonly string[] Header = ["Part", "Name", "Id or SKU", "Number", "Currency", "Amount, debit or before", "Credit or after", "Difference"];

    public static void MapRehearsalExport(this WebApplication app) =>
        app.MapGet(AppRoutes.RehearsalExport, async (RehearsalDesk desk, CancellationToken cancellation) =>
                await desk.LastAsync(cancellation) is { } report ? Csv.File("rehearsal.csv", Header, Rows(report)) : Results.NotFound())
            .RequireAuthorization(Policies.QuickBooks);

    internal static IEnumerable<IReadOnlyList<object?>> Rows(RehearsalReport report) =>
    [
        ["Company", report.Company, null, null, report.HomeCurrency, null, null, null],
        .. report.Assumed.Select(text => Row("Assumed", text)),
        .. report.Problems.Select(text => Row("Would fail", text)),
        .. report.Effects.Select(row => new object?[] { "Effect", row.What, null, row.Count, row.Currency, row.Amount, null, null }),
        .. report.Items.Select(row => new object?[] { "Item becomes a service", row.Name, row.Sku, row.Quantity, report.HomeCurrency, row.Value, null, null }),
        .. report.Journal.Select(row => new object?[] { "Journal QBC-STOCK", row.Account, null, null, report.HomeCurrency, row.Debit, row.Credit, null }),
        .. report.Balances.Select(row => new object?[] { "Trial balance of QuickBooks", row.Name, row.QboId, null, report.HomeCurrency, row.Before, row.After, row.Difference }),
        ["Calls to QuickBooks", "reads", null, report.Reads, null, null, null, null],
        ["Calls to QuickBooks", "writes", null, report.Writes, null, null, null, null],
    ];

    private static object?[] Row(string part, string text) => [part, text, null, null, null, null, null, null];
}
