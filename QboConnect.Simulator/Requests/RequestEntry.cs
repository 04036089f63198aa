namespace QboConnect.Simulator.Requests;

/// <summary>One request as the log keeps it. Bodies and credentials are not kept.</summary>
internal sealed class RequestEntry
{
    /// <summary>The intuit_tid of the answer.</summary>
    public required string Id { get; init; }

    /// <summary>When it came, by the simulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    /// <summary>Company of the path; null elsewhere.</summary>
    public string? RealmId { get; init; }

    /// <summary>0 while the request runs and when the connection was cut.</summary>
    public int Status { get; set; }

    public double Milliseconds { get; set; }

    /// <summary>What the simulator did to this request: throttled, or which injected fault.</summary>
    public string? Note { get; set; }
}
