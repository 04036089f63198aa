using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Ledger.Shell;

internal sealed class LedgerTransactionMapping : IEntityTypeConfiguration<LedgerTransaction>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.Property(row => row.Currency).HasMaxLength(3);
        // Read by the million when consolidating: numbers, not names.
        builder.Property(row => row.Kind).HasConversion<int>();
        builder.Property(row => row.Route).HasConversion<int>();
        builder.Property(row => row.State).HasConversion<int>();
        builder.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.TransactionId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(row => row.Lines).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(row => new { row.Date, row.Currency });
        builder.HasIndex(row => new { row.Kind, row.DocumentId });
        builder.HasIndex(row => row.SaleId);
        // Planning reads what is not settled; its cost must not grow with the history.
        builder.HasIndex(row => row.State).HasFilter("\"State\" <> 2").HasDatabaseName("IX_LedgerTransactions_Unsettled");
    }
}

internal sealed class LedgerLineMapping : IEntityTypeConfiguration<LedgerLine>
{
    public void Configure(EntityTypeBuilder<LedgerLine> builder)
    {
        builder.HasKey(row => new { row.TransactionId, row.LineNo });
        builder.Property(row => row.Section).HasConversion<int>();
    }
}
