using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Sync.Shell;

internal sealed class SyncLinkMapping : IEntityTypeConfiguration<SyncLink>
{
    public void Configure(EntityTypeBuilder<SyncLink> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.RealmId, row.LocalKey }).IsUnique();
        builder.HasIndex(row => new { row.RealmId, row.QboEntity, row.QboId });
    }
}

internal sealed class SyncIntentMapping : IEntityTypeConfiguration<SyncIntent>
{
    public void Configure(EntityTypeBuilder<SyncIntent> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.State).HasConversion<int>();
        builder.HasIndex(row => row.RunId);
        // One open intent a document: two runs can never both be about to send it.
        builder.HasIndex(row => new { row.RealmId, row.LocalKey }).IsUnique().HasFilter("\"State\" = 0").HasDatabaseName("IX_SyncIntents_OneOpen");
        builder.HasIndex(row => new { row.LocalKey, row.CreatedAt });
        builder.HasIndex(row => row.SettledAt);
    }
}

internal sealed class SyncRunMapping : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.StartedAt);
    }
}

internal sealed class SyncLockMapping : IEntityTypeConfiguration<SyncLock>
{
    public void Configure(EntityTypeBuilder<SyncLock> builder) => builder.HasKey(row => row.Name);
}

internal sealed class AutosyncSettingsMapping : IEntityTypeConfiguration<AutosyncSettings>
{
    public void Configure(EntityTypeBuilder<AutosyncSettings> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}

internal sealed class PostingDifferenceMapping : IEntityTypeConfiguration<PostingDifference>
{
    public void Configure(EntityTypeBuilder<PostingDifference> builder)
    {
        builder.HasKey(row => new { row.LinkId, row.AccountId });
        builder.HasOne<SyncLink>().WithMany().HasForeignKey(row => row.LinkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => row.Date);
    }
}
