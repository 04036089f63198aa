namespace QboConnect.App.Features.Access;

/// <summary>Names of authorization policies.</summary>
internal static class Policies
{
    /// <summary>Needed for everything under Integration; see <see cref="QboConnect.Core.Access.Permissions.QuickBooks"/>.</summary>
    public const string QuickBooks = "QuickBooks";
}
