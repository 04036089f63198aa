using Microsoft.AspNetCore.Components;

namespace QboConnect.App.Shared;

/// <summary>A column of a <see cref="ListTable{T}"/>.</summary>
/// <param name="Title">Its heading, and its label on a phone.</param>
/// <param name="Cell">What it shows of a row.</param>
/// <param name="Sort">Its name in the address, or null where it cannot be sorted by.</param>
/// <param name="IsNumber">Right-aligned, with tabular figures.</param>
public sealed record ListColumn<T>(string Title, Func<T, RenderFragment> Cell, string? Sort = null, bool IsNumber = false);

/// <summary>Makes the usual columns.</summary>
public static class ListColumn
{
    /// <summary>A column of plain text; nothing shows as an en dash.</summary>
    public static ListColumn<T> Text<T>(string title, Func<T, string?> text, string? sort = null, bool isNumber = false) =>
        new(title, row => builder => builder.AddContent(0, string.IsNullOrEmpty(text(row)) ? "–" : text(row)), sort, isNumber);
}
