namespace QboConnect.Tests.Consolidation;

/// <summary>
/// Whole days of books as text files; the format is described in <c>Scenarios/README.md</c>. The folder <c>QBOCONNECT_SCENARIOS</c> names is
/// played too.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "Consolidation", "Scenarios");

    public static TheoryData<string> Files
    {
        get
        {
            var files = FilesIn(Own).ToList();
            if (Environment.GetEnvironmentVariable("QBOCONNECT_SCENARIOS") is { Length: > 0 } folder)
            {
                files.AddRange(FilesIn(folder));
            }

            return new TheoryData<string>(files);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_books_come_out_as_the_scenario_says(string file)
    {
        var play = () => ScenarioRun.Play(file);

        play.Should().NotThrow();
    }

    [Fact]
    public void Every_sales_side_example_of_the_reference_is_played()
    {
        string[] examples =
        [
            "CJ-01", "CJ-02", "CJ-03", "CJ-04", "CJ-05", "CJ-06", "CJ-08", "PJ-01", "PJ-02", "PJ-03", "PJ-04", "FX-01", "FX-02", "FX-03", "FX-04",
            "FX-06", "CG-01", "CG-02", "CG-04", "ED-01", "ED-02", "IN-01", "IN-02", "IN-03", "IN-04", "IN-06", "CC-01", "CC-02", "CC-03", "CC-04",
            "GC-01", "GC-02", "GC-03", "SW-01", "NS-01",
        ];

        Directory.GetFiles(Own, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)[..5]).Should().Contain(examples);
    }

    [Fact]
    public void The_lines_of_a_journal_stand_in_the_order_in_which_the_examples_write_them()
    {
        foreach (var (expected, produced) in FilesIn(Own).Select(ScenarioRun.Play))
        {
            foreach (var block in expected.Where(block => block.Line.Keyword == "journal"))
            {
                var journal = produced.Single(row => row.Names.Contains(block.Name));
                journal.Lines.Select(line => (line.Account, line.Minor)).Should().Equal(block.Lines.Select(line => (line.Account, line.Minor)), block.Name);
            }
        }
    }

    [Theory]
    [InlineData("invoice INV-1 2024-03-18 100.00\njournal INV|2024-03-18|USD\nD 1100 100.00\nC 4000 99.00", "case.txt:4: This line is not there.")]
    [InlineData("invoice INV-1 2024-03-18 100.00", "case.txt:1: The file expects nothing.")]
    [InlineData("invoice INV-1 2024-03-18 100.00\nnothing", "case.txt:2: Not expected, but there:")]
    [InlineData("invoice INV-1 18/03/2024 100.00\nnothing", "case.txt:1: A date such as 2024-03-18 is missing.")]
    [InlineData("# a comment\ninvoice INV-1 2024-03-18\n  Salse 100.00\nnothing", "case.txt:3: There is no account 'salse'.")]
    [InlineData("payment P-1 2024-03-18 10.00 of=INV-7\nnothing", "case.txt:1: There is no document INV-7 above.")]
    [InlineData("invoice INV-1 2024-03-18 100.00\nnet 1100 99.00\npartial", "case.txt:2: The balance of 1100 is 100.00.")]
    [InlineData("invoice INV-1 2024-03-18 100.00\npayment P-1 2024-03-18 100.01 of=INV-1\nnothing", "case.txt:3: Cannot be posted: P-1: It is 100.01 USD, but only 100.00 USD is open of INV-1.")]
    public void A_file_that_does_not_hold_is_refused_with_file_line_and_cause(string text, string message)
    {
        var folder = Directory.CreateTempSubdirectory("qboconnect-scenario-").FullName;
        try
        {
            var file = Path.Combine(folder, "case.txt");
            File.WriteAllText(file, text);
            var play = () => ScenarioRun.Play(file);

            play.Should().Throw<ScenarioException>().Which.Message.Should().StartWith(message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal);
}
