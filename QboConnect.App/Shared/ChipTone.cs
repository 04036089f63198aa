namespace QboConnect.App.Shared;

/// <summary>How good or bad a state is.</summary>
public enum ChipTone
{
    /// <summary>Nothing to do and nothing to see: skipped, voided, draft.</summary>
    Quiet,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>On its way.</summary>
    Waiting,

    /// <summary>Needs somebody.</summary>
    Bad,
}
