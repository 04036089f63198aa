using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Preflight.Shell;

/// <summary>Looks for what would go wrong between Core and QuickBooks, and mends in Core what can be mended here. Writes nothing in QuickBooks.</summary>
public sealed class RunPreflight(ReadPreflightFacts read, IDbContextFactory<QboConnectDb> databases, TimeProvider clock)
{
    /// <summary>Runs the check now.</summary>
    /// <returns>The report; or null with the problem in words, where there is no company to read or QuickBooks does not answer.</returns>
    public async Task<(PreflightReport? Report, string? Problem)> RunAsync(CancellationToken cancellation)
    {
        var reading = await read.AllAsync(cancellation);
        // That the company cannot be read is a finding of its own where a person has to mend it.
        return reading.Facts is { } facts ? (PreflightReport.Of(facts), null)
            : reading.Fault is { } fault && CompanyChecks.OfRefusal(fault) is { } refused ? (new PreflightReport(clock.GetUtcNow(), [refused], []), null)
            : (null, reading.Problem);
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
