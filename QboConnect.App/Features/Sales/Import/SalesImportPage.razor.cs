using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using QboConnect.Core.Sales.Import;
using QboConnect.Core.Sales.Import.Shell;

namespace QboConnect.App.Features.Sales.Import;

/// <summary>Upload, preview, import: the file stays on the server's disk between the steps and goes with the page.</summary>
public sealed partial class SalesImportPage
{
    private readonly CancellationTokenSource _leaving = new();
    private SalesCsvChoices _choices = new();
    private SalesUpload? _upload;
    private SalesFileReport? _report;
    private string? _problem;
    private string _doing = "";
    private bool _isBusy;
    private bool _leaveOut;
    private double _share;
    private int _orders;

    [Inject] private ImportSalesFile Import { get; set; } = default!;

    [Inject] private ILogger<SalesImportPage> Log { get; set; } = default!;

    private string? WhyNot =>
        _report is not { } report ? "Choose a file first."
        : report.Errors.Count > 0 && report.BadOrders == 0 ? "The file cannot be read as it is."
        : report.BadOrders > 0 && !_leaveOut ? "Correct the errors in the file, or leave these orders out."
        : report.NewOrders == 0 ? "There is nothing new in the file."
        : null;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        _upload?.Dispose();
    }

    private static string Orders(int number) => number == 1 ? "1 order" : $"{number.ToString("N0", CultureInfo.CurrentCulture)} orders";

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        (_report, _leaveOut) = (null, false);
        _upload?.Dispose();
        _upload = null;
        await WorkAsync("Uploading", async progress => _upload = await SalesUpload.TakeAsync(chosen.File, progress, _leaving.Token));
        if (_upload is not null)
        {
            await PreviewAsync();
        }
    }

    private async Task DecideAsync(SalesCsvChoices choices)
    {
        _choices = choices;
        await PreviewAsync();
    }

    private Task PreviewAsync() => WorkAsync("Reading", async progress => _report = await Import.PreviewAsync(_upload!.Open, _choices, progress, _leaving.Token));

    // An import goes on when the page is left; what it wrote is whole, and the file may be imported again for the rest.
    private Task ImportAsync() => WorkAsync(
        "Importing", async progress => _report = await Import.RunAsync(_upload!.Open, _choices with { LeaveOutErrors = _leaveOut }, progress, _leaving.Token));

    private async Task WorkAsync(string doing, Func<IProgress<SalesFileProgress>, Task> work)
    {
        (_doing, _isBusy, _problem, _share, _orders) = (doing, true, null, 0, 0);
        var progress = new Progress<SalesFileProgress>(step => _ = InvokeAsync(() =>
        {
            (_orders, _share) = (step.Orders, step.Share);
            StateHasChanged();
        }));
        try
        {
            // SQLite and the parser work on the caller's thread; off the circuit's, so that the bar can move.
            await Task.Run(() => work(progress), _leaving.Token);
        }
        catch (IOException exception)
        {
            _problem = exception.Message.Contains("size", StringComparison.Ordinal)
                ? $"The file is larger than {SalesUpload.LargestMegabytes} MB. Split it and import the parts."
                : "The file could not be stored on the server. Is its disk full?";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.LogError(exception, "{Doing} a sales file failed", doing);
            _problem = $"{doing} the file failed; the cause is in the log. Orders that were written are whole: import the file again for the rest.";
        }
        finally
        {
            _isBusy = false;
        }
    }
}
