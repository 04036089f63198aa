namespace QboConnect.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Suite_runs() => typeof(Program).Should().NotBeNull();
}
