using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Connect.Shell;

internal sealed class QuickBooksConnectionMapping : IEntityTypeConfiguration<QuickBooksConnection>
{
    public void Configure(EntityTypeBuilder<QuickBooksConnection> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.RealmId).IsUnique();
        builder.HasIndex(row => row.IsCurrent).IsUnique().HasFilter("\"IsCurrent\"").HasDatabaseName("IX_Connections_OneCurrent");
    }
}

internal sealed class BaselineBalanceMapping : IEntityTypeConfiguration<BaselineBalance>
{
    public void Configure(EntityTypeBuilder<BaselineBalance> builder) => builder.HasKey(row => new { row.RealmId, row.QboAccountId });
}

internal sealed class WizardProgressMapping : IEntityTypeConfiguration<WizardProgress>
{
    public void Configure(EntityTypeBuilder<WizardProgress> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Discarded).HasMaxLength(100);
    }
}

internal sealed class OAuthAttemptMapping : IEntityTypeConfiguration<OAuthAttempt>
{
    public void Configure(EntityTypeBuilder<OAuthAttempt> builder)
    {
        builder.HasKey(row => row.StateHash);
        builder.Property(row => row.StateHash).HasMaxLength(64);
        builder.Property(row => row.BrowserHash).HasMaxLength(64);
    }
}

internal sealed class ConnectProblemMapping : IEntityTypeConfiguration<ConnectProblem>
{
    public void Configure(EntityTypeBuilder<ConnectProblem> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}

internal sealed class KeptSyncTypesMapping : IEntityTypeConfiguration<KeptSyncTypes>
{
    public void Configure(EntityTypeBuilder<KeptSyncTypes> builder)
    {
        builder.HasKey(row => row.ChannelId);
        builder.Property(row => row.ChannelId).ValueGeneratedNever();
    }
}

internal sealed class MigrationMapping : IEntityTypeConfiguration<Migration>
{
    public void Configure(EntityTypeBuilder<Migration> builder)
    {
        builder.HasKey(row => row.RealmId);
        builder.Property(row => row.Discarded).HasMaxLength(100);
    }
}

internal sealed class MigrationCheckpointMapping : IEntityTypeConfiguration<MigrationCheckpoint>
{
    public void Configure(EntityTypeBuilder<MigrationCheckpoint> builder) => builder.HasKey(row => new { row.RealmId, row.Step });
}

internal sealed class ReplacedItemMapping : IEntityTypeConfiguration<ReplacedItem>
{
    public void Configure(EntityTypeBuilder<ReplacedItem> builder) => builder.HasKey(row => new { row.RealmId, row.QboItemId });
}
