using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>One attempt over the one HttpClient. No exception but cancellation leaves it.</summary>
internal sealed class QboTransport(IHttpClientFactory http, TimeProvider clock, QboTelemetry telemetry) : IDisposable
{
    public const string HttpClientName = "quickbooks";

    private readonly RestClient _client = new(http.CreateClient(HttpClientName), new RestClientOptions { UserAgent = "QboConnect" }, disposeHttpClient: true);

    public async Task<QboReply> SendAsync(QboRequest request, string authorization, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        try
        {
            var response = await _client.ExecuteAsync(Message(request, authorization), cancellation);
            // RestSharp swallows cancellation; Polly's time-out has to see it.
            cancellation.ThrowIfCancellationRequested();
            var reply = QboReply.Of(response, clock.GetUtcNow());
            telemetry.Attempt(request, reply, clock.GetElapsedTime(started));
            return reply;
        }
        catch (OperationCanceledException)
        {
            telemetry.Attempt(request, QboReply.Silent(QboSilence.TimedOut), clock.GetElapsedTime(started));
            throw;
        }
    }

    public void Dispose() => _client.Dispose();

    private static RestRequest Message(QboRequest request, string authorization)
    {
        var message = new RestRequest(request.Address, request.Method);
        message.AddOrUpdateHeader("Accept", "application/json");
        message.AddOrUpdateHeader("Authorization", authorization);
        foreach (var (name, value) in request.Headers)
        {
            message.AddOrUpdateHeader(name, value);
        }
        foreach (var (name, value) in request.Query)
        {
            message.AddQueryParameter(name, value);
        }
        if (request.Body is not null)
        {
            message.AddStringBody(request.Body, request.BodyType);
        }
        return message;
    }
}
