namespace QboConnect.Core.Preflight;

/// <summary>How much a finding matters.</summary>
public enum FindingLevel
{
    /// <summary>Connecting or syncing cannot go well before it is mended.</summary>
    Blocks,

    /// <summary>Works, with a consequence the merchant should know before.</summary>
    Warns,

    /// <summary>Worth knowing; nothing has to be done.</summary>
    Info,
}

/// <summary>What the app itself can do about a finding.</summary>
public enum FindingFix
{
    /// <summary>Nothing: it is mended by hand.</summary>
    None,

    /// <summary>Give the listed products their suggested names.</summary>
    RenameProducts,

    /// <summary>Open QuickBooks' own settings, which its API cannot change.</summary>
    OpenQuickBooksSettings,

    /// <summary>Create the missing accounts in QuickBooks, after a preview.</summary>
    CreateAccounts,

    /// <summary>Open Settings → Reference books → Account mapping.</summary>
    OpenAccountMapping,

    /// <summary>Open Settings → Reference books → Tax rules.</summary>
    OpenTaxRules,

    /// <summary>Open Sync options.</summary>
    OpenSyncOptions,

    /// <summary>Sign in at QuickBooks again.</summary>
    Reconnect,
}

/// <summary>A record a finding touches.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Detail">What is wrong with it, or what it would become.</param>
public sealed record TouchedRecord(string Name, string Detail);

/// <summary>Something that would go wrong, or differently than expected, with this company.</summary>
/// <param name="Id">Stable id of the kind of finding, for example <c>PRD-03</c>.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="What">What was found.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record Finding(string Id, FindingLevel Level, string What, string Why, string Mend)
{
    /// <summary>The records it touches, all of them.</summary>
    public IReadOnlyList<TouchedRecord> Records { get; init; } = [];

    /// <summary>What the app can do about it.</summary>
    public FindingFix Fix { get; init; }
}

/// <summary>One rule the pre-flight check looks at.</summary>
/// <param name="Title">What is in order where it finds nothing, in a few words.</param>
/// <param name="Look">Facts to findings; pure.</param>
public sealed record PreflightCheck(string Title, Func<PreflightFacts, IEnumerable<Finding>> Look);
