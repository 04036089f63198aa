using System.Text.Json;
using QboConnect.App.Hosting;
using QboConnect.Core.Connect;
using QboConnect.Core.Connect.Shell;

namespace QboConnect.App.Features.Connect.Rehearsal;

/// <summary>
/// The one rehearsal of this process: it belongs to the process, not to the page, so that closing the page does not stop it. The last result lies in the
/// data directory, because a rehearsal writes nothing to Core's database.
/// </summary>
internal sealed partial class RehearsalDesk(RehearseMigration rehearse, AppSettings settings, IHostApplicationLifetime life, ILogger<RehearsalDesk> log)
{
    private readonly Lock _gate = new();
    private readonly MigrationWatch _watch = new();
    private CancellationTokenSource? _running;

    /// <summary>Where the running rehearsal is; null while none runs.</summary>
    public RehearsalStage? Stage { get; private set; }

    /// <summary>Why the last one gave no result; null where it did.</summary>
    public string? Problem { get; private set; }

    private string File => Path.Combine(settings.DataDirectory, "rehearsal.json");

    /// <summary>Calls back after each change until disposed.</summary>
    public IDisposable Subscribe(Action changed) => _watch.Subscribe(changed);

    /// <summary>The last result; null where nothing was rehearsed.</summary>
    public async Task<RehearsalReport?> LastAsync(CancellationToken cancellation)
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        await using var kept = System.IO.File.OpenRead(File);
        return await JsonSerializer.DeserializeAsync<RehearsalReport>(kept, cancellationToken: cancellation);
    }

    /// <summary>Begins, unless one runs.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_running is not null)
            {
                return;
            }

            _running = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
            (Stage, Problem) = (RehearsalStage.Reading, null);
            _ = Task.Run(() => RunAsync(_running));
        }

        _watch.Changed();
    }

    /// <summary>Stops the one that runs; the last result stays.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _running?.Cancel();
        }
    }

    private async Task RunAsync(CancellationTokenSource running)
    {
        try
        {
            var (report, problem) = await rehearse.RunAsync(Show, running.Token);
            Problem = problem;
            if (report is not null)
            {
                // Beside it first: a crash in between leaves the earlier result.
                await System.IO.File.WriteAllBytesAsync(File + ".new", JsonSerializer.SerializeToUtf8Bytes(report), running.Token);
                System.IO.File.Move(File + ".new", File, overwrite: true);
            }
        }
        catch (OperationCanceledException)
        {
            Problem = "The rehearsal was cancelled. Nothing is left of it.";
        }
        catch (Exception bug)
        {
            Broke(log, bug);
            Problem = $"The program failed while rehearsing: {bug.Message} Nothing was changed here or in QuickBooks. Rehearse again; if it fails again, report it.";
        }
        finally
        {
            lock (_gate)
            {
                (Stage, _running) = (null, null);
            }

            running.Dispose();
            _watch.Changed();
        }
    }

    private void Show(RehearsalStage stage)
    {
        Stage = stage;
        _watch.Changed();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The rehearsal broke")]
    private static partial void Broke(ILogger log, Exception bug);
}
