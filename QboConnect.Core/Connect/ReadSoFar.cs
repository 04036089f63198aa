namespace QboConnect.Core.Connect;

/// <summary>How much of QuickBooks' lists was read so far.</summary>
/// <param name="Rows">Rows of each list that was begun, in the order they were begun.</param>
public sealed record ReadSoFar(IReadOnlyList<(string What, int Rows)> Rows)
{
    /// <summary>Nothing yet.</summary>
    public static ReadSoFar Nothing { get; } = new([]);

    /// <summary>The same with another count of one list.</summary>
    public ReadSoFar With(string what, int rows) => Rows.Any(row => row.What == what)
        ? new([.. Rows.Select(row => row.What == what ? (what, rows) : row)])
        : new([.. Rows, (what, rows)]);
}
