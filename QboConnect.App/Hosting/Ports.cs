using System.Net;
using System.Net.Sockets;

namespace QboConnect.App.Hosting;

/// <summary>Looks whether a port can be listened on before anything is started that would have to be stopped again.</summary>
internal static class Ports
{
    /// <summary>Listens on an address for a moment.</summary>
    /// <exception cref="CannotStartException">Another program has the port, or the machine does not allow it.</exception>
    public static void MustBeFree(BindingAddress url)
    {
        if (url.Port == 0 || url.IsUnixPipe || url.IsNamedPipe)
        {
            return;
        }

        var address = IPAddress.TryParse(url.Host.Trim('[', ']'), out var given) ? given
            : url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(address, url.Port);
            listener.Start();
        }
        catch (SocketException problem)
        {
            throw new CannotStartException(problem.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {url.Port} is in use by another program (perhaps another QboConnect): stop it, or choose another address in the setting Urls or Simulator:Url."
                : $"{url} cannot be listened on ({problem.Message}): choose another address in the setting Urls or Simulator:Url.");
        }
    }
}
