using Microsoft.AspNetCore.Identity;

namespace QboConnect.Core.Access;

/// <summary>Someone who signs in. The owner is the one created at the first start and may do everything.</summary>
public sealed class AppUser : IdentityUser
{
    /// <summary>Whether this is the owner.</summary>
    public bool IsOwner { get; set; }
}

/// <summary>Permissions, as claims of type <see cref="ClaimType"/>.</summary>
public static class Permissions
{
    /// <summary>The claim type a permission is stored under.</summary>
    public const string ClaimType = "permission";

    /// <summary>Needed for the QuickBooks pages (seed: Prerequisites).</summary>
    public const string QuickBooks = "Integration: Accounting - QuickBooks";

    /// <summary>Every permission there is; the owner has them all.</summary>
    public static IReadOnlyList<string> All { get; } = [QuickBooks];
}
