using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Preflight.Shell;

/// <summary>Looks for what would go wrong between Core and QuickBooks, and mends in Core what can be mended here. Writes nothing in QuickBooks.</summary>
public sealed class RunPreflight(ReadPreflightFacts read, IDbContextFactory<QboConnectDb> databases)
{
    /// <summary>Runs the check now.</summary>
    /// <returns>The report; or null with the problem in words, where there is no company to read or QuickBooks does not answer.</returns>
    public async Task<(PreflightReport? Report, string? Problem)> RunAsync(CancellationToken cancellation)
    {
        var (facts, problem) = await read.AllAsync(cancellation);
        return (facts is null ? null : PreflightReport.Of(facts), problem);
    }

    /// <summary>Gives every product that needs one its suggested name, as they stand now.</summary>
    /// <returns>How many were renamed.</returns>
    public async Task<int> RenameProductsAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var products = await db.Products.ToListAsync(cancellation);
        var names = ProductNames.Suggest(products);
        foreach (var product in products.Where(product => names.ContainsKey(product.Id)))
        {
            product.Name = names[product.Id];
        }

        await db.SaveChangesAsync(cancellation);
        return names.Count;
    }
}
