using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Tests.QuickBooks;

/// <summary>The real client, wired as the program wires it, against a stub. One company, connected, with a living token.</summary>
internal sealed class QboRig : IAsyncDisposable
{
    public const string Realm = "9130350000000001";

    private readonly ServiceProvider _services;

    private QboRig(ServiceProvider services, QboStub stub, MemoryTokenStore store, RememberedLog log, FakeTimeProvider? clock) =>
        (_services, Stub, Store, Log, FakeClock) = (services, stub, store, log, clock);

    public QboStub Stub { get; }
    public MemoryTokenStore Store { get; }
    public RememberedLog Log { get; }
    public FakeTimeProvider? FakeClock { get; }
    public QboClient Client => Factory.For(Realm, readOnly: false);
    public QboClientFactory Factory => _services.GetRequiredService<QboClientFactory>();
    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();
    public QboAuthorization Authorization => _services.GetRequiredService<QboAuthorization>();

    /// <summary>Waits of a few milliseconds where a wait is not what the test is about.</summary>
    public static QboLimits Hasty { get; } = new() { WindowScale = 0.001, FailureDelay = TimeSpan.FromMilliseconds(1) };

    public static async Task<QboRig> StartAsync(QboLimits? limits = null, FakeTimeProvider? clock = null, Uri? server = null)
    {
        TimeProvider time = clock is null ? TimeProvider.System : clock;
        var stub = await QboStub.StartAsync(time);
        var store = new MemoryTokenStore();
        store.Tokens[Realm] = LivingTokens(time);
        var log = new RememberedLog();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["QuickBooks:Environment"] = "Simulator",
            ["QuickBooks:ClientId"] = "simulator-client",
            ["QuickBooks:ClientSecret"] = "simulator-secret",
            ["Simulator:Url"] = (server ?? stub.Url).ToString(),
        }).Build();
        var services = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton(time)
            .AddSingleton<IQboTokenStore>(store)
            .AddQuickBooks(configuration)
            .Configure<QboOptions>(o => o.Limits = limits ?? Hasty)
            .BuildServiceProvider();
        return new QboRig(services, stub, store, log, clock);
    }

    /// <summary>Lets the fake clock run until a call has ended.</summary>
    public async Task<T> RunClockUntilAsync<T>(Task<T> call)
    {
        while (await Task.WhenAny(call, Task.Delay(1)) != call)
        {
            FakeClock!.Advance(TimeSpan.FromMilliseconds(100));
        }
        return await call;
    }

    public static QboTokens LivingTokens(TimeProvider clock, string access = "access-1", string refresh = "refresh-1") =>
        new(access, clock.GetUtcNow().AddHours(1), refresh, clock.GetUtcNow().AddDays(100), null);

    public static string TokenAnswer(string access, string refresh) =>
        $$"""{"x_refresh_token_expires_in":8726400,"refresh_token":"{{refresh}}","access_token":"{{access}}","token_type":"bearer","expires_in":3600}""";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Stub.DisposeAsync();
    }
}

/// <summary>Tokens in memory; it can be told to fail when saving.</summary>
internal sealed class MemoryTokenStore : IQboTokenStore
{
    public ConcurrentDictionary<string, QboTokens> Tokens { get; } = new();

    public int FailingSaves { get; set; }

    public Task<QboTokens?> ReadAsync(string realmId, CancellationToken cancellation) => Task.FromResult(Tokens.GetValueOrDefault(realmId));

    public Task SaveAsync(string realmId, QboTokens tokens, CancellationToken cancellation)
    {
        if (FailingSaves > 0)
        {
            FailingSaves--;
            throw new IOException("The disk is full.");
        }
        Tokens[realmId] = tokens;
        return Task.CompletedTask;
    }

    public Task ClearAsync(string realmId, CancellationToken cancellation)
    {
        Tokens.TryRemove(realmId, out _);
        return Task.CompletedTask;
    }
}

/// <summary>Everything that was logged, by anybody, at any level.</summary>
internal sealed class RememberedLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
