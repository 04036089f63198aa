namespace QboConnect.Core.Persistence;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Total">Rows on all pages together.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Total);

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Skip">Rows before it.</param>
/// <param name="Take">Rows of it.</param>
public readonly record struct Slice(int Skip, int Take)
{
    /// <summary>Everything, for an export.</summary>
    public static Slice All { get; } = new(0, int.MaxValue);
}
