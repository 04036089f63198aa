using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QboConnect.Tests.Support;

/// <summary>A mail server on loopback that takes everything and keeps it.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _serving;
    private readonly List<string> _mails = [];

    public SmtpSink()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it took, as it came over the wire.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails)
            {
                return [.. _mails];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _serving;
        _ended.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_ended.Token) is { } line)
        {
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(_ended.Token) is { } part && part != ".")
                {
                    mail.AppendLine(part);
                }

                lock (_mails)
                {
                    _mails.Add(mail.ToString());
                }
            }

            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 fine");
        }
    }
}
