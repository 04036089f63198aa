using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Catalog;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;
using QboConnect.Core.Stock;

namespace QboConnect.Core.Connect.Shell;

/// <summary>
/// Takes QuickBooks' stock on hand over: a product and one stock layer an item in the chosen location, and one journal that QuickBooks' books hold
/// already (seed: Import stock on hand). Also writes down which items services will take the place of. All in one database transaction.
/// </summary>
internal sealed class MigrateStock(LedgerWriter ledger, IdSource ids) : IMigrationStep
{
    /// <summary>What the stock layers say they come from.</summary>
    public const string LayerSource = "QuickBooks stock on hand";

    private const int NameLength = 100;

    public MigrationStep Step => MigrationStep.Stock;

    public async Task<string?> RunAsync(MigrationWork work, CancellationToken cancellation)
    {
        await using var db = await work.OpenAsync(cancellation);
        if (work.Migration.StockLocationId is not { } location)
        {
            await work.FinishAsync(db, Step, "Left out, as chosen", cancellation);
            return null;
        }

        var (readItems, readAccounts) = (work.Client.QueryAllAsync<QboItem>("Type = 'Inventory'", cancellation), work.Client.QueryAllAsync<QboAccount>(null, cancellation));
        var (items, accounts) = (await readItems, await readAccounts);
        if (!items.IsOk(out var inventory) || !accounts.IsOk(out var chart))
        {
            return items.IsOk(out _) ? accounts.Words() : items.Words();
        }

        var book = await db.LoadPostingBookAsync(cancellation);
        if (!book.Has(AccountRole.Inventory) || !book.Has(AccountRole.OpeningBalanceEquity))
        {
            return "No account is mapped to Inventory or Opening balance equity. Choose them in Settings → Reference books → Account mapping, then resume.";
        }

        var stock = StockOnHand.Of(inventory, chart, await work.Client.StockValuesAsync(cancellation), await WizardDesk.BatchSkusAsync(db, cancellation), book.Base);
        var ownAccounts = await db.Accounts.Where(row => row.QboId != null).ToDictionaryAsync(row => row.QboId!, row => row.Id, StringComparer.Ordinal, cancellation);
        var products = (await db.Products.AsNoTracking().ToListAsync(cancellation)).ToDictionary(row => row.Sku.Trim(), StringComparer.OrdinalIgnoreCase);
        var (newProducts, layers, replaced) = (new List<Product>(), new List<StockLayer>(), new List<ReplacedItem>());
        foreach (var item in stock.Items)
        {
            var product = item.LeftOut is StockLeftOut.WithoutSku or StockLeftOut.SkuTwice ? null : ProductOf(item.Item, products, newProducts, ownAccounts);
            if (item.IsTaken && product is not null)
            {
                layers.Add(new StockLayer
                {
                    Id = ids.Next(),
                    ProductId = product.Id,
                    LocationId = location,
                    ReceivedOn = work.Migration.IntegrationDate,
                    Quantity = item.Quantity,
                    Remaining = item.Quantity,
                    UnitCost = item.UnitCost(book.Base),
                    Source = LayerSource,
                });
            }

            if (work.Migration.Mode == IntegrationMode.BothWays)
            {
                replaced.Add(Replacement(work.RealmId, item.Item, product));
            }
        }

        await using var unit = await db.Database.BeginTransactionAsync(cancellation);
        await db.InsertManyAsync(newProducts, cancellation: cancellation);
        await db.InsertManyAsync(layers, cancellation: cancellation);
        await db.InsertManyAsync(replaced, cancellation: cancellation);
        if (stock.TakenMinor != 0)
        {
            ledger.Post(db, Ledger.Post.ManualJournal(book, new ManualJournal(
                ids.Next(), "OPENING-STOCK", work.Migration.IntegrationDate,
                [new(book[AccountRole.Inventory], stock.TakenMinor), new(book[AccountRole.OpeningBalanceEquity], -stock.TakenMinor)])
            { IsOpeningBalance = true }));
        }

        var taken = stock.Items.Count(item => item.IsTaken);
        await work.FinishAsync(db, Step, $"{taken} products, {new Money(stock.TakenMinor, book.Base)}", cancellation);
        return null;
    }

    private Product ProductOf(QboItem item, Dictionary<string, Product> products, List<Product> added, Dictionary<string, long> ownAccounts)
    {
        var sku = item.Sku!.Trim();
        if (!products.TryGetValue(sku, out var product))
        {
            product = new Product
            {
                Id = ids.Next(),
                Sku = sku,
                Name = item.Name ?? sku,
                Type = ProductType.Stock,
                Price = item.UnitPrice ?? 0m,
                Cost = item.PurchaseCost ?? 0m,
                RevenueAccountId = item.IncomeAccountRef is { } income && ownAccounts.TryGetValue(income.Value, out var account) ? account : null,
            };
            products[sku] = product;
            added.Add(product);
        }

        return product;
    }

    private static ReplacedItem Replacement(string realmId, QboItem item, Product? product) => new()
    {
        RealmId = realmId,
        QboItemId = item.Id!,
        SyncToken = item.SyncToken ?? "0",
        AssetAccountId = item.AssetAccountRef?.Value ?? "",
        ProductId = product?.Id,
        Body = QboJson.Write(new QboItem
        {
            Name = item.Name!.Length > NameLength ? item.Name[..NameLength] : item.Name,
            Type = "Service",
            Sku = item.Sku,
            Description = item.Description,
            PurchaseDesc = item.PurchaseDesc,
            UnitPrice = item.UnitPrice,
            PurchaseCost = item.PurchaseCost,
            Taxable = item.Taxable,
            SalesTaxCodeRef = item.SalesTaxCodeRef,
            PurchaseTaxCodeRef = item.PurchaseTaxCodeRef,
            IncomeAccountRef = item.IncomeAccountRef is { } income ? new QboRef(income.Value) : null,
            ExpenseAccountRef = item.ExpenseAccountRef is { } expense ? new QboRef(expense.Value) : null,
        }),
    };
}
