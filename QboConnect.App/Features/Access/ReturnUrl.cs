namespace QboConnect.App.Features.Access;

/// <summary>Keeps a link to the sign-in page from sending the user to another site afterwards.</summary>
internal static class ReturnUrl
{
    /// <summary>The address when it is one of ours, else the dashboard.</summary>
    public static string Checked(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && Uri.IsWellFormedUriString(address, UriKind.Relative)
            ? address
            : AppRoutes.Dashboard;
}
