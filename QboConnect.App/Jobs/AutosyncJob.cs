using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;
using Quartz;

namespace QboConnect.App.Jobs;

/// <summary>Rings for a sync. That no other runs beside it is seen to by the sync's lease, on this node and on others.</summary>
[DisallowConcurrentExecution]
internal sealed partial class AutosyncJob(RunSync sync, ILogger<AutosyncJob> log) : IJob
{
    public const string StartedBy = "Autosync";
    public static readonly JobKey Key = new("autosync", "sync");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        switch (await sync.RunAsync(SyncTrigger.Autosync, StartedBy, fingerprint: null, cancellationToken))
        {
            case SyncOutcome.Busy busy:
                NotRun(busy.Message);
                break;
            case SyncOutcome.NotPossible not:
                NotRun(not.Problem.Cause);
                break;
        }
    }

    [LoggerMessage(LogLevel.Information, "Autosync did not run: {Reason}")]
    private partial void NotRun(string reason);
}
