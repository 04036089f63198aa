using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using QboConnect.Simulator.Companies;

namespace QboConnect.Simulator.Webhooks;

/// <summary>Delivers what the outbox holds: at once when something changed, and again by the ladder where it was not acknowledged. It
/// goes by the simulator's clock, so turning the clock delivers what has come due.</summary>
internal sealed class WebhookSender(Subscriptions subscriptions, Outbox outbox, Clock clock) : BackgroundService
{
    private const int AttemptsKept = 200;

    /// <summary>A receiver answers within three seconds (facts, 4.3).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
    private readonly ConcurrentDictionary<long, ConcurrentQueue<DeliveryAttempt>> _attempts = new();
    private volatile TaskCompletionSource _wake = New();

    /// <summary>The last attempts, oldest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts(long subscription) => [.. _attempts.GetValueOrDefault(subscription) ?? []];

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        clock.Moved += Wake;
        outbox.Filled += Wake;
        try
        {
            while (true)
            {
                _wake = New();
                var all = subscriptions.All();
                var next = await Task.WhenAll(all.Select(subscription => ServeAsync(subscription, stoppingToken)));
                await WaitAsync(next.Min(), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The simulator stops; what is open is delivered after its next start.
        }
        finally
        {
            clock.Moved -= Wake;
            outbox.Filled -= Wake;
        }
    }

    /// <summary>Delivers all that is due.</summary>
    /// <returns>When to look again; null where nothing waits.</returns>
    private async Task<DateTimeOffset?> ServeAsync(Subscription subscription, CancellationToken cancellation)
    {
        while (true)
        {
            if (subscription.UpTo > subscription.Acknowledged && subscription.Due > clock.GetUtcNow())
            {
                return subscription.Due;
            }
            if (subscriptions.Begin(subscription) is not { Count: > 0 } events)
            {
                return null;
            }
            if (await DeliverAsync(subscription, events, cancellation))
            {
                subscriptions.Acknowledge(subscription, events[^1].Id);
            }
            else
            {
                subscriptions.Postpone(subscription with { Attempts = subscription.UpTo > subscription.Acknowledged ? subscription.Attempts : 0 });
            }
            if (subscriptions.All().SingleOrDefault(row => row.Id == subscription.Id) is not { } now)
            {
                return null;
            }
            subscription = now;
        }
    }

    private async Task<bool> DeliverAsync(Subscription subscription, IReadOnlyList<WebhookEvent> events, CancellationToken cancellation)
    {
        var body = WebhookPayload.Body(subscription.Format, events);
        var signature = WebhookPayload.Signature(body, subscription.VerifierToken);
        var (status, problem) = (0, (string?)null);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new StringContent(body, Encoding.UTF8) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(WebhookPayload.ContentType(subscription.Format), "utf-8");
            request.Headers.Add("intuit-signature", signature);
            using var answer = await _http.SendAsync(request, cancellation);
            status = (int)answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            problem = failure is TaskCanceledException ? "No answer within three seconds." : failure.Message;
        }
        var attempts = _attempts.GetOrAdd(subscription.Id, _ => new());
        attempts.Enqueue(new DeliveryAttempt(clock.GetUtcNow(), subscription.UpTo > subscription.Acknowledged ? subscription.Attempts + 1 : 1, status, problem, signature, body));
        while (attempts.Count > AttemptsKept)
        {
            attempts.TryDequeue(out _);
        }
        return status == StatusCodes.Status200OK;
    }

    private async Task WaitAsync(DateTimeOffset? due, CancellationToken cancellation)
    {
        if (due is not { } moment)
        {
            await _wake.Task.WaitAsync(cancellation);
            return;
        }
        // Capped, because a timer takes no wait of more than 49 days.
        var wait = TimeSpan.FromMilliseconds(Math.Clamp((moment - clock.GetUtcNow()).TotalMilliseconds, 0, TimeSpan.FromDays(1).TotalMilliseconds));
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var timer = Task.Delay(wait, clock, left.Token);
        await Task.WhenAny(_wake.Task, timer);
        await left.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake(object? sender, EventArgs e) => _wake.TrySetResult();
}
