using QboConnect.Core.Finance;

namespace QboConnect.Core.Sync;

/// <summary>Says in words what was changed on the Sync options screen and is not saved.</summary>
public static class SyncOptionsChanges
{
    /// <summary>The changes, for example <c>Web store to Consolidated</c>; empty where there are none.</summary>
    public static IReadOnlyList<string> Between(SyncOptions stored, SyncOptions wanted)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(wanted);
        var changes = new List<string>();
        if (stored.Autosync != wanted.Autosync)
        {
            changes.Add(wanted.Autosync ? "autosync on" : "autosync off");
        }

        if ((stored.StartDate, stored.StartTime, stored.FrequencyMinutes) != (wanted.StartDate, wanted.StartTime, wanted.FrequencyMinutes))
        {
            changes.Add("autosync times");
        }

        if (stored.Consolidate != wanted.Consolidate)
        {
            changes.Add(wanted.Consolidate ? "consolidation on" : "consolidation off");
        }

        if (stored.CustomerId != wanted.CustomerId)
        {
            changes.Add("consolidation customer");
        }

        var before = stored.Channels.ToDictionary(channel => channel.ChannelId);
        foreach (var channel in ChangedChannels(stored, wanted))
        {
            if (before[channel.ChannelId].Invoices != channel.Invoices)
            {
                changes.Add($"{channel.Name} to {WordOf(channel.Invoices)}");
            }

            if (before[channel.ChannelId].Cogs != channel.Cogs)
            {
                changes.Add($"{channel.Name} COGS to {WordOf(channel.Cogs)}");
            }
        }

        return changes;
    }

    /// <summary>The channels that are to be synced otherwise than they are.</summary>
    public static IEnumerable<ChannelChoice> ChangedChannels(SyncOptions stored, SyncOptions wanted)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.Channels.Except(stored.Channels);
    }

    private static string WordOf(SyncType type) => type switch
    {
        SyncType.Individual => "Individual",
        SyncType.Consolidated => "Consolidated",
        SyncType.NoSync => "No sync",
    };
}
