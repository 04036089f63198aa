using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Contacts;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Connect.Shell;

/// <summary>What goes and what stays, table by table: the same queries are counted before and deleted with, in an order that leaves nothing pointing nowhere.</summary>
internal sealed class TestDataSets
{
    private readonly QboConnectDb _db;
    private readonly List<Part> _parts;

    /// <param name="db">Core's database.</param>
    /// <param name="discarded">What was chosen.</param>
    public TestDataSets(QboConnectDb db, DiscardedData discarded)
    {
        _db = db;
        var (transactions, opening) = (Goes(DiscardedData.Transactions), Goes(DiscardedData.OpeningBalances));
        var (products, books) = (Goes(DiscardedData.Products), Goes(DiscardedData.ReferenceBooks));
        var (customers, suppliers) = (Goes(DiscardedData.Customers), Goes(DiscardedData.Suppliers));
        var keptSales = db.Invoices.Where(row => row.IsOpeningBalance && !opening).Select(row => row.SaleId);
        var keptCustomers = db.Sales.Where(row => keptSales.Contains(row.Id)).Select(row => row.CustomerId);
        var keptSuppliers = db.Purchases.Where(row => row.IsOpeningBalance && !opening).Select(row => row.SupplierId);
        var keptLayers = db.StockLayers.Where(row => row.Source == MigrateStock.LayerSource && !opening);
        var keptAccounts = db.AccountRoles.Select(row => row.AccountId);
        _parts =
        [
            Of("Payments of invoices", db.Payments, db.Payments.Where(_ => transactions)),
            Of("Refunds", db.Refunds, db.Refunds.Where(_ => transactions)),
            Of("Customer credits", db.CustomerCredits, db.CustomerCredits.Where(_ => transactions)),
            Of("Credit notes", db.CreditNotes, db.CreditNotes.Where(_ => transactions)),
            Of("Shipments and restocks", db.CostMovements, db.CostMovements.Where(_ => transactions)),
            Of("Sales", db.Sales, db.Sales.Where(row => transactions && !keptSales.Contains(row.Id))),
            Of("Invoices", db.Invoices, db.Invoices.Where(row => transactions && (opening || !row.IsOpeningBalance))),
            Of("Payments of bills", db.PurchasePayments, db.PurchasePayments.Where(_ => transactions)),
            Of("Purchases", db.Purchases, db.Purchases.Where(row => transactions && (opening || !row.IsOpeningBalance))),
            Of("Ledger transactions", db.LedgerTransactions, db.LedgerTransactions.Where(row => transactions && (opening || row.Route != ExportRoute.FromQuickBooks))),
            Of("Log entries of consolidated transactions", db.ConsolidatedLog, db.ConsolidatedLog.Where(_ => transactions)),
            Of("Consolidated transactions", db.ConsolidatedTransactions, db.ConsolidatedTransactions.Where(_ => transactions)),
            Of("Products", db.Products, db.Products.Where(row => products && !keptLayers.Any(layer => layer.ProductId == row.Id))),
            Of("Stock layers", db.StockLayers, db.StockLayers.Where(row => transactions && (opening || row.Source != MigrateStock.LayerSource))),
            Of("Customers", db.Contacts.Where(row => row.Kind == ContactKind.Customer), db.Contacts.Where(row => customers && row.Kind == ContactKind.Customer && !keptCustomers.Contains(row.Id))),
            Of("Suppliers", db.Contacts.Where(row => row.Kind == ContactKind.Supplier), db.Contacts.Where(row => suppliers && row.Kind == ContactKind.Supplier && !keptSuppliers.Contains(row.Id))),
            Of("Tax rules", db.TaxRules, db.TaxRules.Where(_ => books)),
            Of("Payment terms", db.PaymentTerms, db.PaymentTerms.Where(_ => books)),
            Of("Daily rates", db.DailyRates, db.DailyRates.Where(_ => books)),
            Of("Accounts", db.Accounts, db.Accounts.Where(row => books && !keptAccounts.Contains(row.Id))),
        ];

        bool Goes(DiscardedData part) => discarded.HasFlag(DiscardedData.Transactions) && discarded.HasFlag(part);
    }

    /// <summary>Counts what goes and what stays, and says why it may not go.</summary>
    public async Task<TestDataEffects> CountAsync(CancellationToken cancellation)
    {
        var rows = new List<TestDataRow>();
        foreach (var part in _parts)
        {
            var (all, goes) = (await part.CountAll(cancellation), await part.CountGoing(cancellation));
            rows.Add(new TestDataRow(part.What, goes, all - goes));
        }

        return new TestDataEffects(rows, await RefusalAsync(cancellation));
    }

    /// <summary>Discards it. The caller holds the database transaction.</summary>
    /// <returns>Records that went, without the lines below them.</returns>
    public async Task<int> DiscardAsync(CancellationToken cancellation)
    {
        var gone = 0;
        foreach (var part in _parts)
        {
            gone += await part.Delete(cancellation);
        }

        // Sales and shipments that had taken from the layers that stay are gone.
        await _db.StockLayers.Where(row => row.Remaining != row.Quantity && row.Source == MigrateStock.LayerSource)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Remaining, row => row.Quantity), cancellation);
        await _db.ConsolidationSettings.Where(row => row.CustomerId != null && !_db.Contacts.Any(contact => contact.Id == row.CustomerId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CustomerId, (long?)null).SetProperty(row => row.IsEnabled, false), cancellation);
        return gone;
    }

    /// <summary>What QuickBooks holds may not lose what stands behind it.</summary>
    public async Task<string?> RefusalAsync(CancellationToken cancellation)
    {
        var sent = await _db.SyncLinks.CountAsync(cancellation) + await _db.SyncIntents.CountAsync(cancellation);
        return sent == 0 ? null : $"Core's data went to a QuickBooks company already ({sent} records of it are linked or on their way). Discarded here, they would stay there with nothing behind them. Keep the data, or begin with an empty data directory.";
    }

    private static Part Of<T>(string what, IQueryable<T> all, IQueryable<T> goes)
        where T : class => new(what, all.CountAsync, goes.CountAsync, goes.ExecuteDeleteAsync);

    private sealed record Part(
        string What, Func<CancellationToken, Task<int>> CountAll, Func<CancellationToken, Task<int>> CountGoing, Func<CancellationToken, Task<int>> Delete);
}
