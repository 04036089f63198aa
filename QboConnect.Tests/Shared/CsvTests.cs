using QboConnect.App.Shared;

namespace QboConnect.Tests.Shared;

public sealed class CsvTests
{
    [Fact]
    public void Commas_quotes_and_line_ends_are_quoted() =>
        Csv.Line(["a,b", "say \"x\"", "one\ntwo", "plain"]).Should().Be("\"a,b\",\"say \"\"x\"\"\",\"one\ntwo\",plain\r\n");

    [Fact]
    public void Text_a_spreadsheet_would_run_is_text_and_numbers_stay_numbers() =>
        Csv.Line(["=1+1", "@x", -12.50m, new DateOnly(2026, 3, 1), null]).Should().Be("'=1+1,'@x,-12.50,2026-03-01,\r\n");
}
