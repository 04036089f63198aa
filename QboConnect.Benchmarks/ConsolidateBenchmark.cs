using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Consolidation;
using QboConnect.Core.Consolidation.Shell;

namespace QboConnect.Benchmarks;

/// <summary>
/// From three million ledger lines in SQLite to journals, against SQLite's own GROUP BY over the same lines to the same groups: the fastest of the
/// ways to put that query, and of three rounds of each. Then the peak memory of the process.
/// </summary>
internal static class ConsolidateBenchmark
{
    private const int Rounds = 3;

    // SQLite chooses the slower join by itself; CROSS JOIN makes it take the order as written. The baseline is the better of both.
    private static readonly string[] Joins =
    [
        """ "LedgerTransactions" t JOIN "LedgerLines" l ON l."TransactionId" = t."Id" """,
        """ "LedgerLines" l CROSS JOIN "LedgerTransactions" t ON l."TransactionId" = t."Id" """,
    ];

    public static IEnumerable<Figure> Run()
    {
        var history = LedgerHistory.Make();
        using var db = history.Open();
        db.Database.ExecuteSqlRaw("""UPDATE "LedgerTransactions" SET "Route" = 2""");
        db.Database.OpenConnection();
        var (grouped, consolidated) = (new List<double>(), new List<double>());
        long groups = 0;
        IReadOnlyList<Journal> journals = [];
        for (var round = 0; round < Rounds; round++)
        {
            grouped.AddRange(Joins.Select(join => Seconds(() => groups = GroupBy(db, join))));
            consolidated.Add(Seconds(() => journals = Consolidate(db)));
        }

        var lines = journals.Sum(journal => journal.Lines.Count);
        if (lines != groups)
        {
            throw new InvalidOperationException($"GROUP BY has {groups} groups and the journals {lines} lines: they do not do the same.");
        }

        Console.Error.WriteLine($"GROUP BY {grouped.Min():0.00} s, consolidating {consolidated.Min():0.00} s, {journals.Count} journals of {lines} lines");
        yield return new Figure("consolidate", consolidated.Min() / grouped.Min(), 1.5);
        using var process = Process.GetCurrentProcess();
        yield return new Figure("consolidate-memory-mb", process.PeakWorkingSet64 / 1048576.0, 300);
    }

    private static IReadOnlyList<Journal> Consolidate(Core.Persistence.QboConnectDb db)
    {
        var rules = db.LoadConsolidationRulesAsync(CancellationToken.None).GetAwaiter().GetResult();
        var totals = new JournalTotals(rules);
        new LedgerReader(db, totals, rules).ReadAllAsync(CancellationToken.None).GetAwaiter().GetResult();
        return totals.Journals();
    }

    private static long GroupBy(Core.Persistence.QboConnectDb db, string join)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"""
            SELECT t."Date", t."Currency", t."PaymentAccountId", l."Section", l."AccountId", l."TaxRuleId" IS NOT NULL, SUM(l."BaseMinor")
            FROM {join}
            WHERE t."Route" = 2 AND t."RetiredAt" IS NULL
            GROUP BY 1, 2, 3, 4, 5, 6
            """;
        using var reader = command.ExecuteReader();
        long groups = 0;
        while (reader.Read())
        {
            groups += reader.GetInt64(6) == 0 ? 0 : 1;
        }

        return groups;
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
