namespace QboConnect.App;

/// <summary>Every address of the app, in one place.</summary>
internal static class AppRoutes
{
    public const string Dashboard = "/";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string FirstStart = "/first-start";
    public const string AccessDenied = "/access-denied";
    public const string NotFound = "/not-found";
    public const string Error = "/error";
}
