namespace QboConnect.Core.Finance;

/// <summary>How a channel's transactions reach QuickBooks (seed: Sale channel sync options; consolidation seed: Configure transaction consolidation settings).</summary>
public enum SyncType
{
    /// <summary>Each document by itself; the default of a new channel.</summary>
    Individual,

    /// <summary>Summed into daily journals.</summary>
    Consolidated,

    /// <summary>Not at all; marked Skipped.</summary>
    NoSync,
}

/// <summary>Where sales come from: Core, Core API, or a shop connected to it.</summary>
public sealed class SalesChannel
{
    /// <summary>The channel of sales typed into Core itself.</summary>
    public const string Core = "Core";

    /// <summary>The channel of sales sent through Core's API without a name of their own.</summary>
    public const string CoreApi = "Core API";

    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Name, unique without regard to case.</summary>
    public required string Name { get; set; }

    /// <summary>Invoices, payments, credit notes and refunds.</summary>
    public SyncType InvoiceSync { get; set; }

    /// <summary>Cost of goods sold and restocks.</summary>
    public SyncType CogsSync { get; set; }

    /// <summary>False once the shop is disconnected; its sync types are kept for a reconnect (consolidation seed: Disconnecting or reconnecting a sales channel).</summary>
    public bool IsConnected { get; set; } = true;
}
