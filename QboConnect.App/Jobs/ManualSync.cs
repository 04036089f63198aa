using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.App.Jobs;

/// <summary>Runs a sync that a person asked for. It belongs to the process, not to the page: closing the page does not stop it, stopping the app does, between two writes.</summary>
internal sealed class ManualSync(RunSync sync, IHostApplicationLifetime life)
{
    /// <summary>Begins at once.</summary>
    /// <param name="startedBy">The user's e-mail.</param>
    /// <param name="fingerprint">The plan that was looked at; null to send whatever is due.</param>
    public Task<SyncOutcome> RunAsync(string startedBy, string? fingerprint) =>
        Task.Run(() => sync.RunAsync(SyncTrigger.Manual, startedBy, fingerprint, life.ApplicationStopping));
}
