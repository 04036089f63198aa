using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Consolidation.Shell;

internal sealed class ConsolidatedTransactionMapping : IEntityTypeConfiguration<ConsolidatedTransaction>
{
    public void Configure(EntityTypeBuilder<ConsolidatedTransaction> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Key).IsUnique();
        // Follows from the key, which one that was set aside with its company gave up.
        builder.HasIndex(row => row.Number);
        builder.HasIndex(row => row.Date);
        builder.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.ConsolidatedTransactionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConsolidatedLineMapping : IEntityTypeConfiguration<ConsolidatedLine>
{
    public void Configure(EntityTypeBuilder<ConsolidatedLine> builder) =>
        builder.HasKey(row => new { row.ConsolidatedTransactionId, row.LineNo });
}

internal sealed class ConsolidatedLogEntryMapping : IEntityTypeConfiguration<ConsolidatedLogEntry>
{
    public void Configure(EntityTypeBuilder<ConsolidatedLogEntry> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.ConsolidatedTransactionId);
    }
}

internal sealed class ConsolidationSettingsMapping : IEntityTypeConfiguration<ConsolidationSettings>
{
    public void Configure(EntityTypeBuilder<ConsolidationSettings> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}
