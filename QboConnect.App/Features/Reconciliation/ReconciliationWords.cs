using QboConnect.Core.Reconciliation;

namespace QboConnect.App.Features.Reconciliation;

/// <summary>Reasons of a difference as the page shows them.</summary>
internal static class ReconciliationWords
{
    public static string Of(Explanation reason) => reason switch
    {
        Explanation.BeforeConnecting => "In QuickBooks before connecting",
        Explanation.ThroughClearing => "Consolidated payments through Payment clearing",
        Explanation.BookedByQuickBooks => "Booked otherwise by QuickBooks",
        Explanation.Waiting => "Waiting for the next sync",
        Explanation.NoSync => "No sync channel",
        Explanation.MadeInQuickBooks => "Made in QuickBooks",
    };
}
