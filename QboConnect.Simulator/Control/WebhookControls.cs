using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Webhooks;

namespace QboConnect.Simulator.Control;

/// <summary>Webhooks: what an app sets up on Intuit's developer site.</summary>
internal static class WebhookControls
{
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/webhooks").WithTags("Webhooks");
        group.MapGet("", (Subscriptions subscriptions) => subscriptions.All().Select(row => WebhookView.Of(row, subscriptions.Waiting(row)))).WithSummary("Lists the subscriptions and what waits for each.");
        group.MapPost("", (NewWebhook webhook, Subscriptions subscriptions) =>
                webhook.Problem() is { } problem
                    ? ControlEndpoints.Problem(problem)
                    : Results.Ok(CreatedWebhook.Of(subscriptions.Add(webhook.Url, webhook.Format, webhook.RealmId, webhook.Entities ?? [], webhook.VerifierToken))))
            .Produces<CreatedWebhook>().ProducesProblem(400)
            .WithSummary("Subscribes an address to changes.")
            .WithDescription("It hears of what changes from now on in companies that an app is connected to. The verifier token is shown here and never again. Only addresses of this machine are served.");
        group.MapDelete("/{id:long}", (long id, Subscriptions subscriptions) => subscriptions.Remove(id) ? Results.NoContent() : Unknown(id))
            .Produces(204).ProducesProblem(404).WithSummary("Ends a subscription.");
        group.MapGet("/{id:long}/deliveries", (long id, Subscriptions subscriptions, WebhookSender sender) =>
                subscriptions.All().Any(row => row.Id == id) ? Results.Ok(sender.Attempts(id)) : Unknown(id))
            .Produces<IEnumerable<DeliveryAttempt>>().ProducesProblem(404).WithSummary("Reads the attempts to deliver since the start, oldest first.");
    }

    private static IResult Unknown(long id) => ControlEndpoints.Problem($"There is no webhook {id}.", StatusCodes.Status404NotFound);
}

/// <summary>A subscription to make.</summary>
/// <param name="Format">Legacy or CloudEvents.</param>
/// <param name="RealmId">Only this company's changes; all companies' without it.</param>
/// <param name="Entities">Only these entities' changes; all without it.</param>
/// <param name="VerifierToken">The key of the signature; one is made without it.</param>
internal sealed record NewWebhook(string Url, WebhookFormat Format = WebhookFormat.Legacy, string? RealmId = null, IReadOnlyList<string>? Entities = null, string? VerifierToken = null)
{
    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem() =>
        !Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !OAuthEndpoints.IsLoopbackHost(url.Host)
            ? "url is an http address of this machine."
        : Entities?.FirstOrDefault(entity => !Outbox.Serves(entity)) is { } unknown ? $"Webhooks do not tell of {unknown}."
        : null;
}

/// <summary>A subscription that was made, with its token.</summary>
internal sealed record CreatedWebhook(long Id, string Url, WebhookFormat Format, string VerifierToken)
{
    public static CreatedWebhook Of(Subscription row) => new(row.Id, row.Url, row.Format, row.VerifierToken);
}

/// <summary>A subscription as it stands.</summary>
/// <param name="Waiting">Events that were not acknowledged yet.</param>
/// <param name="FailedAttempts">How often the delivery under way has failed.</param>
/// <param name="NextAttempt">When it is tried again; null where none failed.</param>
internal sealed record WebhookView(long Id, string Url, WebhookFormat Format, string? RealmId, IReadOnlyList<string> Entities, int Waiting, int FailedAttempts, DateTimeOffset? NextAttempt)
{
    public static WebhookView Of(Subscription row, int waiting) => new(row.Id, row.Url, row.Format, row.Realm, row.Entities, waiting, row.Attempts, row.Attempts > 0 ? row.Due : null);
}
