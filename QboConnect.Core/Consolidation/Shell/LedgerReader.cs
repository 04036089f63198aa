using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using QboConnect.Core.Ledger;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Consolidation.Shell;

/// <summary>
/// Streams the lines of live, consolidated transactions from the ledger into <see cref="JournalTotals"/>. Plain ADO.NET: the ledger is read by the
/// million, and an object a row would cost more than the sum.
/// </summary>
internal sealed class LedgerReader(QboConnectDb db, JournalTotals totals, ConsolidationRules rules)
{
    private const string Lines =
        """
        l."TransactionId", l."Section", l."AccountId", l."BaseMinor", l."TaxRuleId"
        """;

    private const string Headers =
        """
        t."Id", t."Date", t."Currency", t."PaymentAccountId", t."LocationId", t."SalesRep", t."Job"
        """;

    private static readonly string IsConsolidated = string.Create(
        CultureInfo.InvariantCulture, $"t.\"Route\" = {(int)ExportRoute.Consolidated} AND t.\"RetiredAt\" IS NULL");

    private string _lastDate = "";
    private int _lastDay;

    /// <summary>Everything consolidated.</summary>
    public async Task ReadAllAsync(CancellationToken cancellation)
    {
        if (db.Database.GetDbConnection() is SqliteConnection)
        {
            await MergeAllAsync(cancellation);
            return;
        }

        await using var command = await CommandAsync(
            $"""
            SELECT {Lines}, {Headers} FROM "LedgerTransactions" t JOIN "LedgerLines" l ON l."TransactionId" = t."Id"
            WHERE {IsConsolidated} ORDER BY t."Id"
            """,
            cancellation);
        await StreamAsync(command, cancellation);
    }

    /// <summary>What is consolidated of a day and currency, of the kinds of document that have lines in these types of journal.</summary>
    public async Task ReadDayAsync(DateOnly day, string currency, IEnumerable<JournalType> types, CancellationToken cancellation)
    {
        var kinds = Enum.GetValues<DocumentKind>().Where(kind => JournalKey.TypesOf(kind).Intersect(types).Any()).Select(kind => (int)kind);
        await using var command = await CommandAsync(
            $"""
            SELECT {Lines}, {Headers} FROM "LedgerTransactions" t JOIN "LedgerLines" l ON l."TransactionId" = t."Id"
            WHERE t."Date" = @day AND t."Currency" = @currency AND t."Kind" IN ({string.Join(", ", kinds)}) AND {IsConsolidated}
            ORDER BY t."Id"
            """,
            cancellation);
        Add(command, "@day", day);
        Add(command, "@currency", currency);
        await StreamAsync(command, cancellation);
    }

    // SQLite reads both tables in key order faster than it joins them: two cursors, merged here. (PostgreSQL has one cursor a connection.)
    private async Task MergeAllAsync(CancellationToken cancellation)
    {
        await using var headerCommand = await CommandAsync(
            $"""SELECT {Headers} FROM "LedgerTransactions" t WHERE {IsConsolidated} ORDER BY t."Id" """, cancellation);
        await using var lineCommand = await CommandAsync(
            $"""SELECT {Lines} FROM "LedgerLines" l ORDER BY l."TransactionId", l."LineNo" """, cancellation);
        await using var headers = await headerCommand.ExecuteReaderAsync(cancellation);
        await using var lines = await lineCommand.ExecuteReaderAsync(cancellation);

        var lineOf = NextLine(lines);
        while (headers.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var transaction = headers.GetInt64(0);
            totals.Begin(HeaderOf(headers, 0));
            for (; lineOf < transaction; lineOf = NextLine(lines))
            {
            }

            for (; lineOf == transaction; lineOf = NextLine(lines))
            {
                AddLine(lines);
            }
        }
    }

    private static long NextLine(DbDataReader lines) => lines.Read() ? lines.GetInt64(0) : long.MaxValue;

    private async Task StreamAsync(DbCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var current = -1L;
        // SQLite has nothing to wait for, and a task a row costs more than the row.
        while (reader is SqliteDataReader ? reader.Read() : await reader.ReadAsync(cancellation))
        {
            var transaction = reader.GetInt64(0);
            if (transaction != current)
            {
                current = transaction;
                totals.Begin(HeaderOf(reader, 5));
            }

            AddLine(reader);
        }
    }

    private void AddLine(DbDataReader reader) =>
        totals.Add((LedgerSection)reader.GetInt32(1), reader.GetInt64(2), isTax: !reader.IsDBNull(4), reader.GetInt64(3));

    private JournalTotals.Header HeaderOf(DbDataReader reader, int first)
    {
        var location = reader.IsDBNull(first + 4) ? (long?)null : reader.GetInt64(first + 4);
        var salesRep = reader.IsDBNull(first + 5) ? null : reader.GetString(first + 5);
        var job = reader.IsDBNull(first + 6) ? null : reader.GetString(first + 6);
        return new JournalTotals.Header(
            reader.GetInt64(first),
            DayOf(reader, first + 1),
            totals.Symbol(reader.GetString(first + 2)),
            reader.IsDBNull(first + 3) ? 0 : reader.GetInt64(first + 3),
            totals.Symbol(rules.Tracked(rules.ClassSource, location, salesRep, job)),
            totals.Symbol(rules.Tracked(rules.LocationSource, location, salesRep, job)));
    }

    // SQLite keeps a date as text; neighbours mostly share it.
    private int DayOf(DbDataReader reader, int column)
    {
        if (reader is not SqliteDataReader)
        {
            return reader.GetFieldValue<DateOnly>(column).DayNumber;
        }

        var text = reader.GetString(column);
        if (text != _lastDate)
        {
            (_lastDate, _lastDay) = (text, DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber);
        }

        return _lastDay;
    }

    private async Task<DbCommand> CommandAsync(string sql, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync(cancellation);
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
