using System.Globalization;
using System.Text.Json;
using QboConnect.Core.QuickBooks.Wire;
using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>
/// One company in QuickBooks. Every call waits for its place within QuickBooks' limits, repeats what may be repeated and
/// ends in a <see cref="QboOutcome{T}"/>; only the caller's own cancellation is thrown. Safe for parallel use.
/// </summary>
public sealed class QboClient
{
    private const int LongStatement = 1500;
    private const int ListReadings = 3;

    private readonly QboChannel _channel;
    private readonly QboLimits _limits;
    private readonly TimeProvider _clock;
    private readonly Uri _company;
    private int _reads;
    private int _writes;

    internal QboClient(string realmId, bool readOnly, Uri api, QboChannel channel, QboLimits limits, TimeProvider clock)
    {
        (RealmId, IsReadOnly, _channel, _limits, _clock) = (realmId, readOnly, channel, limits, clock);
        _company = new Uri(api, $"/v3/company/{Uri.EscapeDataString(realmId)}/");
    }

    /// <summary>The company.</summary>
    public string RealmId { get; }

    /// <summary>True where the connection is "From QuickBooks only": every write is refused before it is sent.</summary>
    public bool IsReadOnly { get; }

    /// <summary>Calls of this client that read; repetitions of one call count once.</summary>
    public int Reads => _reads;

    /// <summary>Calls of this client that write, a batch as one.</summary>
    public int Writes => _writes;

    /// <summary>The company itself.</summary>
    public Task<QboOutcome<QboCompanyInfo>> CompanyInfoAsync(CancellationToken cancellation) => ReadAsync<QboCompanyInfo>(RealmId, cancellation);

    /// <summary>The company's settings.</summary>
    public Task<QboOutcome<QboPreferences>> PreferencesAsync(CancellationToken cancellation) => GetAsync<QboPreferences>("preferences", cancellation);

