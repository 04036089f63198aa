using RestSharp;

namespace QboConnect.Core.QuickBooks;

/// <summary>One HTTP request before it is authorised.</summary>
internal sealed record QboRequest(Method Method, Uri Address, string What)
{
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];
    public string? Body { get; init; }
    public string BodyType { get; init; } = "application/json";
    public bool IsWrite { get; init; }
    public bool IsBatch { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
