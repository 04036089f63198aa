using System.Diagnostics;

namespace QboConnect.Tests.Support;

/// <summary>The real program, as an operator starts it: a process of its own on a data directory of the caller's, on free ports unless told otherwise.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private AppProcess(Process process) =>
        (_process, _output, _error) = (process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());

    /// <summary>Starts it.</summary>
    /// <param name="dataDirectory">Where its data lies, and its working directory.</param>
    /// <param name="settings">Settings as on the command line, for example <c>--Node:Number=1</c>; later ones win.</param>
    public static AppProcess Start(string dataDirectory, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = dataDirectory,
        };
        string[] given = [Path.Combine(AppContext.BaseDirectory, "QboConnect.App.dll"), "--Urls=http://127.0.0.1:0", "--Simulator:Url=http://127.0.0.1:0", $"--Data:Directory={dataDirectory}", .. settings];
        foreach (var argument in given)
        {
            start.ArgumentList.Add(argument);
        }

        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: nothing of the program runs any more, not even what it does when it is asked to stop.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int Code, string Output, string Error)> ExitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return (_process.ExitCode, await _output, await _error);
    }

    /// <summary>Ends it, whatever it is doing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
