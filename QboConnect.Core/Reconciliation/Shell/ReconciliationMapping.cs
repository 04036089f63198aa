using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Reconciliation.Shell;

internal sealed class ReconciliationCheckMapping : IEntityTypeConfiguration<ReconciliationCheck>
{
    public void Configure(EntityTypeBuilder<ReconciliationCheck> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.CheckedAt);
    }
}
