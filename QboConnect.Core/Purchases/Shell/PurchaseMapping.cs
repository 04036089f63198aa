using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Purchases.Shell;

internal sealed class PurchaseMapping : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.HasIndex(row => row.Number);
        builder.HasIndex(row => row.SupplierId);
        builder.HasIndex(row => row.Date);
        builder.OwnsMany(row => row.Lines, lines =>
        {
            lines.ToTable("PurchaseLines");
            lines.WithOwner().HasForeignKey(line => line.PurchaseId);
            lines.HasKey(line => new { line.PurchaseId, line.LineNo });
            lines.Property(line => line.LineNo).ValueGeneratedNever();
            lines.Property(line => line.Quantity).HasPrecision(19, 5);
        });
    }
}

internal sealed class PurchasePaymentMapping : IEntityTypeConfiguration<PurchasePayment>
{
    public void Configure(EntityTypeBuilder<PurchasePayment> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.HasIndex(row => row.PurchaseId);
    }
}
