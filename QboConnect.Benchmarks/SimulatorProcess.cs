using System.Diagnostics;

namespace QboConnect.Benchmarks;

/// <summary>A simulator in a process of its own, as a developer runs it, with its data in a file.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;

    private SimulatorProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <summary>The most memory it has held so far, in MiB.</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    public static async Task<SimulatorProcess> StartAsync(string dataPath)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "QboConnect.Simulator.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0", "--Simulator:Data", dataPath, "--Simulator:Demo", "false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulator ended before it listened.");
        return new SimulatorProcess(process, line.Split(' ', ',').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
