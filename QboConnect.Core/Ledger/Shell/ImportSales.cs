using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sales;

namespace QboConnect.Core.Ledger.Shell;

/// <summary>The fast way in for thousands of new sales: documents and postings are written together, straight to the database.</summary>
public sealed class ImportSales(LedgerWriter ledger)
{
    /// <summary>
    /// Authorises and writes sales that are not in the database yet, all ids given, in one transaction (the context's, or one of its own). Nothing
    /// is tracked.
    /// </summary>
    /// <returns>
    /// What is wrong with which sale; a sale with a problem is left out with all its documents, the others are written.
    /// </returns>
    public async Task<IReadOnlyList<(CompleteSale Sale, DocumentProblem Problem)>> RunAsync(
        QboConnectDb db, IReadOnlyList<CompleteSale> sales, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(sales);
        var book = await db.LoadPostingBookAsync(cancellation);
        var credits = await AuthoriseDocuments.CreditsOfAsync(db, book, sales, cancellation);
        var problems = new List<(CompleteSale, DocumentProblem)>();
        var (accepted, transactions) = (new List<CompleteSale>(sales.Count), new List<LedgerTransaction>());
        foreach (var sale in sales)
        {
            foreach (var draft in sale.Invoices.Concat<SaleDocument>(sale.CreditNotes).Where(document => document.Status == DocumentStatus.Draft))
            {
                draft.Status = DocumentStatus.Authorised;
            }

            var postings = SalePostings.Of(book, sale, credits);
            problems.AddRange(postings.Problems.Select(problem => (sale, problem)));
            if (postings.Problems.Count == 0)
            {
                accepted.Add(sale);
                transactions.AddRange(ledger.Record(postings.Transactions));
            }
        }

        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        await WriteAsync(db, accepted, transactions, cancellation);
        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        return problems;
    }

    private static async Task WriteAsync(
        QboConnectDb db, List<CompleteSale> sales, List<LedgerTransaction> transactions, CancellationToken cancellation)
    {
        await db.InsertManyAsync(sales.Select(sale => sale.Sale), cancellation: cancellation);
        await db.InsertManyAsync(sales.SelectMany(sale => sale.Invoices), cancellation: cancellation);
        await db.InsertManyAsync(LinesOf(sales.SelectMany(sale => sale.Invoices)), typeof(Invoice), cancellation);
        await db.InsertManyAsync(sales.SelectMany(sale => sale.CreditNotes), cancellation: cancellation);
        await db.InsertManyAsync(LinesOf(sales.SelectMany(sale => sale.CreditNotes)), typeof(CreditNote), cancellation);
        await db.InsertManyAsync(sales.SelectMany(sale => sale.Payments), cancellation: cancellation);
        await db.InsertManyAsync(sales.SelectMany(sale => sale.Refunds), cancellation: cancellation);
        await db.InsertManyAsync(sales.SelectMany(sale => sale.CostMovements), cancellation: cancellation);
        await db.InsertManyAsync(
            sales.SelectMany(sale => sale.CostMovements).SelectMany(movement => movement.Lines, (movement, line) =>
            {
                line.MovementId = movement.Id;
                return line;
            }),
            cancellation: cancellation);
        await db.InsertManyAsync(transactions, cancellation: cancellation);
        await db.InsertManyAsync(transactions.SelectMany(transaction => transaction.Lines), cancellation: cancellation);
    }

    private static IEnumerable<SaleLine> LinesOf(IEnumerable<SaleDocument> documents) => documents.SelectMany(
        document => document.Lines,
        (document, line) =>
        {
            line.DocumentId = document.Id;
            return line;
        });
}
