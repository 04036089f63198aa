using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.QuickBooks.Wire;

namespace QboConnect.Tests.QuickBooks;

public sealed class QboOptionsTests
{
    [Fact]
    public void The_simulator_serves_everything_from_one_origin()
    {
        var addresses = Options(("QuickBooks:Environment", "Simulator"), ("Simulator:Url", "http://localhost:6000")).Addresses;

        addresses.Should().Be(new QboAddresses(
            new Uri("http://localhost:6000/connect/oauth2"),
            new Uri("http://localhost:6000/oauth2/v1/tokens/bearer"),
            new Uri("http://localhost:6000/v2/oauth2/tokens/revoke"),
            new Uri("http://localhost:6000"),
            "http://localhost:6000/simulator/companies/{0}/settings"));
        addresses.SettingsOf("934").Should().Be(new Uri("http://localhost:6000/simulator/companies/934/settings"));
    }

    [Theory]
    [InlineData("Sandbox", "https://sandbox-quickbooks.api.intuit.com/")]
    [InlineData("Production", "https://quickbooks.api.intuit.com/")]
    public void Intuits_environments_differ_by_the_addresses_of_the_api_and_of_the_screens(string environment, string api)
    {
        var addresses = Options(("QuickBooks:Environment", environment)).Addresses;

        addresses.Api.ToString().Should().Be(api);
        addresses.Token.ToString().Should().Be("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer");
    }

    [Fact]
    public void A_missing_secret_is_said_in_a_sentence()
    {
        FluentActions.Invoking(() => Options(("QuickBooks:ClientSecret", ""))).Should().Throw<OptionsValidationException>()
            .WithMessage("QuickBooks:ClientSecret is empty: set it in user secrets or in the environment variable QuickBooks__ClientSecret.");
    }

    [Fact]
    public void Limits_can_be_scaled_by_settings()
    {
        var limits = Options(("QuickBooks:Limits:WindowScale", "0.05"), ("QuickBooks:Limits:BatchesPerMinute", "20")).Limits;

        (limits.Minute, limits.BatchesPerMinute, limits.RequestsPerMinute).Should().Be((TimeSpan.FromSeconds(3), 20, 500));
    }

    [Fact]
    public async Task Every_attempt_is_measured()
    {
        await using var rig = await QboRig.StartAsync();
        rig.Stub.Answers(503, "").Answers(200, """{"Term":{"Id":"7","SyncToken":"0"}}""");
        var seen = new List<(object? What, object? Status)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "QboConnect.QuickBooks" && instrument.Name == "qbo.request.duration" && ReferenceEquals(instrument.Meter.Scope, rig.Meters))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => seen.Add((tags[0].Value, tags[1].Value)));
        listener.Start();

        await rig.Client.ReadAsync<QboTerm>("7", TestContext.Current.CancellationToken);

        seen.Should().Equal(("read Term", 503), ("read Term", 200));
    }

    private static QboOptions Options(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["QuickBooks:ClientId"] = "id", ["QuickBooks:ClientSecret"] = "secret" };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }
        using var services = new ServiceCollection()
            .AddQuickBooks(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<QboOptions>>().Value;
    }
}
