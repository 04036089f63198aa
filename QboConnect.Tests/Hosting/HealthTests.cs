using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using QboConnect.Tests.Support;

namespace QboConnect.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_names_each_check_without_a_sign_in()
    {
        await using var app = new AppFactory();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        body.RootElement.GetProperty("status").GetString().Should().Be("healthy");
        body.RootElement.GetProperty("checks").EnumerateObject().Select(check => $"{check.Name}: {check.Value.GetProperty("detail").GetString()}")
            .Should().Equal("database: answers", "scheduler: running", "quickbooks: reachable", "lastSync: never");
    }

    [Fact]
    public async Task Health_is_503_when_the_database_is_down()
    {
        await using var app = new AppFactory();
        using var client = app.CreateClient();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(app.DataDirectory, "qboconnect.db*"))
        {
            File.Delete(file);
        }

        using var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        body.RootElement.GetProperty("checks").GetProperty("database").GetProperty("detail").GetString().Should().Be("does not answer");
    }
}
