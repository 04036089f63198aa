using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Injection;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Requests;
using QboConnect.Simulator.Throttling;

namespace QboConnect.Simulator.Control;

/// <summary>Time, limits, faults, the request log and token rules.</summary>
internal static class BehaviourControls
{
    public static void MapClock(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/clock").WithTags("Clock");
        group.MapGet("", (Clock clock) => View(clock)).WithSummary("Tells the simulator's time.");
        group.MapPut("", (ClockSetting setting, Clock clock) =>
        {
            clock.Offset += setting.Now - clock.GetUtcNow();
            return View(clock);
        }).WithSummary("Sets the clock; it runs on from there.");
        group.MapPost("/move", (ClockMove move, Clock clock) =>
        {
            clock.Offset += TimeSpan.FromDays(move.Days) + TimeSpan.FromHours(move.Hours) + TimeSpan.FromMinutes(move.Minutes) + TimeSpan.FromSeconds(move.Seconds);
            return View(clock);
        }).WithSummary("Moves the clock on, or back with negative numbers.").WithDescription("Tokens expire, limits free up and due webhooks go out as if the time had passed.");
        group.MapDelete("", (Clock clock) =>
        {
            clock.Offset = TimeSpan.Zero;
            return View(clock);
        }).WithSummary("Goes back to the host's time.");
    }

    public static void MapThrottle(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/throttle").WithTags("Throttle");
        group.MapGet("", (Throttle throttle) => throttle.Settings).WithSummary("Tells how request limits apply.");
        group.MapPut("", (ThrottleSettings settings, Throttle throttle) =>
            {
                if (settings.Scale is not (> 0 and <= 1000))
                {
                    return ControlEndpoints.Problem("scale is above 0 and at most 1000.");
                }
                throttle.Settings = settings;
                return Results.Ok(settings);
            })
            .Produces<ThrottleSettings>().ProducesProblem(400)
            .WithSummary("Turns QuickBooks' request limits on or off, or scales their windows.").WithDescription("On by default. Scale 0.1 makes a minute six seconds. What was counted so far is forgotten.");
    }

    public static void MapFaults(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/faults").WithTags("Faults");
        group.MapGet("", (FaultInjector injector) => injector.Rules.Select(r => new RuleView(r.Rule, r.Matched, r.Struck))).WithSummary("Lists the rules with what they matched and struck so far.");
        group.MapPost("", (FaultRule rule, FaultInjector injector) =>
                rule.Problem() is { } problem ? ControlEndpoints.Problem(problem) : Results.Ok(injector.Add(rule)))
            .Produces<FaultRule>().ProducesProblem(400).WithSummary("Makes calls go wrong.")
            .WithDescription("All conditions given must hold. The first rule that strikes decides; Delay and ExpiredToken then go on to the next rules.");
        group.MapDelete("", (FaultInjector injector) =>
        {
            injector.Remove(null);
            return Results.NoContent();
        }).Produces(204).WithSummary("Removes all rules.");
        group.MapDelete("/{id}", (string id, FaultInjector injector) => injector.Remove(id) ? Results.NoContent() : ControlEndpoints.Problem($"There is no rule {id}.", 404))
            .Produces(204).ProducesProblem(404).WithSummary("Removes a rule.");
    }

    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/requests").WithTags("Requests");
        group.MapGet("", (RequestLog log, string? realmId, string? path, int? status, int? limit) => log.Newest()
                .Where(r => (realmId is null || r.RealmId == realmId) && (path is null || r.Path.Contains(path, StringComparison.Ordinal)) && (status is null || r.Status == status))
                .Take(limit ?? 100))
            .WithSummary("Reads the request log, newest first.").WithDescription($"The last {RequestLog.Size} requests to Intuit's paths are kept. Status 0: the connection was cut, or the request still runs.");
        group.MapDelete("", (RequestLog log) =>
        {
            log.Clear();
            return Results.NoContent();
        }).Produces(204).WithSummary("Empties the log.");
    }

    public static void MapTokenRules(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/oauth").WithTags("Tokens");
        group.MapGet("", (TokenStore tokens) => tokens.Rules).WithSummary("Tells how refresh tokens change.");
        group.MapPut("", (TokenRules rules, TokenStore tokens) => tokens.Rules = rules).WithSummary("Chooses how refresh tokens change.")
            .WithDescription("EveryRefresh gives a new value each time; Daily keeps a value until it is 24 hours old. Either way the earlier value is refused at once.");
    }

    private static ClockView View(Clock clock) => new(clock.GetUtcNow(), clock.Offset.TotalSeconds);
}

/// <summary>A rule and its count.</summary>
internal sealed record RuleView(FaultRule Rule, int Matched, int Struck);
