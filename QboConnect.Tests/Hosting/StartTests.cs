using System.Net;
using System.Net.Sockets;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Hosting;

/// <summary>Starts the real program as an operator would, with something wrong.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("qboconnect-start-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_port_in_use_is_said_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await FailsWithAsync($"Port {port} is in use by another program (perhaps another QboConnect): stop it, or choose another address in the setting Urls or Simulator:Url.", $"--Urls=http://localhost:{port}");
    }

    [Fact]
    public async Task The_simulators_port_in_use_is_said_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await FailsWithAsync($"Port {port} is in use by another program (perhaps another QboConnect): stop it, or choose another address in the setting Urls or Simulator:Url.", $"--Simulator:Url=http://localhost:{port}");
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_to_is_named()
    {
        var file = Path.Combine(_data.FullName, "file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);

        var sentence = await SentenceAsync($"--Data:Directory={file}/data");

        sentence.Should().StartWith($"The data directory {file}/data cannot be written to (").And.EndWith("): allow it, or name another one in the setting Data:Directory.");
    }

    [Fact]
    public async Task A_data_directory_in_use_by_another_QboConnect_is_said()
    {
        using var held = new FileStream(Path.Combine(_data.FullName, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await FailsWithAsync($"The data directory {_data.FullName} is in use by another QboConnect: stop it, or name another directory in the setting Data:Directory.");
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database:Provider is 'Oracle': it must be one of Sqlite, Postgres.")]
    [InlineData("--QuickBooks:Environment=7", "QuickBooks:Environment is '7': it must be one of Simulator, Sandbox, Production.")]
    [InlineData("--Urls=five-thousand", "Urls has 'five-thousand': it must be an address such as http://localhost:5080.")]
    [InlineData("--Simulator:Url=localhost", "Simulator:Url is 'localhost': it must be an address such as http://localhost:5081.")]
    [InlineData("--Simulator:Embedded=perhaps", "Simulator:Embedded is 'perhaps': it must be true or false.")]
    [InlineData("--Node:Number=1024", "Node:Number is '1024': it must be a whole number from 0 to 1023.")]
    [InlineData("--Database:Provder=Sqlite", "Database:Provder is not a setting: the settings in Database are Provider, ConnectionString.")]
    [InlineData("--Database:Provider=Postgres", "Database:ConnectionString is empty: with Database:Provider Postgres it says where the server is, for example Host=localhost;Database=qboconnect;Username=qboconnect.")]
    [InlineData("--QuickBooks:ClientId=", "QuickBooks:ClientId is empty: set it to the client id of your app at developer.intuit.com.")]
    public Task A_wrong_setting_is_said_in_a_sentence(string argument, string sentence) => FailsWithAsync(sentence, argument);

    [Fact]
    public async Task A_PostgreSQL_server_that_does_not_answer_is_said_in_a_sentence()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var sentence = await SentenceAsync("--Database:Provider=Postgres", $"--Database:ConnectionString=Host=127.0.0.1;Port={port};Username=nobody");

        sentence.Should().StartWith("The database cannot be opened: ");
    }

    [Fact]
    public async Task A_damaged_database_file_is_said_in_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, "qboconnect.db"), new string('x', 5000), TestContext.Current.CancellationToken);

        var sentence = await SentenceAsync();

        sentence.Should().StartWith("The database cannot be opened: ").And.Contain("file is not a database");
    }

    private async Task FailsWithAsync(string sentence, params string[] arguments) => (await SentenceAsync(arguments)).Should().Be(sentence);

    /// <summary>The one line on standard error of a start that ends with exit code 1.</summary>
    private async Task<string> SentenceAsync(params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await using var app = AppProcess.Start(_data.FullName, arguments);
        var (code, output, error) = await app.ExitAsync(limit.Token);
        code.Should().Be(1, $"it wrote {output}");
        output.Should().NotContain("   at ", "a stack trace helps no operator");
        error.TrimEnd().Should().NotContain("\n");
        return error.TrimEnd();
    }
}
