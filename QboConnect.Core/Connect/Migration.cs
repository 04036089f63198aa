namespace QboConnect.Core.Connect;

/// <summary>What the migration does, in its order. Each step ends in a checkpoint; one that was interrupted runs again and ends the same.</summary>
public enum MigrationStep
{
    /// <summary>What was chosen of Core's data from before is discarded.</summary>
    TestData,

    /// <summary>Accounts, tax rules and terms take their QuickBooks ids; QuickBooks' other accounts join the chart.</summary>
    ReferenceBooks,

    /// <summary>QuickBooks' trial balance as it stands, so that later differences can be explained.</summary>
    Baseline,

    /// <summary>Unpaid invoices and bills.</summary>
    OpeningBalances,

    /// <summary>Stock on hand.</summary>
    Stock,

    /// <summary>QuickBooks' inventory items are deactivated and made again as services.</summary>
    ReplaceItems,

    /// <summary>Connected.</summary>
    Finish,
}

/// <summary>How a migration stands.</summary>
public enum MigrationState
{
    /// <summary>Running, or waiting for the next start of the program.</summary>
    Running,

    /// <summary>Stopped by a problem; resuming goes on where it stopped.</summary>
    Failed,

    /// <summary>Everything was done.</summary>
    Done,
}

/// <summary>The one migration of a QuickBooks company.</summary>
public sealed class Migration
{
    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>Our id; request ids are made of it, so that a repetition is answered by QuickBooks with its first answer.</summary>
    public required long Id { get; init; }

    /// <summary>How it stands.</summary>
    public MigrationState State { get; set; }

    /// <summary>The step that is running or comes next.</summary>
    public MigrationStep Step { get; set; }

    /// <summary>What of the step is done.</summary>
    public int Done { get; set; }

    /// <summary>What the step has to do; 0 where that is not known.</summary>
    public int Total { get; set; }

    /// <summary>Who started it: an e-mail address.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What stopped it and what to do; null while nothing did.</summary>
    public string? Message { get; set; }

    /// <summary>The integration date: the day it was started, in the organisation's time zone.</summary>
    public required DateOnly IntegrationDate { get; init; }

    /// <summary>Whether anything is written to QuickBooks.</summary>
    public required IntegrationMode Mode { get; init; }

    /// <summary>What of Core's data from before is discarded.</summary>
    public DiscardedData Discarded { get; init; }

    /// <summary>Whether unpaid invoices and bills are taken over.</summary>
    public bool ImportOpeningBalances { get; init; }

    /// <summary>The location stock is taken over into, or null where none is.</summary>
    public long? StockLocationId { get; init; }
}

/// <summary>A step of a migration that is done.</summary>
public sealed class MigrationCheckpoint
{
    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>The step.</summary>
    public required MigrationStep Step { get; init; }

    /// <summary>What it did, for people: "42 accounts, 3 tax rules, 4 payment terms".</summary>
    public required string Summary { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }
}

/// <summary>An inventory item of QuickBooks that a service takes the place of.</summary>
public sealed class ReplacedItem
{
    /// <summary>The QuickBooks company.</summary>
    public required string RealmId { get; init; }

    /// <summary>QuickBooks' id of the inventory item.</summary>
    public required string QboItemId { get; init; }

    /// <summary>Its version when it was read.</summary>
    public required string SyncToken { get; init; }

    /// <summary>The account its stock value stands on in QuickBooks.</summary>
    public required string AssetAccountId { get; init; }

    /// <summary>Our product; null for an item without SKU, which is replaced all the same.</summary>
    public long? ProductId { get; init; }

    /// <summary>The service's body, exactly as it is sent.</summary>
    public required string Body { get; init; }

    /// <summary>QuickBooks' id of the service; null until it is made.</summary>
    public string? NewQboId { get; set; }
}
