namespace QboConnect.Core.Mapping;

/// <summary>How a row of a mapping step stands.</summary>
public enum MappingState
{
    /// <summary>Nothing fits by itself; a person chooses.</summary>
    ToMap,

    /// <summary>Matched, with a reason.</summary>
    Matched,

    /// <summary>Something in QuickBooks stands in the way; it has to be changed there or here.</summary>
    Conflict,
}

/// <summary>Something of QuickBooks' that a row may be mapped to.</summary>
/// <param name="QboId">Its id.</param>
/// <param name="Name">Its name, with its number where it has one.</param>
/// <param name="Note">What else tells it apart: type, rate, currency.</param>
public sealed record MappingCandidate(string QboId, string Name, string Note);

/// <summary>One thing of ours and what it is in QuickBooks.</summary>
public sealed record MappingRow
{
    /// <summary>Our id.</summary>
    public required long LocalId { get; init; }

    /// <summary>Our code, where it has one.</summary>
    public string Code { get; init; } = "";

    /// <summary>Our name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in words: "Bank, EUR", "8.25 %", "30 days".</summary>
    public required string Kind { get; init; }

    /// <summary>How it stands.</summary>
    public required MappingState State { get; init; }

    /// <summary>What it is mapped to; null while it is not.</summary>
    public MappingCandidate? Choice { get; init; }

    /// <summary>Why it was matched, or what is missing and what to do.</summary>
    public required string Reason { get; init; }

    /// <summary>What fits, the likeliest first; those another row has are among them. Ranked when first asked for: most rows are never opened.</summary>
    public IReadOnlyList<MappingCandidate> Candidates
    {
        get => _candidates.Value;
        init => _candidates = new(value);
    }

    /// <summary>Finds <see cref="Candidates"/>.</summary>
    internal Func<IReadOnlyList<MappingCandidate>> Ranked
    {
        init => _candidates = new(value);
    }

    /// <summary>How many <see cref="Candidates"/> there are, without ranking them.</summary>
    public int Fitting
    {
        get => field >= 0 ? field : Candidates.Count;
        init;
    } = -1;

    /// <summary>Whether each of them is what another row is mapped to.</summary>
    public bool IsNoneFree { get; init; }

    private readonly Lazy<IReadOnlyList<MappingCandidate>> _candidates = new([]);
}

/// <summary>A mapping step as a whole.</summary>
/// <param name="Rows">One a thing of ours that has to be mapped, in our order.</param>
public sealed record MappingTable(IReadOnlyList<MappingRow> Rows)
{
    /// <summary>Rows in a state.</summary>
    public int Count(MappingState state) => Rows.Count(row => row.State == state);

    /// <summary>Whether every row is matched, so that the wizard may go on.</summary>
    public bool IsComplete => Rows.All(row => row.State == MappingState.Matched);

    /// <summary>Rows that are not matched.</summary>
    public int Left => Rows.Count - Count(MappingState.Matched);

    private readonly Lazy<Dictionary<string, string>> _holders = new(() => Rows.Where(row => row.Choice is not null)
        .GroupBy(row => row.Choice!.QboId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal));

    /// <summary>The name of the row that has an object of QuickBooks', or null.</summary>
    public string? HolderOf(string qboId) => _holders.Value.GetValueOrDefault(qboId);
}
