using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace QboConnect.Core.Notifications.Shell;

/// <summary>Puts a message on its way: to the mail server, or into a file where there is none.</summary>
internal sealed class SendMail(MailDesk desk, IOptions<MailOptions> options)
{
    // Long enough for a server that greets slowly, short enough for a person who pressed Send a test.
    private const int TimeoutMilliseconds = 20_000;

    /// <summary>Sends or keeps it.</summary>
    /// <returns>What came of it, and the problem in words where it failed.</returns>
    public async Task<(DeliveryState State, string? Problem)> RunAsync(Message message, CancellationToken cancellation)
    {
        var (settings, password) = await desk.SecretAsync(cancellation);
        using var mail = Write(message, settings.From.Length > 0 ? settings.From : "qboconnect@localhost");
        if (settings.Host.Length == 0)
        {
            return (DeliveryState.Kept, await KeepAsync(message, mail, cancellation));
        }

        try
        {
            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings.Security), cancellation);
            if (settings.UserName.Length > 0)
            {
                await client.AuthenticateAsync(settings.UserName, password, cancellation);
            }

            await client.SendAsync(mail, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
            return (DeliveryState.Sent, null);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException
            or NotSupportedException or TimeoutException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return (DeliveryState.Waiting, $"{settings.Host}:{settings.Port} did not take it: {problem.Message.Split('\n')[0].Trim()}");
        }
    }

    private async Task<string?> KeepAsync(Message message, MimeMessage mail, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(options.Value.KeptIn);
            await mail.WriteToAsync(Path.Combine(options.Value.KeptIn, string.Create(CultureInfo.InvariantCulture, $"{message.CreatedAt:yyyyMMdd-HHmmss}-{message.Id}.eml")), cancellation);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"The file in {options.Value.KeptIn} could not be written: {problem.Message}";
        }
    }

    private MimeMessage Write(Message message, string from)
    {
        var link = message.Link is null ? "" : $"\n\n{options.Value.PublicUrl.TrimEnd('/')}{message.Link}";
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Date = message.CreatedAt,
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{message.Id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}"),
            Body = new TextPart("plain") { Text = $"{message.Body}{link}\n" },
        };
        mail.From.Add(new MailboxAddress("QboConnect", from));
        mail.To.Add(new MailboxAddress("", message.To));
        return mail;
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
    };
}
