using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using QboConnect.Core.Persistence;

namespace QboConnect.App.Shared;

/// <summary>What a list shows, as it stands in the address: page, sort and filters. Back works, and a link can be shared.</summary>
public sealed class ListState
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    private readonly string _path;
    private readonly Dictionary<string, string> _values;

    private ListState(string path, Dictionary<string, string> values) => (_path, _values) = (path, values);

    /// <summary>The page, from 1.</summary>
    public int Page => int.TryParse(this["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

    /// <summary>The rows of the page.</summary>
    public Slice Slice => new((Page - 1) * PageSize, PageSize);

    /// <summary>The column sorted by, or null for the list's own order.</summary>
    public string? Sort => this["sort"]?.TrimStart('-');

    /// <summary>Whether the sort is downwards.</summary>
    public bool Descending => this["sort"]?.StartsWith('-') == true;

    /// <summary>A filter, or null where it is not set.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Whether the address narrows the list.</summary>
    public bool IsFiltered => _values.Keys.Any(name => name is not ("page" or "sort"));

    /// <summary>Reads the address of the page.</summary>
    public static ListState Of(NavigationManager navigation)
    {
        var uri = new Uri(navigation.Uri);
        return new ListState(uri.AbsolutePath, Values(QueryHelpers.ParseQuery(uri.Query)));
    }

    /// <summary>Reads the address of a request.</summary>
    public static ListState Of(HttpRequest request) => new(request.Path, Values(request.Query));

    /// <summary>A filter that is a day, or null.</summary>
    public DateOnly? Day(string name) => DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A filter that is an id, or null.</summary>
    public long? Id(string name) => long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A filter that is one of an enum's names, or null.</summary>
    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(this[name], ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice : null;

    /// <summary>The address with another value; a changed filter or sort starts at page 1.</summary>
    public string With(string name, string? value) => With(_path, (name, value));

    /// <summary>The address of the same filters at another path, for an export.</summary>
    public string At(string path) => With(path, ("page", null));

    /// <summary>The address of another page.</summary>
    public string AtPage(int page) => With("page", page == 1 ? null : page.ToString(CultureInfo.InvariantCulture));

    /// <summary>The address sorted by a column; by the same column again the other way round.</summary>
    public string SortedBy(string column) => With("sort", Sort == column && !Descending ? "-" + column : column);

    private static Dictionary<string, string> Values(IEnumerable<KeyValuePair<string, StringValues>> query) =>
        query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    private string With(string path, (string Name, string? Value) change)
    {
        var values = _values.Where(pair => pair.Key != change.Name && (pair.Key != "page" || change.Name == "page"))
            .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
            .Append(KeyValuePair.Create(change.Name, change.Value))
            .Where(pair => !string.IsNullOrEmpty(pair.Value));
        return QueryHelpers.AddQueryString(path, values);
    }
}
