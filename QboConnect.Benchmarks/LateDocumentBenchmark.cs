using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Consolidation.Shell;
using QboConnect.Core.Ledger;
using QboConnect.Core.Ledger.Shell;
using QboConnect.Core.Persistence;

namespace QboConnect.Benchmarks;

/// <summary>
/// Planning one late document in a history of a million sales, against planning them all: the same refresh of the consolidated transactions, from the
/// ledger to the stored journals, with everything before it synced. The late documents fall on a busy day; the median of 101 counts.
/// </summary>
internal static class LateDocumentBenchmark
{
    private const int LateDocuments = 101;

    public static IEnumerable<Figure> Run()
    {
        var history = LedgerHistory.Make();
        var ids = new IdSource(TimeProvider.System);
        var refresh = new RefreshConsolidation(ids, TimeProvider.System);
        var everything = Refresh(history, refresh);
        history.Settle();

        var writer = new LedgerWriter(ids, TimeProvider.System);
        var one = new List<double>();
        for (var index = 0; index < LateDocuments; index++)
        {
            PostLate(history, writer, LedgerHistory.Sales + 1L + index);
            one.Add(Refresh(history, refresh));
        }

        var median = one.Order().ElementAt(LateDocuments / 2);
        Console.Error.WriteLine($"everything {everything:0.00} s, one late document {median * 1000:0.00} ms");
        yield return new Figure("late-document", median / everything, 0.001);
    }

    private static double Refresh(LedgerHistory history, RefreshConsolidation refresh)
    {
        using var db = history.Open();
        var watch = Stopwatch.StartNew();
        var done = refresh.RunAsync(db, "Benchmark").GetAwaiter().GetResult();
        return done.Journals > 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("The refresh found nothing to do.");
    }

    private static void PostLate(LedgerHistory history, LedgerWriter writer, long id)
    {
        using var db = history.Open();
        var header = new LedgerHeader
        {
            Kind = DocumentKind.Invoice,
            DocumentId = id,
            Number = "LATE",
            SaleId = id,
            Date = LedgerHistory.FirstDay.AddDays(LedgerHistory.Days / 2),
            Currency = Currency.Usd,
            ChannelId = LedgerHistory.ChannelId,
            ContactId = 1,
        };
        writer.Post(db, LedgerTransaction.Of(header, [Line(1, LedgerHistory.Receivable, 100_00), Line(2, LedgerHistory.FirstRevenue, -100_00)]));
        db.SaveChanges();
    }

    private static LedgerLine Line(int lineNo, long account, long minor) => new()
    {
        LineNo = lineNo,
        Section = LedgerSection.Invoice,
        AccountId = account,
        BaseMinor = minor,
        DocumentMinor = minor,
    };
}
