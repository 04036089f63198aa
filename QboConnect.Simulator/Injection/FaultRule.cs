using System.Text.Json.Serialization;

namespace QboConnect.Simulator.Injection;

/// <summary>What an injected fault does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>Answers any fault of the catalogue; nothing is done.</summary>
    Fault,

    /// <summary>429 with QuickBooks' throttle body, with Retry-After when retryAfterSeconds is given; nothing is done.</summary>
    Throttle,

    /// <summary>500 with fault 10000; nothing is done.</summary>
    ServerError,

    /// <summary>503 without a body; nothing is done.</summary>
    Unavailable,

    /// <summary>Waits delaySeconds, then goes on.</summary>
    Delay,

    /// <summary>Closes the connection; nothing is done.</summary>
    CutBefore,

    /// <summary>Does and commits the work, then closes the connection without an answer.</summary>
    CutAfter,

    /// <summary>Does the work, sends the first half of the answer and closes the connection.</summary>
    Truncate,

    /// <summary>Ends the access token of the call, which is then refused with 401.</summary>
    ExpiredToken,
}

/// <summary>Which calls go wrong, and how. Conditions left out match every call to Intuit's paths.</summary>
internal sealed record FaultRule
{
    /// <summary>Given by the simulator.</summary>
    public string? Id { get; init; }

    public required FaultKind Kind { get; init; }

    public string? RealmId { get; init; }

    /// <summary>Part of the path, such as /invoice or /oauth2/v1/tokens.</summary>
    public string? Path { get; init; }

    /// <summary>Entity by name or path: Invoice, journalentry. Of a query it is the one after FROM. A rule of kind Fault with an entity also reaches the items of a batch.</summary>
    public string? Entity { get; init; }

    /// <summary>create, update, delete, void, send, upload, read, query, batch, report, cdc or token.</summary>
    public string? Operation { get; init; }

    /// <summary>Only the nth matching call, counted from 1 from now on.</summary>
    public int? Nth { get; init; }

    /// <summary>At most so many calls; for ever when left out.</summary>
    public int? Times { get; init; }

    /// <summary>Share of the matching calls, from 0 to 1; the same seed picks the same calls.</summary>
    public double? Probability { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Kind Fault: the code, such as 6140.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Detail { get; init; }

    public string? Element { get; init; }

    /// <summary>Kind Fault: HTTP status, 400 when left out.</summary>
    public int? Status { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public double? DelaySeconds { get; init; }

    /// <summary>What is wrong with this rule; null when it can be used.</summary>
    public string? Problem() =>
        Kind == FaultKind.Fault && string.IsNullOrEmpty(Code) ? "A rule of kind Fault needs a code."
        : Kind == FaultKind.Delay && DelaySeconds is not > 0 ? "A rule of kind Delay needs delaySeconds above 0."
        : Probability is < 0 or > 1 ? "probability is from 0 to 1."
        : Nth is < 1 || Times is < 1 ? "nth and times count from 1."
        : Status is < 100 or > 599 ? "status is an HTTP status."
        : null;
}
