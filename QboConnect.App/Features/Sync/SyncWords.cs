using System.Globalization;
using MudBlazor;
using QboConnect.Core.Amounts;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Planning;

namespace QboConnect.App.Features.Sync;

/// <summary>Words and looks of what the sync pages show.</summary>
internal static class SyncWords
{
    /// <summary>Breadcrumbs above every page of sync.</summary>
    public static IReadOnlyList<(string Text, string Href)> Trail { get; } = [("QuickBooks Online", AppRoutes.QuickBooks)];

    public static string Amount(long minor, Currency currency) =>
        new Money(minor, currency).Amount.ToString("N" + currency.MinorDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);

    public static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string Date(DateOnly? date) => date?.ToString("d", CultureInfo.CurrentCulture) ?? "–";

    public static string Time(DateTimeOffset moment, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(moment, zone).ToString("g", CultureInfo.CurrentCulture);

    public static string Lasting(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalSeconds: < 2 } => "1 second",
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:F0} seconds",
        { TotalHours: < 2 } => $"{time.TotalMinutes:F0} minutes",
        _ => $"{time.TotalHours:F1} hours",
    };

    public static string Of(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Create => "Create",
        PlanOutcome.Adopt => "Tie",
        PlanOutcome.Update => "Update",
        PlanOutcome.Void => "Void",
        PlanOutcome.Delete => "Delete",
        PlanOutcome.Skip => "Skip",
        PlanOutcome.Blocked => "Blocked",
        PlanOutcome.Waits => "Waits",
    };

    public static (string Icon, string Look) Sign(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Create => (Icons.Material.Outlined.Add, "good"),
        PlanOutcome.Adopt => (Icons.Material.Outlined.Link, "plain"),
        PlanOutcome.Update => (Icons.Material.Outlined.Edit, "good"),
        PlanOutcome.Void or PlanOutcome.Delete => (Icons.Material.Outlined.RemoveCircleOutline, "warn"),
        PlanOutcome.Skip => (Icons.Material.Outlined.SkipNext, "plain"),
        PlanOutcome.Blocked => (Icons.Material.Outlined.Block, "bad"),
        PlanOutcome.Waits => (Icons.Material.Outlined.HourglassEmpty, "warn"),
    };

    public static string Of(PlanPhase phase) => phase switch
    {
        PlanPhase.Names => "Customers, vendors and items",
        PlanPhase.Documents => "Invoices, credit memos, bills and journals",
        PlanPhase.Settlements => "Payments and refunds",
        PlanPhase.Cost => "Cost of goods sold",
    };

    /// <summary>A QBO entity as a person says it: "Journal entry".</summary>
    public static string Entity(string entity) => entity switch
    {
        "" => "Document",
        "CreditMemo" => "Credit memo",
        "RefundReceipt" => "Refund receipt",
        "JournalEntry" => "Journal entry",
        "BillPayment" => "Bill payment",
        _ => entity,
    };

    public static string Of(SyncRunState state) => state switch
    {
        SyncRunState.Running => "Running",
        SyncRunState.Completed => "Completed",
        SyncRunState.CompletedWithErrors => "Completed with errors",
        SyncRunState.Stopped => "Stopped",
    };

    public static (string Icon, string Look) Sign(SyncRunState state) => state switch
    {
        SyncRunState.Running => (Icons.Material.Outlined.Sync, "plain"),
        SyncRunState.Completed => (Icons.Material.Outlined.CheckCircle, "good"),
        SyncRunState.CompletedWithErrors => (Icons.Material.Outlined.ErrorOutline, "bad"),
        SyncRunState.Stopped => (Icons.Material.Outlined.StopCircle, "warn"),
    };

    public static string Of(IntentState state) => state switch
    {
        IntentState.Open => "On its way",
        IntentState.Done => "Done",
        IntentState.Refused => "Refused",
        IntentState.Abandoned => "Given up",
    };

    public static (string Icon, string Look) Sign(IntentState state) => state switch
    {
        IntentState.Open => (Icons.Material.Outlined.HourglassEmpty, "warn"),
        IntentState.Done => (Icons.Material.Outlined.CheckCircle, "good"),
        IntentState.Refused => (Icons.Material.Outlined.ErrorOutline, "bad"),
        IntentState.Abandoned => (Icons.Material.Outlined.SkipNext, "plain"),
    };

    public static string Of(SyncOperation operation) => operation switch
    {
        SyncOperation.Create => "Create",
        SyncOperation.Update => "Update",
        SyncOperation.Void => "Void",
        SyncOperation.Delete => "Delete",
    };
}
