namespace QboConnect.App.Features.Access;

/// <summary>The numbers of signing in, said once for the rules and for the sentences that name them.</summary>
internal static class SignInRules
{
    public const int PasswordLength = 10;
    public const int FailuresBeforeLockout = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);
}
