using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Mapping.Shell;

internal sealed class MappingChoiceMapping : IEntityTypeConfiguration<MappingChoice>
{
    public void Configure(EntityTypeBuilder<MappingChoice> builder)
    {
        builder.HasKey(row => new { row.Kind, row.LocalId });
        // Accounts are one to one (seed: Map accounts); two tax rules of one rate may share a tax code.
        builder.HasIndex(row => new { row.Kind, row.QboId }).IsUnique().HasFilter("\"Kind\" = 'Account'");
    }
}
