using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QboConnect.Core.Access;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Tests.Support;

/// <summary>The whole app on a free port, with its simulator on another and its data in a directory of its own that is gone afterwards.</summary>
public sealed class AppFactory : WebApplicationFactory<Program>
{
    /// <summary>The owner account that <see cref="CreateOwnerAsync"/> makes.</summary>
    public const string OwnerEmail = "owner@harbour.example";

    /// <summary>Its password.</summary>
    public const string OwnerPassword = "four quiet harbour boats";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("qboconnect-test-");
    private readonly (string Key, string Value)[] _settings;

    /// <summary>Starts the app.</summary>
    /// <param name="settings">Settings that win over the tests' own.</param>
    public AppFactory(params (string Key, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel(0);
        StartServer();
        Url = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        ClientOptions.BaseAddress = new Uri(Url);
    }

    /// <summary>Where it is served, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string Url { get; }

    /// <summary>Where its data lies.</summary>
    public string DataDirectory => _data.FullName;

    /// <summary>Makes the owner account without the page for it.</summary>
    public async Task CreateOwnerAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        if (!users.Users.Any())
        {
            var result = await users.CreateAsync(new AppUser { UserName = OwnerEmail, Email = OwnerEmail, IsOwner = true }, OwnerPassword);
            result.Succeeded.Should().BeTrue();
        }
    }

    /// <summary>Makes the windows of the simulator's throttle shorter; 0.1 makes a minute six seconds.</summary>
    public async Task ScaleThrottleAsync(double scale)
    {
        using var http = new HttpClient { BaseAddress = Services.GetRequiredService<IOptions<QboOptions>>().Value.SimulatorUrl };
        (await http.PutAsJsonAsync("/simulator/throttle", new { enabled = true, scale })).EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Data:Directory", _data.FullName);
        builder.UseSetting("Urls", "http://127.0.0.1:0");
        builder.UseSetting("Simulator:Url", "http://127.0.0.1:0");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
