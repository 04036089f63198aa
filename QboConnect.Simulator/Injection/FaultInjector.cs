using System.Collections.Immutable;
using System.Globalization;
using QboConnect.Simulator.Companies;
using QboConnect.Simulator.Faults;
using QboConnect.Simulator.OAuth;
using QboConnect.Simulator.Requests;
using QboConnect.Simulator.Wire;

namespace QboConnect.Simulator.Injection;

/// <summary>Makes calls go wrong as its rules say. Without rules it costs one read of a field.</summary>
internal sealed class FaultInjector(Clock clock, TokenStore tokens)
{
    private readonly Lock _gate = new();
    private ImmutableArray<ArmedRule> _rules = [];
    private int _lastId;

    public ImmutableArray<ArmedRule> Rules => _rules;

    public FaultRule Add(FaultRule rule)
    {
        lock (_gate)
        {
            var armed = new ArmedRule(rule with { Id = (++_lastId).ToString(CultureInfo.InvariantCulture) });
            _rules = _rules.Add(armed);
            return armed.Rule;
        }
    }

    /// <summary>Removes one rule, or all without an id; answers whether there was one.</summary>
    public bool Remove(string? id)
    {
        lock (_gate)
        {
            var before = _rules.Length;
            _rules = id is null ? [] : _rules.RemoveAll(r => r.Rule.Id == id);
            return _rules.Length < before;
        }
    }

    /// <summary>The fault for one item of a batch, from rules that name an entity.</summary>
    public Fault? ForBatchItem(string realm, string entity, string operation)
    {
        if (_rules.IsEmpty)
        {
            return null;
        }
        var call = new CallFacts($"/v3/company/{realm}/batch", realm, entity, operation);
        return _rules.FirstOrDefault(r => r.Rule is { Kind: FaultKind.Fault, Entity: not null } && r.Strikes(call))?.Fault();
    }

    public Task RunAsync(HttpContext context, RequestDelegate next) =>
        _rules.IsEmpty || !ApiPath.IsIntuits(context.Request.Path) ? next(context) : InjectAsync(context, next);

    private async Task InjectAsync(HttpContext context, RequestDelegate next)
    {
        var call = await CallFacts.ReadAsync(context);
        foreach (var armed in _rules)
        {
            if (!armed.Strikes(call))
            {
                continue;
            }
            var rule = armed.Rule;
            var wait = rule.Kind == FaultKind.Delay ? Task.Delay(TimeSpan.FromSeconds(rule.DelaySeconds!.Value), clock, context.RequestAborted) : Task.CompletedTask;
            context.Features.Get<RequestEntry>()!.Note = $"injected {rule.Kind} by rule {rule.Id}";
            switch (rule.Kind)
            {
                case FaultKind.Delay:
                    await wait;
                    continue;
                case FaultKind.ExpiredToken:
                    tokens.Expire(context.Request.Headers.Authorization.ToString().Split(' ')[^1]);
                    continue;
                case FaultKind.CutBefore:
                    context.Abort();
                    return;
                case FaultKind.CutAfter:
                    await Answer.HeldAsync(context, next);
                    context.Abort();
                    return;
                case FaultKind.Truncate:
                    await Answer.HalfAsync(context, await Answer.HeldAsync(context, next));
                    return;
                case FaultKind.Unavailable:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return;
                case FaultKind.Throttle:
                    if (rule.RetryAfterSeconds is { } seconds)
                    {
                        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                    }
                    await WriteAsync(context, Fault.Throttled());
                    return;
                case FaultKind.ServerError:
                    await WriteAsync(context, Fault.System("injected"));
                    return;
                case FaultKind.Fault:
                    await WriteAsync(context, armed.Fault());
                    return;
            }
        }
        await next(context);
    }

    private Task WriteAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = "application/json;charset=UTF-8";
        return context.Response.Body.WriteAsync(Envelope.Of(fault, clock.Now).Bytes(), context.RequestAborted).AsTask();
    }
}
