using QboConnect.Core.Notifications;

namespace QboConnect.Core.Connect;

/// <summary>What the person who started the migration is told when it ends (seed: Connecting with the QuickBooks Connect Wizard).</summary>
public static class MigrationMessages
{
    /// <summary>The page where historical transactions are exported.</summary>
    public const string ExportHistoryPath = "/integration/quickbooks/export-history";

    /// <summary>The page that shows a migration that stopped.</summary>
    public const string MigrationPath = "/integration/quickbooks";

    /// <summary>It is done.</summary>
    public static Message Done(Migration migration, string company, long id, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(migration);
        return new Message
        {
            Id = id,
            To = migration.StartedBy,
            Subject = $"Core is connected to {company}",
            Body = $"The migration is done and Core is open again for everybody.\n\nNext: look at the first dry run, then sync. Historical transactions can be exported to {company} from a date of your choice on this page:",
            Link = ExportHistoryPath,
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    /// <summary>It stopped.</summary>
    public static Message Stopped(Migration migration, string company, string problem, long id, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(migration);
        return new Message
        {
            Id = id,
            To = migration.StartedBy,
            Subject = $"The migration to {company} has stopped",
            Body = $"{problem}\n\nWhat is done is kept, nothing is half done, and Core stays locked until the migration is finished. Mend what is said above, then resume on this page; it goes on where it stopped:",
            Link = MigrationPath,
            IsProblem = true,
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }
}
