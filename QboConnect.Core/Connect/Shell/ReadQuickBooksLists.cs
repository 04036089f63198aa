using System.Globalization;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect.Shell;

/// <summary>Reads what the wizard and the migration need of QuickBooks.</summary>
internal static class ReadQuickBooksLists
{
    /// <summary>All lists, or the first refusal.</summary>
    /// <param name="client">The company.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="progress">Told after each page what was read so far, or null.</param>
    public static async Task<QboOutcome<QuickBooksLists>> ListsAsync(this QboClient client, CancellationToken cancellation, IProgress<ReadSoFar>? progress = null)
    {
        var (gate, read) = (new Lock(), ReadSoFar.Nothing);
        var accounts = client.QueryAllAsync<QboAccount>(null, cancellation, Reported("accounts"));
        var codes = client.QueryAllAsync<QboTaxCode>(null, cancellation, Reported("tax codes"));
        var rates = client.QueryAllAsync<QboTaxRate>(null, cancellation);
        var terms = client.QueryAllAsync<QboTerm>(null, cancellation, Reported("payment terms"));
        var invoices = client.QueryAllAsync<QboInvoice>("Balance > '0'", cancellation, Reported("unpaid invoices"));
        var bills = client.QueryAllAsync<QboBill>("Balance > '0'", cancellation, Reported("unpaid bills"));
        var items = client.QueryAllAsync<QboItem>("Type = 'Inventory'", cancellation, Reported("inventory items"));
        var preferences = client.PreferencesAsync(cancellation);
        await Task.WhenAll(accounts, codes, rates, terms, invoices, bills, items, preferences);

        QboOutcome<QuickBooksLists>? problem = null;
        var lists = new QuickBooksLists(
            Value(await accounts), Value(await codes), Value(await rates), Value(await terms), Value(await invoices), Value(await bills), Value(await items),
            (await preferences).IsOk(out var settings) ? settings : Problem(await preferences, new QboPreferences()));
        return problem ?? new QboOutcome<QuickBooksLists>.Ok(lists, null);

        // Lists are read beside each other; the page is told in order.
        Action<int>? Reported(string what) => progress is null ? null : rows =>
        {
            lock (gate)
            {
                read = read.With(what, rows);
                progress.Report(read);
            }
        };

        IReadOnlyList<T> Value<T>(QboOutcome<IReadOnlyList<T>> outcome) => outcome.IsOk(out var rows) ? rows : Problem(outcome, (IReadOnlyList<T>)[]);

        TNothing Problem<T, TNothing>(QboOutcome<T> outcome, TNothing nothing)
        {
            problem ??= outcome.As<QuickBooksLists>();
            return nothing;
        }
    }

    /// <summary>
    /// The value of each inventory item by QuickBooks' inventory valuation report: what an item's units cost is told nowhere else. Null where QuickBooks does not answer it, or
    /// not in the columns that are known (name with id, SKU, quantity, value).
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, decimal>?> StockValuesAsync(this QboClient client, CancellationToken cancellation)
    {
        var answer = await client.ReportAsync("InventoryValuationSummary", new Dictionary<string, string>(), cancellation);
        if (!answer.IsOk(out var report))
        {
            return null;
        }

        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var row in report.DataRows().Where(row => row.Group is null))
        {
            if (row.Cells is not [{ Id: { } id }, _, _, { Value: var text }, ..] || !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            values[id] = value;
        }

        return values;
    }

    /// <summary>Why there is no value, in the merchant's words.</summary>
    public static string Words<T>(this QboOutcome<T> outcome) => outcome.Match(
        _ => throw new InvalidOperationException("A success needs no words."),
        fault => $"{fault.Cause} {fault.Remedy}",
        doubt => $"{doubt.Explanation} {doubt.Remedy}");
}
