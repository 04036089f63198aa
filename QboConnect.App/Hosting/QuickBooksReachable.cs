using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using QboConnect.Core.QuickBooks;

namespace QboConnect.App.Hosting;

/// <summary>
/// Whether QuickBooks' address answers at all; any HTTP answer will do, for the question is the way there. The answer is kept for half a
/// minute, since anyone may ask for <c>/health</c> as often as they like.
/// </summary>
internal sealed class QuickBooksReachable(IHttpClientFactory clients, IOptions<QboOptions> options, TimeProvider clock) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _gate = new(1);
    private (DateTimeOffset At, bool Reachable)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || clock.GetUtcNow() - last.At > Kept)
            {
                _last = last = (clock.GetUtcNow(), await AnswersAsync(cancellationToken));
            }

            return last.Reachable
                ? HealthCheckResult.Healthy("reachable")
                : new HealthCheckResult(context.Registration.FailureStatus, "not reachable");
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = clients.CreateClient(nameof(QuickBooksReachable));
        client.Timeout = Patience;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, options.Value.Addresses.Api);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
