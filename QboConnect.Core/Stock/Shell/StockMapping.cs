using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Stock.Shell;

internal sealed class LocationMapping : IEntityTypeConfiguration<Location>
{
    public void Configure(EntityTypeBuilder<Location> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Name).IsUnique();
    }
}

internal sealed class StockLayerMapping : IEntityTypeConfiguration<StockLayer>
{
    public void Configure(EntityTypeBuilder<StockLayer> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Quantity).HasPrecision(19, 5);
        builder.Property(row => row.Remaining).HasPrecision(19, 5);
        builder.Property(row => row.UnitCost).HasPrecision(19, 6);
        builder.HasIndex(row => new { row.ProductId, row.LocationId, row.ReceivedOn });
    }
}