    /// <summary>One object; class NotFound where it is not there.</summary>
    public Task<QboOutcome<T>> ReadAsync<T>(string id, CancellationToken cancellation) where T : IQboEntity =>
        GetAsync<T>($"{T.Entity.Path}/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>What one statement finds: 100 rows unless it says MAXRESULTS, 1,000 at most.</summary>
    public async Task<QboOutcome<IReadOnlyList<T>>> QueryAsync<T>(string statement, CancellationToken cancellation) where T : IQboEntity
    {
        var answer = await SendQueryAsync(statement, T.Entity, cancellation);
        return answer.Typed<JsonElement, IReadOnlyList<T>>(found => [.. found.Items(T.Entity.Name).Select(QboJson.Read<T>)]);
    }

    /// <summary>
    /// All objects of a kind, in the order of their ids. Pages overlap by one row, so that a deletion while reading, which
    /// moves the later rows up, is noticed; the list is then read again.
    /// </summary>
    /// <param name="where">A condition without WHERE, or null; see <see cref="QboQuery"/> for literals.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="report">Told after each page how many rows were read, or null.</param>
    public async Task<QboOutcome<IReadOnlyList<T>>> QueryAllAsync<T>(string? where, CancellationToken cancellation, Action<int>? report = null) where T : IQboEntity =>
        (await QueryAllJsonAsync(T.Entity, where, cancellation, report)).Typed<IReadOnlyList<JsonElement>, IReadOnlyList<T>>(rows => [.. rows.Select(QboJson.Read<T>)]);

    /// <summary>The same, as QuickBooks wrote them.</summary>
    public async Task<QboOutcome<IReadOnlyList<JsonElement>>> QueryAllJsonAsync(QboEntity entity, string? where, CancellationToken cancellation, Action<int>? report = null)
    {
        for (var reading = 0; reading < ListReadings; reading++)
        {
            var rows = await ReadListAsync(entity, where, report, cancellation);
            if (rows is not QboOutcome<IReadOnlyList<JsonElement>>.Refused { Fault.Code: "KeptChanging" })
            {
                return rows;
            }
        }
        return new QboOutcome<IReadOnlyList<JsonElement>>.Refused(QboFaults.KeptChanging(entity));
    }

    /// <summary>How many there are.</summary>
    public async Task<QboOutcome<int>> CountAsync<T>(string? where, CancellationToken cancellation) where T : IQboEntity
    {
        var answer = await SendQueryAsync($"SELECT COUNT(*) FROM {T.Entity}{Condition(where)}", T.Entity, cancellation);
        return answer.Typed(found => int.Parse(found.Text("totalCount") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Makes a new object.</summary>
    public Task<QboOutcome<T>> CreateAsync<T>(T body, string requestId, CancellationToken cancellation) where T : IQboEntity =>
        SendAsync<T>(QboWrite.Create(body, requestId), cancellation);

    /// <summary>Changes an object; see <see cref="QboWrite.Update"/>.</summary>
    public Task<QboOutcome<T>> UpdateAsync<T>(T body, string requestId, bool sparse, CancellationToken cancellation) where T : IQboEntity =>
        SendAsync<T>(QboWrite.Update(body, requestId, sparse), cancellation);

    /// <summary>Sets a document to zero.</summary>
    public Task<QboOutcome<T>> VoidAsync<T>(string id, string syncToken, string requestId, CancellationToken cancellation) where T : IQboEntity =>
        SendAsync<T>(QboWrite.Void(T.Entity, id, syncToken, requestId), cancellation);

    /// <summary>Removes a document.</summary>
    public Task<QboOutcome<QboWritten>> DeleteAsync<T>(string id, string syncToken, string requestId, CancellationToken cancellation) where T : IQboEntity =>
        SendAsync(QboWrite.Delete(T.Entity, id, syncToken, requestId), cancellation);

    /// <summary>Sends a write exactly as it is stored.</summary>
    public async Task<QboOutcome<QboWritten>> SendAsync(QboWrite write, CancellationToken cancellation)
    {
        if (Guard(write) is { } fault)
        {
            return new QboOutcome<QboWritten>.Refused(fault);
        }
        var reply = await CountedAsync(QboWriteRequest.Of(_company, write), cancellation);
        return QboAnswer.OfWrite(reply, write);
    }

    /// <summary>
    /// Sends up to 30 writes as one request. The outcome of the batch is Ok once QuickBooks answered, whatever became of
    /// its items; a doubt about the batch is a doubt about each item.
    /// </summary>
    /// <param name="items">The writes, with ids of at most 10 characters.</param>
    /// <param name="requestId">The idempotency key of the whole batch, at most 36 characters.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The batch breaks one of these limits.</exception>
    public async Task<QboOutcome<IReadOnlyList<QboBatchResult>>> BatchAsync(IReadOnlyList<QboBatchItem> items, string requestId, CancellationToken cancellation)
    {
        QboBatch.Check(items, requestId, _limits);
        var faults = items.Select(i => (i.ItemId, Fault: Guard(i.Write))).Where(i => i.Fault is not null).ToDictionary(i => i.ItemId, i => i.Fault!);
        var sent = items.Where(i => !faults.ContainsKey(i.ItemId)).ToList();
        QboOutcome<JsonElement> answer = sent.Count == 0
            ? new QboOutcome<JsonElement>.Ok(default, null)
            : QboAnswer.OfBatch(await CountedAsync(QboBatch.Request(_company, sent, requestId), cancellation));
        var intuitTid = (answer as QboOutcome<JsonElement>.Ok)?.IntuitTid;
        return answer.Map<IReadOnlyList<QboBatchResult>>(responses =>
        [
            .. items.Select(i => new QboBatchResult(i.ItemId, faults.TryGetValue(i.ItemId, out var fault)
                ? new QboOutcome<QboWritten>.Refused(fault)
                : QboBatch.OutcomeOf(i, responses, intuitTid))),
        ]);
    }

    /// <summary>What changed since a moment, at most 30 days back. QuickBooks does not serve tax codes and tax rates here.</summary>
    public async Task<QboOutcome<QboChanges>> ChangesSinceAsync(IReadOnlyList<QboEntity> entities, DateTimeOffset since, CancellationToken cancellation)
    {
        if (_clock.GetUtcNow() - since > _limits.ChangeLookBack)
        {
            return new QboOutcome<QboChanges>.Refused(QboFaults.TooLongAgo((int)_limits.ChangeLookBack.TotalDays));
        }
        var request = Get("cdc", "changes",
            new("entities", string.Join(',', entities)),
            new("changedSince", since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        var reply = await CountedAsync(request, cancellation);
        return QboAnswer.Whole(reply, "CDCResponse").Typed(answer => new QboChanges(answer, _limits.ChangesPerAnswer));
    }

    /// <summary>A report by QuickBooks' name for it.</summary>
    public async Task<QboOutcome<QboReport>> ReportAsync(string name, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation)
    {
        var request = Get($"reports/{Uri.EscapeDataString(name)}", "report " + name, [.. parameters]);
        return QboAnswer.Whole(await CountedAsync(request, cancellation), "Header").Typed(QboReport.Read);
    }

    /// <summary>The trial balance of the fiscal year up to a day, on the accrual basis.</summary>
    public async Task<QboOutcome<QboTrialBalance>> TrialBalanceAsync(DateOnly asOf, CancellationToken cancellation)
    {
        var company = await CompanyInfoAsync(cancellation);
        if (!company.IsOk(out var info))
        {
            return company.As<QboTrialBalance>();
        }
        var start = QboTrialBalance.FiscalYearStartOf(asOf, info.FiscalYearStartMonth);
        var parameters = new Dictionary<string, string>
        {
            ["start_date"] = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["end_date"] = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["accounting_method"] = "Accrual",
        };
        var report = await ReportAsync("TrialBalance", parameters, cancellation);
        return report.Typed(r => QboTrialBalance.Of(r, start, asOf));
    }

    private async Task<QboOutcome<T>> SendAsync<T>(QboWrite write, CancellationToken cancellation) where T : IQboEntity =>
        (await SendAsync(write, cancellation)).Typed<T>();

    private async Task<QboOutcome<T>> GetAsync<T>(string path, CancellationToken cancellation) where T : IQboEntity
    {
        var reply = await CountedAsync(Get(path, "read " + T.Entity), cancellation);
        return QboAnswer.Of(reply, T.Entity.Name, about: null).Typed(QboJson.Read<T>);
    }

    private async Task<QboOutcome<IReadOnlyList<JsonElement>>> ReadListAsync(QboEntity entity, string? where, Action<int>? report, CancellationToken cancellation)
    {
        var rows = new List<JsonElement>();
        while (true)
        {
            // From the second page on the first row is the last one of the page before.
            var start = Math.Max(1, rows.Count);
            var page = await SendQueryAsync(
                string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {entity}{Condition(where)} ORDERBY Id STARTPOSITION {start} MAXRESULTS {_limits.RowsPerPage}"),
                entity, cancellation);
            if (!page.IsOk(out var answer))
            {
                return page.As<IReadOnlyList<JsonElement>>();
            }
            var found = answer.Items(entity.Name).ToList();
            if (rows.Count > 0 && (found.Count == 0 || found[0].Text("Id") != rows[^1].Text("Id")))
            {
                return new QboOutcome<IReadOnlyList<JsonElement>>.Refused(QboFaults.KeptChanging(entity));
            }
            rows.AddRange(rows.Count > 0 ? found.Skip(1) : found);
            report?.Invoke(rows.Count);
            if (found.Count < _limits.RowsPerPage)
            {
                return new QboOutcome<IReadOnlyList<JsonElement>>.Ok(rows, ((QboOutcome<JsonElement>.Ok)page).IntuitTid);
            }
        }
    }

    private async Task<QboOutcome<JsonElement>> SendQueryAsync(string statement, QboEntity entity, CancellationToken cancellation)
    {
        // A long list of ids does not fit into an address.
        var request = statement.Length <= LongStatement
            ? Get("query", "query " + entity, new KeyValuePair<string, string>("query", statement))
            : Get("query", "query " + entity) with { Method = Method.Post, Body = statement, BodyType = "application/text" };
        return QboAnswer.Of(await CountedAsync(request, cancellation), "QueryResponse", about: null);
    }

    private Task<QboReply> CountedAsync(QboRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref request.IsWrite ? ref _writes : ref _reads);
        return _channel.SendAsync(request, cancellation);
    }

    private QboRequest Get(string path, string what, params KeyValuePair<string, string>[] query) => new(Method.Get, new Uri(_company, path), what)
    {
        Query = [.. query, QboWriteRequest.MinorVersion],
    };

    private QboFault? Guard(QboWrite write) =>
        IsReadOnly ? QboFaults.ReadOnly(write)
        : write is { Operation: QboOperation.Void, Entity.VoidWay: QboVoidWay.None } or { Operation: QboOperation.Delete, Entity.IsDeletable: false } ? QboFaults.Unsupported()
        : null;

    private static string Condition(string? where) => string.IsNullOrWhiteSpace(where) ? "" : " WHERE " + where;
}
