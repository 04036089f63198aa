using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Sales.Shell;

internal sealed class SaleMapping : IEntityTypeConfiguration<Sale>
{
    public void Configure(EntityTypeBuilder<Sale> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.ChannelId, row.Number }).IsUnique();
        builder.HasIndex(row => row.OrderDate);
        builder.HasIndex(row => row.CustomerId);
    }
}

internal sealed class InvoiceMapping : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("Invoices");
        SaleDocuments.Configure(builder);
        builder.OwnsMany(row => row.Lines, lines => SaleDocuments.ConfigureLines(lines, "InvoiceLines"));
    }
}

internal sealed class CreditNoteMapping : IEntityTypeConfiguration<CreditNote>
{
    public void Configure(EntityTypeBuilder<CreditNote> builder)
    {
        builder.ToTable("CreditNotes");
        SaleDocuments.Configure(builder);
        builder.HasIndex(row => row.InvoiceId);
        builder.OwnsMany(row => row.Lines, lines => SaleDocuments.ConfigureLines(lines, "CreditNoteLines"));
    }
}

internal static class SaleDocuments
{
    public static void Configure<TDocument>(EntityTypeBuilder<TDocument> builder)
        where TDocument : SaleDocument
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.Ignore(row => row.NetMinor).Ignore(row => row.TaxMinor);
        builder.HasIndex(row => row.SaleId);
        builder.HasIndex(row => row.Number);
        builder.HasIndex(row => row.Date);
    }

    public static void ConfigureLines<TDocument>(OwnedNavigationBuilder<TDocument, SaleLine> lines, string table)
        where TDocument : SaleDocument
    {
        lines.ToTable(table);
        lines.WithOwner().HasForeignKey(line => line.DocumentId);
        lines.HasKey(line => new { line.DocumentId, line.LineNo });
        lines.Property(line => line.LineNo).ValueGeneratedNever();
        lines.Property(line => line.Quantity).HasPrecision(19, 5);
        lines.Property(line => line.DiscountPercent).HasPrecision(9, 5);
    }
}

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.HasIndex(row => row.SaleId);
        builder.HasIndex(row => row.InvoiceId);
        builder.HasIndex(row => row.CustomerCreditId);
    }
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.HasIndex(row => row.SaleId);
        builder.HasIndex(row => row.CreditNoteId);
    }
}

internal sealed class CustomerCreditMapping : IEntityTypeConfiguration<CustomerCredit>
{
    public void Configure(EntityTypeBuilder<CustomerCredit> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Rate).HasPrecision(19, 9);
        builder.HasIndex(row => row.CustomerId);
    }
}

internal sealed class CostMovementMapping : IEntityTypeConfiguration<CostMovement>
{
    public void Configure(EntityTypeBuilder<CostMovement> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.SaleId);
        builder.OwnsMany(row => row.Lines, lines =>
        {
            lines.ToTable("CostLines");
            lines.WithOwner().HasForeignKey(line => line.MovementId);
            lines.HasKey(line => new { line.MovementId, line.LineNo });
            lines.Property(line => line.LineNo).ValueGeneratedNever();
            lines.Property(line => line.Quantity).HasPrecision(19, 5);
        });
    }
}
