using System.Diagnostics.Metrics;

namespace QboConnect.Benchmarks;

/// <summary>Counts what QuickBooks was asked for, and knows how long that takes at least within its limits: 500 requests a minute, of which 40 may be batches.</summary>
internal sealed class CountedCalls : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _requests;
    private int _batches;

    public CountedCalls()
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "qbo.request.duration")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        _listener.Start();
    }

    public int Requests => _requests;

    public int Batches => _batches;

    /// <summary>Seconds that the calls made since need at the throttle.</summary>
    /// <param name="since">Requests and batches counted before.</param>
    /// <param name="scale">Length of QuickBooks' minute against the real one.</param>
    public double NeedSince((int Requests, int Batches) since, double scale) =>
        60 * scale * Math.Max((Requests - since.Requests) / 500.0, (Batches - since.Batches) / 40.0);

    public void Dispose() => _listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Interlocked.Increment(ref _requests);
        foreach (var tag in tags)
        {
            if (tag.Key == "qbo.what" && tag.Value is "batch")
            {
                Interlocked.Increment(ref _batches);
            }
        }
    }
}
