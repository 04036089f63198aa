namespace QboConnect.Simulator;

/// <summary>Runs the simulator on its own.</summary>
public static class SimulatorProgram
{
    /// <summary>Entry point.</summary>
    public static void Main()
    {
    }
}
