using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QboConnect.Tests.Support;

/// <summary>When a request meets its end.</summary>
public enum Moment
{
    /// <summary>It left the program and never reached QuickBooks.</summary>
    BeforeQuickBooks,

    /// <summary>QuickBooks has committed it, and its answer never reaches the program.</summary>
    AfterQuickBooks,

    /// <summary>The answer is out; what the program does with it is cut off at some point.</summary>
    AfterTheAnswer,
}

/// <summary>One place to die at: the first write that carries a text, or the first read that asks for it, and the moment.</summary>
/// <param name="Text">What the body of the write, or the address of the read, contains.</param>
/// <param name="Moment">When.</param>
/// <param name="IsRead">Whether it is a read.</param>
public sealed record DeadlyPlace(string Text, Moment Moment, bool IsRead = false);

/// <summary>
/// Stands between the program and QuickBooks, passes everything on unchanged, and kills the program at the place it was armed with: so a test decides to the
/// request where a crash falls.
/// </summary>
public sealed class DeadlyGate : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _onward;
    private readonly Lock _lock = new();
    private (DeadlyPlace Place, Action Kill)? _armed;

    private DeadlyGate(WebApplication server, Uri quickBooks) => (_server, _onward) = (server, new HttpClient { BaseAddress = quickBooks });

    /// <summary>Where the program finds QuickBooks.</summary>
    public Uri Url => new(_server.Urls.First());

    /// <summary>Opens a gate to a QuickBooks.</summary>
    public static async Task<DeadlyGate> OpenAsync(Uri quickBooks, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var gate = new DeadlyGate(server, quickBooks);
        server.Run(gate.PassAsync);
        await server.StartAsync(cancellation);
        return gate;
    }

    /// <summary>Arms it: the first request that fits kills, once.</summary>
    public void Arm(DeadlyPlace place, Action kill)
    {
        lock (_lock)
        {
            _armed = (place, kill);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _onward.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var kill = Disarm(context.Request, Encoding.UTF8.GetString(body.ToArray()), out var moment);
        if (kill is not null && moment == Moment.BeforeQuickBooks)
        {
            kill();
            context.Abort();
            return;
        }

        // What was sent arrives, whether or not the sender still lives.
        using var answer = await _onward.SendAsync(Request(context.Request, body.ToArray()), CancellationToken.None);
        var content = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (kill is not null && moment == Moment.AfterQuickBooks)
        {
            kill();
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        await context.Response.Body.WriteAsync(content, CancellationToken.None);
        await context.Response.CompleteAsync();
        kill?.Invoke();
    }

    private Action? Disarm(HttpRequest request, string body, out Moment moment)
    {
        lock (_lock)
        {
            moment = _armed?.Place.Moment ?? default;
            var fits = _armed is { } armed && request.Path.StartsWithSegments("/v3", StringComparison.Ordinal)
                && (armed.Place.IsRead
                    ? HttpMethods.IsGet(request.Method) && Uri.UnescapeDataString(request.Path + request.QueryString).Contains(armed.Place.Text, StringComparison.Ordinal)
                    : HttpMethods.IsPost(request.Method) && body.Contains(armed.Place.Text, StringComparison.Ordinal));
            var kill = fits ? _armed!.Value.Kill : null;
            _armed = fits ? null : _armed;
            return kill;
        }
    }

    private static HttpRequestMessage Request(HttpRequest request, byte[] body)
    {
        var onward = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString) { Content = body.Length > 0 ? new ByteArrayContent(body) : null };
        foreach (var header in request.Headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            if (!onward.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                onward.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        return onward;
    }
}
