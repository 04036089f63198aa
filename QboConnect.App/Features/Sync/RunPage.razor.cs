using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using QboConnect.Core.Amounts;
using QboConnect.Core.Persistence;
using QboConnect.Core.Sync;

namespace QboConnect.App.Features.Sync;

/// <summary>One run, as it goes on and as it ended.</summary>
public sealed partial class RunPage : IDisposable
{
    private const int PageSize = 50;
    // Reports of this process come at once; a run of another node is seen in the database.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly IReadOnlyList<(string Text, string Href)> Trail = [.. SyncWords.Trail, ("Sync runs", AppRoutes.SyncRuns)];

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyDictionary<IntentState, int> _counts = new Dictionary<IntentState, int>();
    private IReadOnlyList<(string Message, string? Code, int Count, long Minor, string Example)> _refused = [];
    private List<SyncIntent> _rows = [];
    private IDisposable? _listening;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private Currency _home = Currency.Usd;
    private SyncRun? _run;
    private string _phase = "Planning";
    private int _done;
    private int _total;
    private bool _isLoaded;
    private bool _isWatching;

    /// <summary>The run.</summary>
    [Parameter] public long Id { get; set; }

    [SupplyParameterFromQuery] private int? Page { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [Inject] private IDbContextFactory<QboConnectDb> Databases { get; set; } = default!;

    [Inject] private SyncProgress Progress { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private int PageNumber => Math.Max(1, Page ?? 1);

    private IntentState? Filter => Enum.TryParse<IntentState>(State, out var state) ? state : null;

    private int Shown => Filter is { } state ? _counts.GetValueOrDefault(state) : _counts.Values.Sum();

    private double Percent => _total == 0 ? 0 : 100.0 * _done / _total;

    /// <inheritdoc />
    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _listening = Progress.Subscribe(report =>
    {
        if (report.RunId == Id)
        {
            (_phase, _done, _total) = (report.Phase, report.Done, report.Total);
        }
    });

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Progress.Latest is { } latest && latest.RunId == Id)
        {
            (_phase, _done, _total) = (latest.Phase, latest.Done, latest.Total);
        }

        await LoadAsync();
        if (!_isWatching && _run is { State: SyncRunState.Running })
        {
            _isWatching = true;
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookEvery, Clock);
        try
        {
            while (_run is { State: SyncRunState.Running } && await timer.WaitForNextTickAsync(_gone.Token))
            {
                await InvokeAsync(LoadAsync);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }

        _isWatching = false;
    }

    private async Task LoadAsync()
    {
        await using var db = await Databases.CreateDbContextAsync(_gone.Token);
        _zone = await db.ZoneAsync();
        _home = await db.HomeAsync();
        _run = await db.SyncRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == Id, _gone.Token);
        var intents = db.SyncIntents.AsNoTracking().Where(row => row.RunId == Id);
        _counts = (await intents.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(_gone.Token))
            .OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Count);
        var refused = await intents.Where(row => row.State == IntentState.Refused)
            .GroupBy(row => new { row.Message, row.FaultCode })
            .Select(group => new { group.Key.Message, group.Key.FaultCode, Count = group.Count(), Minor = group.Sum(row => row.AmountMinor), Example = group.Min(row => row.Number) })
            .OrderByDescending(group => group.Count).Take(20).ToListAsync(_gone.Token);
        _refused = [.. refused.Select(group => (group.Message ?? "QuickBooks refused it.", group.FaultCode, group.Count, group.Minor, group.Example ?? ""))];
        var shown = Filter is { } state ? intents.Where(row => row.State == state) : intents;
        _rows = await shown.OrderBy(row => row.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(_gone.Token);
        _isLoaded = true;
    }

    private string Pressed(IntentState? state) => Filter == state ? "true" : "false";

    private void Show(IntentState? state) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [nameof(State)] = state?.ToString(), [nameof(Page)] = null }));
}
