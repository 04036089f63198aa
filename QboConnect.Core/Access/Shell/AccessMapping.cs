using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace QboConnect.Core.Access.Shell;

internal sealed class AppUserMapping : IEntityTypeConfiguration<AppUser>
{
    // Two first starts at the same moment must not make two owners.
    public void Configure(EntityTypeBuilder<AppUser> builder) =>
        builder.HasIndex(row => row.IsOwner).IsUnique().HasFilter("\"IsOwner\"").HasDatabaseName("IX_AspNetUsers_OneOwner");
}
