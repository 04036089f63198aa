namespace QboConnect.Core.Notifications;

/// <summary>How the connection to the mail server is guarded.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted from the second command on (STARTTLS, usually port 587); refused where the server cannot.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte on (usually port 465).</summary>
    Tls,

    /// <summary>Not at all: only for a server on this machine or in a closed network.</summary>
    None,
}

/// <summary>Settings under <c>Mail:</c>. Those saved on the settings page win over them.</summary>
public sealed class MailOptions
{
    /// <summary>The configuration section these settings are bound from.</summary>
    public const string Section = "Mail";

    /// <summary>The mail server; empty where there is none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is guarded.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>Whom to sign in as; empty for no sign-in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Its password; belongs in an environment variable or user secrets. Never logged, never shown.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>Where people reach the app, for the links in messages, for example <c>https://core.example.com</c>.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where messages are kept as files while there is no mail server; set by the program, inside the data directory.</summary>
    public string KeptIn { get; set; } = "";
}

/// <summary>The mail settings saved on the settings page: at most one row.</summary>
public sealed class MailSettings
{
    /// <summary>The only id there is.</summary>
    public const long TheId = 1;

    /// <summary>Always <see cref="TheId"/>.</summary>
    public long Id { get; init; } = TheId;

    /// <summary>The mail server; empty where none is to be used.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is guarded.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>Whom to sign in as; empty for no sign-in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>The password, encrypted with the keys in the data directory; null where none is kept.</summary>
    public string? ProtectedPassword { get; set; }

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";
}

/// <summary>Checks mail settings before they are saved. Pure.</summary>
public static class MailRules
{
    /// <summary>All that is wrong, in sentences.</summary>
    public static IReadOnlyList<string> Problems(MailSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Host.Length == 0)
        {
            return [];
        }

        List<string> problems = [];
        if (Uri.CheckHostName(settings.Host) == UriHostNameType.Unknown)
        {
            problems.Add($"\"{settings.Host}\" is no server's name: write it as mail.example.com, without http://.");
        }

        if (settings.Port is < 1 or > 65535)
        {
            problems.Add("The port is a number from 1 to 65535, usually 587.");
        }

        if (!IsAddress(settings.From))
        {
            problems.Add("The sender is an e-mail address such as core@example.com.");
        }

        return problems;
    }

    /// <summary>Whether it is one e-mail address.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 2 } && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1;
}
