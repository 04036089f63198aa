using QboConnect.Core.QuickBooks;

namespace QboConnect.Core.Sync.Planning;

/// <summary>How long a plan takes at QuickBooks' limits.</summary>
public static class PlanTime
{
    /// <summary>
    /// The least time QuickBooks' limits allow: batches of 30 at 40 a minute, and single requests with what is left of the 500 a minute and 10 a second.
    /// </summary>
    public static TimeSpan AtLimits(SyncPlan plan, QboLimits limits)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(limits);
        var seconds = plan.Items.Where(item => item.IsSent).GroupBy(item => item.Phase).Sum(phase => phase.Count() <= SyncPlan.SingleUpTo
            ? phase.Count() / (double)limits.RequestsPerSecond
            : phase.Count() * 60.0 / (limits.RequestsPerMinute - limits.BatchesPerMinute + (limits.BatchesPerMinute * SyncPlan.BatchSize)));
        return TimeSpan.FromSeconds(Math.Ceiling(seconds)) * limits.WindowScale;
    }
}
