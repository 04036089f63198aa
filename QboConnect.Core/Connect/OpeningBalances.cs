using QboConnect.Core.Amounts;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Core.Connect;

/// <summary>An unpaid or part-paid invoice or bill of QuickBooks'. Amounts are minor units of its currency.</summary>
/// <param name="IsBill">True for a bill, false for an invoice.</param>
/// <param name="QboId">QuickBooks' id.</param>
/// <param name="SyncToken">Its version.</param>
/// <param name="Number">Its number; "QB-" and the id where it has none.</param>
/// <param name="ContactQboId">QuickBooks' id of the customer or vendor.</param>
/// <param name="ContactName">Their name.</param>
/// <param name="Date">Its day in QuickBooks.</param>
/// <param name="DueDate">Day it is due.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Rate">Home units for one unit at which what is open stands in QuickBooks' books: the document's own, or where part payments left a rounded rest, the one that gives it.</param>
/// <param name="TotalMinor">What it was made out for.</param>
/// <param name="OpenMinor">What is open.</param>
/// <param name="OpenHomeMinor">The same in QuickBooks' home currency, minor units.</param>
public sealed record OpenDocument(
    bool IsBill, string QboId, string SyncToken, string Number, string ContactQboId, string ContactName,
    DateOnly Date, DateOnly DueDate, Currency Currency, decimal Rate, long TotalMinor, long OpenMinor, long OpenHomeMinor);

/// <summary>The sum of one side in one currency.</summary>
/// <param name="IsBill">True for bills (A/P), false for invoices (A/R).</param>
/// <param name="Open">What is open.</param>
/// <param name="Count">Documents.</param>
public sealed record OpeningTotal(bool IsBill, Money Open, int Count);

/// <summary>The totals of QuickBooks' ageing reports of today, in its home currency.</summary>
/// <param name="Receivable">Of the A/R ageing report.</param>
/// <param name="Payable">Of the A/P ageing report.</param>
public sealed record AgeingTotals(decimal Receivable, decimal Payable);

/// <summary>
/// What is open in QuickBooks when Core takes over: every unpaid and part-paid invoice and bill, also where a contact's net is zero; none that is
/// fully paid (seed: Import opening balances). Pure.
/// </summary>
/// <param name="Documents">In the order of kind, contact and day.</param>
public sealed record OpeningBalances(IReadOnlyList<OpenDocument> Documents)
{
    // As exact as Core keeps rates.
    private const int RateDigits = 9;

    /// <summary>Reads them out of QuickBooks' lists.</summary>
    /// <param name="invoices">Invoices, of which those with a balance count.</param>
    /// <param name="bills">Bills, of which those with a balance count.</param>
    /// <param name="home">QuickBooks' home currency, which documents without one have.</param>
    public static OpeningBalances Of(IEnumerable<QboInvoice> invoices, IEnumerable<QboBill> bills, Currency home)
    {
        var documents = invoices.Where(row => row.Balance > 0).Select(row => Document(row, false, row.CustomerRef, row.DueDate, row.Balance!.Value, row.HomeBalance, home))
            .Concat(bills.Where(row => row.Balance > 0).Select(row => Document(row, true, row.VendorRef, row.DueDate, row.Balance!.Value, row.HomeBalance, home)));
        return new OpeningBalances([.. documents.OrderBy(row => row.IsBill).ThenBy(row => row.ContactName, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Date).ThenBy(row => row.QboId, StringComparer.Ordinal)]);
    }

    /// <summary>What is open by side and currency; equals QuickBooks' ageing reports.</summary>
    public IReadOnlyList<OpeningTotal> Totals =>
        [.. Documents.GroupBy(row => (row.IsBill, row.Currency)).OrderBy(group => group.Key.IsBill).ThenBy(group => group.Key.Currency.Code, StringComparer.Ordinal)
            .Select(group => new OpeningTotal(group.Key.IsBill, new Money(group.Sum(row => row.OpenMinor), group.Key.Currency), group.Count()))];

    /// <summary>What is open on one side in home currency, minor units.</summary>
    /// <param name="isBill">True for bills (A/P), false for invoices (A/R).</param>
    public long HomeMinor(bool isBill) => Documents.Where(row => row.IsBill == isBill).Sum(row => row.OpenHomeMinor);

    private static OpenDocument Document(QboTransaction row, bool isBill, QboRef? contact, DateOnly? due, decimal open, decimal? homeBalance, Currency home)
    {
        var currency = row.CurrencyRef is { } code ? Currency.Of(code.Value) : home;
        var date = row.TxnDate ?? throw new InvalidOperationException($"QuickBooks' document {row.Id} has no date.");
        var (rate, openMinor) = (currency == home ? 1m : row.ExchangeRate ?? 1m, Money.Of(open, currency));
        var openHome = currency != home && homeBalance is { } kept ? Money.Of(kept, home) : openMinor.At(rate, home);
        // Part payments were each rounded, so the rest may differ by a cent from the open amount at the document's rate. The rest is what the books hold; where nothing is left of it, no rate could say so.
        if (openHome.Minor > 0 && openMinor.At(rate, home) != openHome)
        {
            rate = Math.Round(openHome.Amount / open, RateDigits);
        }

        return new OpenDocument(
            isBill, row.Id!, row.SyncToken ?? "0", string.IsNullOrWhiteSpace(row.DocNumber) ? $"QB-{row.Id}" : row.DocNumber,
            contact?.Value ?? "", contact?.Name ?? contact?.Value ?? "", date, due ?? date, currency,
            rate, Money.Of(row.TotalAmt ?? open, currency).Minor, openMinor.Minor, openHome.Minor);
    }
}
