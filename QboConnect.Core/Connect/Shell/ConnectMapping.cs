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
