using QboConnect.Simulator.Hosting;

namespace QboConnect.Simulator;

/// <summary>Runs the simulator on its own.</summary>
public static class SimulatorProgram
{
    private const string DefaultUrl = "http://localhost:5081";

    /// <summary>Settings: <c>--urls</c> (or ASPNETCORE_URLS), <c>--Simulator:Data</c> (a file, or <c>:memory:</c>; <c>data/simulator.db</c> below
    /// the working directory without it), <c>--Simulator:Demo false</c> to start without the Demo company.</summary>
    public static async Task Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var options = new SimulatorOptions
        {
            DataPath = settings["Simulator:Data"] ?? Path.Combine("data", "simulator.db"),
            Urls = (settings["urls"] ?? settings["ASPNETCORE_URLS"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries),
            WithDemoCompany = settings["Simulator:Demo"] is not { } demo || bool.Parse(demo),
        };
        await using var app = SimulatorHost.Build(options);
        await app.StartAsync();
        Console.WriteLine($"QuickBooks Online simulator at {string.Join(", ", app.Urls)}, data in {options.DataPath}");
        await app.WaitForShutdownAsync();
    }
}
