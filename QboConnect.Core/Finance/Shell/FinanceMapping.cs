using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Finance.Shell;

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Code).IsUnique();
        builder.HasIndex(row => row.QboId).IsUnique();
        builder.Ignore(row => row.IsBalanceSheet);
    }
}

internal sealed class AccountRoleAssignmentMapping : IEntityTypeConfiguration<AccountRoleAssignment>
{
    public void Configure(EntityTypeBuilder<AccountRoleAssignment> builder)
    {
        builder.HasKey(row => row.Role);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TaxRuleMapping : IEntityTypeConfiguration<TaxRule>
{
    public void Configure(EntityTypeBuilder<TaxRule> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Percent).HasPrecision(9, 5);
        // Text on both providers ("6.25+2"): an array on one of them alone could not be copied into a rehearsal's SQLite file.
        builder.Property(row => row.ComponentPercents).HasMaxLength(200).HasConversion(
            rates => string.Join('+', rates.Select(rate => rate.ToString("0.#####", CultureInfo.InvariantCulture))),
            text => text.Split('+', StringSplitOptions.RemoveEmptyEntries).Select(rate => decimal.Parse(rate, CultureInfo.InvariantCulture)).ToList(),
            new ValueComparer<List<decimal>>((one, other) => one!.SequenceEqual(other!), rates => rates.Aggregate(0, HashCode.Combine), rates => rates.ToList()));
        builder.HasIndex(row => row.Name).IsUnique();
    }
}

internal sealed class PaymentTermMapping : IEntityTypeConfiguration<PaymentTerm>
{
    public void Configure(EntityTypeBuilder<PaymentTerm> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Name).IsUnique();
    }
}

internal sealed class DailyRateMapping : IEntityTypeConfiguration<DailyRate>
{
    public void Configure(EntityTypeBuilder<DailyRate> builder)
    {
        builder.HasKey(row => new { row.Currency, row.Date });
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.Rate).HasPrecision(19, 9);
    }
}

internal sealed class SalesChannelMapping : IEntityTypeConfiguration<SalesChannel>
{
    public void Configure(EntityTypeBuilder<SalesChannel> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Name).IsUnique();
    }
}
