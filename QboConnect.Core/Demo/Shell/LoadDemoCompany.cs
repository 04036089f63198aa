using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Finance;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Demo.Shell;

/// <summary>How far loading is.</summary>
/// <param name="Step">What is being written, for a person.</param>
/// <param name="Done">Documents written.</param>
/// <param name="Total">Documents to write.</param>
public sealed record DemoProgress(string Step, int Done, int Total);

/// <summary>Why the demo company was not loaded, in the user's words.</summary>
/// <param name="Cause">What stands against it.</param>
/// <param name="Remedy">What to do instead.</param>
public sealed record DemoRefusal(string Cause, string Remedy);

/// <summary>
/// Loads the demo company into an empty database: all of it in one database transaction, every document posted to the ledger. A crash leaves nothing.
/// </summary>
public sealed class LoadDemoCompany(
    IDbContextFactory<QboConnectDb> databases, AuthoriseDocuments authorise, ImportSales import, IdSource ids, TimeProvider clock)
{
    private const int SalesAtATime = 250;
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>Whether the demo company may be loaded: null where it may, else the reason.</summary>
    public async Task<DemoRefusal?> RefusalAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await RefusalAsync(db, cancellation);
    }

    /// <summary>Loads it, up to today in New York.</summary>
    /// <param name="progress">Told before each step and after each part of the sales, or null.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <returns>Null when it is loaded, else why it was not.</returns>
    public async Task<DemoRefusal?> RunAsync(IProgress<DemoProgress>? progress = null, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await RefusalAsync(db, cancellation) is { } refusal)
        {
            return refusal;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), NewYork).DateTime);
        var known = await db.SalesChannels.ToDictionaryAsync(row => row.Name, row => row.Id, StringComparer.OrdinalIgnoreCase, cancellation);
        var books = DemoCompany.Generate(today, ids.Next, known);
        var total = books.Sales.Count + books.Purchases.Count;

        progress?.Report(new DemoProgress("Accounts, products and contacts", 0, total));
        await SaveReferenceBooksAsync(db, books, cancellation);
        await SaveCreditsAsync(db, books, cancellation);
        progress?.Report(new DemoProgress("Purchases", 0, total));
        await SavePurchasesAsync(db, books, cancellation);
        db.ChangeTracker.Clear();
        for (var done = 0; done < books.Sales.Count; done += SalesAtATime)
        {
            progress?.Report(new DemoProgress("Sales", books.Purchases.Count + done, total));
            var problems = await import.RunAsync(db, books.Sales.GetRange(done, Math.Min(SalesAtATime, books.Sales.Count - done)), cancellation);
            MustBeNone(problems.Select(row => row.Problem));
        }

        await transaction.CommitAsync(cancellation);
        progress?.Report(new DemoProgress("Done", total, total));
        return null;
    }

    private static async Task<DemoRefusal?> RefusalAsync(QboConnectDb db, CancellationToken cancellation)
    {
        var hasData = await db.Sales.AnyAsync(cancellation) || await db.Purchases.AnyAsync(cancellation)
            || await db.Products.AnyAsync(cancellation) || await db.Contacts.AnyAsync(cancellation) || await db.Accounts.AnyAsync(cancellation);
        return hasData
            ? new DemoRefusal("There is data in this company already.", "Start with an empty data directory to look at the demo company.")
            : null;
    }

    private static async Task SaveReferenceBooksAsync(QboConnectDb db, DemoBooks books, CancellationToken cancellation)
    {
        if (await db.Organisations.SingleOrDefaultAsync(cancellation) is { } organisation)
        {
            (organisation.Name, organisation.BaseCurrency, organisation.TimeZone) =
                (books.Organisation.Name, books.Organisation.BaseCurrency, books.Organisation.TimeZone);
        }
        else
        {
            db.Organisations.Add(books.Organisation);
        }

        db.AddRange(books.Accounts);
        db.AddRange(books.TaxRules);
        db.AddRange(books.PaymentTerms);
        db.AddRange(books.NewChannels);
        db.AddRange(books.Locations);
        db.AddRange(books.Rates);
        db.AddRange(books.Products);
        db.AddRange(books.Contacts);
        db.AddRange(books.Layers);
        await db.SaveChangesAsync(cancellation);
        db.AddRange(books.Roles);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task SaveCreditsAsync(QboConnectDb db, DemoBooks books, CancellationToken cancellation)
    {
        db.AddRange(books.CustomerCredits);
        foreach (var credit in books.CustomerCredits)
        {
            MustBeNone(await authorise.CustomerCreditAsync(db, credit, cancellation));
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task SavePurchasesAsync(QboConnectDb db, DemoBooks books, CancellationToken cancellation)
    {
        foreach (var (purchase, payments) in books.Purchases)
        {
            db.Add(purchase);
            db.AddRange(payments);
            MustBeNone(await authorise.PurchaseAsync(db, purchase, payments, cancellation));
        }

        await db.SaveChangesAsync(cancellation);
    }

    // The generator makes valid documents only; a refused one is a fault of the program.
    private static void MustBeNone(IEnumerable<Ledger.DocumentProblem> problems)
    {
        if (problems.FirstOrDefault() is { } problem)
        {
            throw new InvalidOperationException($"The demo company holds a document that cannot be posted. {problem}");
        }
    }
}
