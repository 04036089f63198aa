using QboConnect.Benchmarks;

// NAME… runs only these; without any, all run.
var benchmarks = new Dictionary<string, Func<IEnumerable<Figure>>>(StringComparer.OrdinalIgnoreCase)
{
    ["consolidate"] = ConsolidateBenchmark.Run,
    ["late-document"] = LateDocumentBenchmark.Run,
    ["throttle"] = ThrottleBenchmark.Run,
    ["wizard"] = WizardBenchmark.Run,
    ["simulator-creates"] = SimulatorSpeedBenchmark.RunCreates,
    ["simulator-reads"] = SimulatorSpeedBenchmark.RunReads,
    ["simulator-growth"] = SimulatorGrowthBenchmark.Run,
};
var unknown = args.Where(name => !benchmarks.ContainsKey(name)).ToArray();
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}. There are: {string.Join(", ", benchmarks.Keys)}.");
    return 1;
}

var isShort = false;
foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    foreach (var figure in benchmarks[name]())
    {
        Console.WriteLine(figure.ToString());
        isShort |= !figure.IsReached;
    }
}

LedgerHistory.Remove();
return isShort ? 1 : 0;
