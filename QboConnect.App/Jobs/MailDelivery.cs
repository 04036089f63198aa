using QboConnect.Core.Notifications.Shell;

namespace QboConnect.App.Jobs;

/// <summary>Looks every few seconds for messages that are due, and sends them. Several nodes may look; each message is claimed by one.</summary>
internal sealed partial class MailDelivery(DeliverMessages messages, TimeProvider clock, ILogger<MailDelivery> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await messages.RunAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The database did not answer, or a fault in the program: the messages are still there at the next look.
                Failed(log, problem);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending messages failed")]
    private static partial void Failed(ILogger log, Exception problem);
}
