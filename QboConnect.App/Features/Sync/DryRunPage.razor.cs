using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using QboConnect.App.Jobs;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.QuickBooks;
using QboConnect.Core.Sync;
using QboConnect.Core.Sync.Planning;
using QboConnect.Core.Sync.Shell;

namespace QboConnect.App.Features.Sync;

/// <summary>Shows exactly what a sync would do, and does exactly that.</summary>
public sealed partial class DryRunPage : IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<BlockedCause> _causes = [];
    private IReadOnlyList<string>? _changes;
    private IDisposable? _listening;
    private Currency _home = Currency.Usd;
    private SyncPlan? _plan;
    private string _realmId = "";
    private string? _problem;
    private string? _doing;
    private string? _open;
    private bool _isUs;

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    [SupplyParameterFromQuery] private string? Outcome { get; set; }

    [SupplyParameterFromQuery] private string? Find { get; set; }

    [SupplyParameterFromQuery] private int? Page { get; set; }

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = default!;

    [Inject] private IDbContextFactory<QboConnectDb> Databases { get; set; } = default!;

    [Inject] private PlanBuilder Plans { get; set; } = default!;

    [Inject] private ManualSync Manual { get; set; } = default!;

    [Inject] private SyncProgress Progress { get; set; } = default!;

    [Inject] private IOptions<QboOptions> Limits { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private bool IsBusy => _doing is not null;

    private bool IsBalance => Tab == "balance";

    private int PageNumber => Math.Max(1, Page ?? 1);

    private PlanOutcome? Wanted => Enum.TryParse<PlanOutcome>(Outcome, out var outcome) ? outcome : null;

    private IReadOnlyList<PlannedItem> Shown =>
    [
        .. _plan!.Items.Where(item => (Wanted is not { } outcome || item.Outcome == outcome)
            && (string.IsNullOrWhiteSpace(Find) || item.Number.Contains(Find.Trim(), StringComparison.OrdinalIgnoreCase))),
    ];

    /// <inheritdoc />
    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LookAsync();

    private async Task LookAsync()
    {
        (_doing, _problem, _changes, _open) = ("Reading what waits, and asking QuickBooks …", null, null, null);
        StateHasChanged();
        await using (var db = await Databases.CreateDbContextAsync(_gone.Token))
        {
            _home = await db.HomeAsync();
        }

        var actor = await ActorAsync();
        var built = await Task.Run(() => Plans.BuildAsync(actor, _gone.Token));
        (_realmId, _isUs, _doing) = (built.RealmId, built.IsUs, null);
        _problem = built.Problem is { } problem ? $"{problem.Cause} {problem.Remedy}" : null;
        Take(built.Plan);
    }

    private async Task ApplyAsync()
    {
        (_doing, _problem, _changes) = ("Planning once more, to send exactly what is shown …", null, null);
        _listening?.Dispose();
        // Until the first write the plan may still turn out to have changed; from then on the run's own page tells more.
        _listening = Progress.Subscribe(report => _ = report.Total == 0 ? Task.CompletedTask : InvokeAsync(() => Navigation.NavigateTo(AppRoutes.SyncRun(report.RunId))));
        var outcome = await Manual.RunAsync(await ActorAsync(), _plan!.Fingerprint);
        _listening.Dispose();
        _doing = null;
        switch (outcome)
        {
            case SyncOutcome.Ran ran:
                Navigation.NavigateTo(AppRoutes.SyncRun(ran.Run.Id));
                break;
            case SyncOutcome.Busy busy:
                _problem = busy.Message;
                break;
            case SyncOutcome.NotPossible { Problem: var problem }:
                _problem = $"{problem.Cause} {problem.Remedy}";
                break;
            case SyncOutcome.PlanChanged changed:
                _changes = PlanChanges.Between(_plan, changed.Plan, SyncWords.Of);
                Take(changed.Plan);
                break;
        }
    }

    private void Take(SyncPlan? plan) => (_plan, _causes) = (plan, plan is null ? [] : BlockedCause.Of(plan));

    private async Task<string> ActorAsync() => (await SignedIn).User.Identity?.Name ?? "";

    private void Open(PlannedItem item) => _open = _open == item.LocalKey ? null : item.LocalKey;

    private string Why(PlannedItem item) => item.Outcome switch
    {
        PlanOutcome.Skip => item.SkipReason ?? "",
        PlanOutcome.Blocked => $"{item.Problem!.Cause} {item.Problem.Remedy}",
        PlanOutcome.Waits => $"Waits for {_plan!.Items.FirstOrDefault(other => other.LocalKey == item.WaitsFor)?.Number ?? item.WaitsFor}",
        PlanOutcome.Adopt => "QuickBooks has it already under this name",
        PlanOutcome.Update => "It has changed here since it was sent",
        PlanOutcome.Void or PlanOutcome.Delete => "It is gone here",
        PlanOutcome.Create => "",
    };

    private string Pressed(PlanOutcome? outcome) => Wanted == outcome ? "true" : "false";

    private void Filter(PlanOutcome? outcome) => Go(new() { [nameof(Outcome)] = outcome?.ToString(), [nameof(Page)] = null });

    private void Search(string? text) => Go(new() { [nameof(Find)] = string.IsNullOrWhiteSpace(text) ? null : text, [nameof(Page)] = null });

    private void Go(Dictionary<string, object?> query) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(query));

    private string Here(string? tab) => Navigation.GetUriWithQueryParameter(nameof(Tab), tab);
}
