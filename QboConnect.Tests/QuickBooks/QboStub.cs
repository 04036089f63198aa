using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace QboConnect.Tests.QuickBooks;

/// <summary>What the stub was asked.</summary>
internal sealed record StubRequest(string Method, string Path, IQueryCollection Query, string Body, string? Authorization, string? Accept, DateTimeOffset At)
{
    public string? RequestId => Query["requestid"];
}

/// <summary>
/// A server that answers the API by a script, each line once, and the token endpoint by a function. Unlike the simulator
/// it knows nothing of QuickBooks: it can say what no real company would.
/// </summary>
internal sealed class QboStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<Func<HttpContext, StubRequest, Task>> _script = new();
    private readonly ConcurrentQueue<StubRequest> _api = new();
    private readonly ConcurrentQueue<StubRequest> _sign = new();

    private QboStub(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public Uri Url => new(_app.Urls.First());

    /// <summary>The calls of the API, in order.</summary>
    public IReadOnlyList<StubRequest> Calls => [.. _api];

    /// <summary>The calls of the token and revocation endpoints, in order.</summary>
    public IReadOnlyList<StubRequest> SignInCalls => [.. _sign];

    /// <summary>Answers the API once the script is used up.</summary>
    public Func<StubRequest, (int Status, string Body)> Otherwise { get; set; } = _ => (599, "not in the script");

    /// <summary>Answers the token endpoint.</summary>
    public Func<StubRequest, (int Status, string Body)> Tokens { get; set; } = _ => (599, "no token expected");

    public static async Task<QboStub> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new QboStub(builder.Build(), clock);
        stub._app.Run(stub.HandleAsync);
        await stub._app.StartAsync();
        return stub;
    }

    public QboStub Answers(int status, string body, params (string Name, string Value)[] headers)
    {
        _script.Enqueue(async (context, _) =>
        {
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }
            await WriteAsync(context, status, body);
        });
        return this;
    }

    /// <summary>Breaks the connection after the request was read.</summary>
    public QboStub Cuts()
    {
        _script.Enqueue((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>Begins an answer and breaks the connection in the middle of it.</summary>
    public QboStub CutsInTheMiddleOf(string body)
    {
        _script.Enqueue(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.WriteAsync(body[..(body.Length / 2)]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        return this;
    }

    /// <summary>Never answers; ends when the client gives up.</summary>
    public QboStub KeepsSilent()
    {
        _script.Enqueue(async (context, _) =>
        {
            var gone = new TaskCompletionSource();
            await using var given = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Query,
            await reader.ReadToEndAsync(),
            context.Request.Headers.Authorization,
            context.Request.Headers.Accept,
            _clock.GetUtcNow());
        if (!request.Path.StartsWith("/v3/", StringComparison.Ordinal))
        {
            _sign.Enqueue(request);
            var (status, body) = Tokens(request);
            await WriteAsync(context, status, body);
            return;
        }
        _api.Enqueue(request);
        if (_script.TryDequeue(out var line))
        {
            await line(context, request);
            return;
        }
        var answer = Otherwise(request);
        await WriteAsync(context, answer.Status, answer.Body);
    }

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('<') ? "application/xml" : "application/json";
        context.Response.Headers["intuit_tid"] = "1-tid";
        await context.Response.WriteAsync(body);
    }
}
