using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboConnect.Core.Persistence;

namespace QboConnect.Core.Notifications.Shell;

/// <summary>The mail settings in force, and where they come from.</summary>
/// <param name="Settings">The settings; the password only as it is kept.</param>
/// <param name="IsSaved">Whether they were saved on the settings page; else they come from the configuration.</param>
/// <param name="HasPassword">Whether there is a password.</param>
public sealed record MailView(MailSettings Settings, bool IsSaved, bool HasPassword);

/// <summary>Reads and saves the mail settings. The password is encrypted before it is kept and never leaves this assembly.</summary>
public sealed class MailDesk
{
    private readonly IDbContextFactory<QboConnectDb> _databases;
    private readonly IOptions<MailOptions> _options;
    private readonly IDataProtector _protector;

    internal MailDesk(IDbContextFactory<QboConnectDb> databases, IOptions<MailOptions> options, IDataProtectionProvider protection) =>
        (_databases, _options, _protector) = (databases, options, protection.CreateProtector("QboConnect.Mail.Password.v1"));

    /// <summary>The settings in force.</summary>
    public async Task<MailView> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        return await db.MailSettings.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } saved
            ? new MailView(saved, true, saved.ProtectedPassword is not null)
            : new MailView(Configured(), false, _options.Value.Password.Length > 0);
    }

    /// <summary>Saves them, unless something is wrong.</summary>
    /// <param name="settings">As typed, without the password.</param>
    /// <param name="password">A new password; null keeps the one there is, empty removes it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All that is wrong; nothing was saved then.</returns>
    public async Task<IReadOnlyList<string>> SaveAsync(MailSettings settings, string? password, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = MailRules.Problems(settings);
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var saved = await db.MailSettings.SingleOrDefaultAsync(cancellation);
        // A password goes to the server it was typed for and to no other.
        var kept = saved is null ? Protect(SameServer(Configured(), settings) ? _options.Value.Password : "") : SameServer(saved, settings) ? saved.ProtectedPassword : null;
        saved ??= db.MailSettings.Add(new MailSettings()).Entity;
        (saved.Host, saved.Port, saved.Security, saved.UserName, saved.From) = (settings.Host, settings.Port, settings.Security, settings.UserName, settings.From);
        saved.ProtectedPassword = password is null ? kept : Protect(password);
        await db.SaveChangesAsync(cancellation);
        return [];
    }

    internal async Task<(MailSettings Settings, string Password)> SecretAsync(CancellationToken cancellation)
    {
        var view = await ReadAsync(cancellation);
        return (view.Settings, !view.IsSaved ? _options.Value.Password : view.Settings.ProtectedPassword is { } kept ? _protector.Unprotect(kept) : "");
    }

    private static bool SameServer(MailSettings one, MailSettings other) =>
        string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase) && string.Equals(one.UserName, other.UserName, StringComparison.Ordinal);

    private string? Protect(string password) => password.Length == 0 ? null : _protector.Protect(password);

    private MailSettings Configured()
    {
        var options = _options.Value;
        return new MailSettings { Host = options.Host, Port = options.Port, Security = options.Security, UserName = options.UserName, From = options.From };
    }
}
