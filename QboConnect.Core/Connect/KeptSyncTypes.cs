using QboConnect.Core.Finance;

namespace QboConnect.Core.Connect;

/// <summary>
/// The sync types a channel had when QuickBooks was disconnected. Disconnecting sets every channel to Individual (consolidation seed: Disconnecting or
/// reconnecting QuickBooks Online); what was chosen before is kept to be shown, and taken back by whoever wants it.
/// </summary>
public sealed class KeptSyncTypes
{
    /// <summary>The channel.</summary>
    public required long ChannelId { get; init; }

    /// <summary>Invoices, payments, credit notes and refunds.</summary>
    public required SyncType InvoiceSync { get; set; }

    /// <summary>Cost of goods sold and restocks.</summary>
    public required SyncType CogsSync { get; set; }
}
