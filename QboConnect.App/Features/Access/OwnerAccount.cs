using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Access;

namespace QboConnect.App.Features.Access;

/// <summary>The account created at the first start.</summary>
internal sealed class OwnerAccount(UserManager<AppUser> users)
{
    /// <summary>Whether somebody has an account, so that the first start is over.</summary>
    public Task<bool> ExistsAsync(CancellationToken cancellation) => users.Users.AnyAsync(cancellation);

    /// <summary>Creates it. A unique index on the owner lets only one of two that come at once succeed.</summary>
    /// <returns>The account, or what is wrong, in sentences.</returns>
    public async Task<(AppUser? User, IReadOnlyList<string> Problems)> CreateAsync(string email, string password)
    {
        var user = new AppUser { UserName = email, Email = email, IsOwner = true };
        try
        {
            var result = await users.CreateAsync(user, password);
            return result.Succeeded ? (user, []) : (null, [.. result.Errors.Select(error => error.Description).Distinct()]);
        }
        catch (DbUpdateException)
        {
            return (null, ["The owner account was created meanwhile. Sign in with it."]);
        }
    }
}
