using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Requests;

/// <summary>The last requests to Intuit's paths, in a ring.</summary>
internal sealed class RequestLog(Clock clock)
{
    public const int Size = 5_000;

    private readonly RequestEntry?[] _ring = new RequestEntry?[Size];
    private long _count;

    /// <summary>Requests of companies and of sign-in; pages and the control surface are left out.</summary>
    public Task RecordAsync(HttpContext context, RequestDelegate next) =>
        ApiPath.IsIntuits(context.Request.Path) ? RunAsync(context, next) : next(context);

    /// <summary>What the ring holds, newest first.</summary>
    public IEnumerable<RequestEntry> Newest()
    {
        var last = Interlocked.Read(ref _count);
        for (var i = last - 1; i >= Math.Max(0, last - Size); i--)
        {
            if (_ring[i % Size] is { } entry)
            {
                yield return entry;
            }
        }
    }

    public void Clear()
    {
        Array.Clear(_ring);
        Interlocked.Exchange(ref _count, 0);
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var entry = new RequestEntry
        {
            Id = context.Response.Headers["intuit_tid"].ToString(),
            Time = clock.GetUtcNow(),
            Method = context.Request.Method,
            Path = context.Request.Path,
            Query = context.Request.QueryString.Value ?? "",
            RealmId = ApiPath.Realm(context.Request.Path),
        };
        context.Features.Set(entry);
        _ring[(Interlocked.Increment(ref _count) - 1) % Size] = entry;
        var start = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            entry.Milliseconds = clock.GetElapsedTime(start).TotalMilliseconds;
            entry.Status = context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
        }
    }
}
