using System.Diagnostics;
using System.Runtime.CompilerServices;
using QboConnect.Simulator.Hosting;

namespace QboConnect.Tests.Simulator.Clients;

/// <summary>Client libraries from npm, pointed at the simulator by their own settings: authorise, refresh, revoke, and the life of every
/// entity. What is asserted stands in the scripts beside this file.</summary>
public sealed class ClientTests
{
    /// <summary>Far beyond the seconds a script takes; ends one that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("intuit-oauth.js")]
    [InlineData("node-quickbooks.js")]
    public async Task Client_from_npm_works_against_the_simulator_unchanged(string script)
    {
        await using var simulator = SimulatorHost.Build(new SimulatorOptions { Throttled = false });
        await simulator.StartAsync(TestContext.Current.CancellationToken);

        var (exitCode, output) = await RunNodeAsync(script, simulator.Urls.First());

        exitCode.Should().Be(0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunNodeAsync(string script, string simulatorUrl)
    {
        var folder = Folder();
        Directory.Exists(Path.Combine(folder, "node_modules")).Should().BeTrue($"the libraries are installed by script/test, or by `npm ci` in {folder}");
        using var node = Process.Start(new ProcessStartInfo("node", script)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SIMULATOR_URL"] = simulatorUrl },
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var (said, complained) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.WaitForExitAsync(patience.Token);
            return (node.ExitCode, await said + await complained);
        }
        finally
        {
            node.Kill(entireProcessTree: true);
        }
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
