namespace QboConnect.Simulator.Hosting;

/// <summary>How a simulator is run.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Path of the SQLite file that holds everything, or <c>:memory:</c> to keep nothing. A relative path counts from the working directory.</summary>
    public string DataPath { get; init; } = ":memory:";

    /// <summary>Addresses to listen on. Port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:0"];

    /// <summary>Time, which the control surface can move from there.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether the Demo company is made when it is not there yet.</summary>
    public bool WithDemoCompany { get; init; }

    /// <summary>Whether QuickBooks' request limits apply from the start. The control surface can change it.</summary>
    public bool Throttled { get; init; } = true;

    /// <summary>Name of the registered app, as the consent page shows it.</summary>
    public string ClientName { get; init; } = "Simulator app";

    /// <summary>Id of the registered app.</summary>
    public string ClientId { get; init; } = "simulator-client";

    /// <summary>Secret of the registered app.</summary>
    public string ClientSecret { get; init; } = "simulator-secret";
}
