using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Sales.Import.Shell;

/// <summary>Finds sales by what orders are known by.</summary>
internal static class StoredSales
{
    /// <summary>The stored sales with the channel and the number of these, with their documents.</summary>
    public static async Task<Dictionary<(long ChannelId, string Number), CompleteSale>> LikeAsync(
        QboConnectDb db, IEnumerable<CompleteSale> sales, CancellationToken cancellation)
    {
        var found = new Dictionary<long, CompleteSale>();
        foreach (var channel in sales.GroupBy(sale => sale.Sale.ChannelId))
        {
            var numbers = channel.Select(sale => sale.Sale.Number).ToArray();
            var rows = await db.Sales.AsNoTracking().Where(row => row.ChannelId == channel.Key && numbers.Contains(row.Number)).ToListAsync(cancellation);
            rows.ForEach(row => found[row.Id] = new CompleteSale(row));
        }

        if (found.Count > 0)
        {
            var ids = found.Keys.ToArray();
            await db.Invoices.AsNoTracking().Where(row => ids.Contains(row.SaleId)).ForEachAsync(row => found[row.SaleId].Invoices.Add(row), cancellation);
            await db.Payments.AsNoTracking().Where(row => ids.Contains(row.SaleId)).ForEachAsync(row => found[row.SaleId].Payments.Add(row), cancellation);
            await db.CostMovements.AsNoTracking().Where(row => ids.Contains(row.SaleId))
                .ForEachAsync(row => found[row.SaleId].CostMovements.Add(row), cancellation);
        }

        return found.Values.ToDictionary(sale => (sale.Sale.ChannelId, sale.Sale.Number));
    }
}
