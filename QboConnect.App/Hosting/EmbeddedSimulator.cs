using Microsoft.Extensions.Options;
using QboConnect.Core.QuickBooks;
using QboConnect.Simulator.Hosting;

namespace QboConnect.App.Hosting;

/// <summary>Runs the simulator beside the app on its own port, with its data in the data directory. Registered first: it starts before and stops after everything that calls it.</summary>
internal sealed class EmbeddedSimulator(AppSettings settings, IOptions<QboOptions> quickBooks, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private WebApplication? _simulator;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _simulator = SimulatorHost.Build(new SimulatorOptions
        {
            DataPath = Path.Combine(settings.DataDirectory, "simulator.db"),
            Urls = [settings.Simulator!.GetLeftPart(UriPartial.Authority)],
            Time = clock,
            WithDemoCompany = true,
            ClientName = "QboConnect",
            ClientId = quickBooks.Value.ClientId,
            ClientSecret = quickBooks.Value.ClientSecret,
        });
        await _simulator.StartAsync(cancellationToken);
        if (settings.Simulator.Port == 0)
        {
            quickBooks.Value.SimulatorUrl = new Uri(_simulator.Urls.First());
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _simulator?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _simulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
