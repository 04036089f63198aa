using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Notifications.Shell;

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Delivery).HasConversion<int>();
        // What waits is looked for every few seconds, and what is unread with every page.
        builder.HasIndex(row => row.NextAttemptAt).HasFilter("\"Delivery\" = 0").HasDatabaseName("IX_Messages_Waiting");
        builder.HasIndex(row => row.Id).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_Messages_Unread");
    }
}

internal sealed class MailSettingsMapping : IEntityTypeConfiguration<MailSettings>
{
    public void Configure(EntityTypeBuilder<MailSettings> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}
