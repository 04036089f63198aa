using System.Threading.RateLimiting;

namespace QboConnect.Core.QuickBooks;

/// <summary>
/// One company's share of QuickBooks' limits, waited for instead of exceeded. QuickBooks counts a request when it arrives,
/// which lies between our sending it and its answer. So a request occupies its place in a window from sending until one
/// window after its answer: then no window of QuickBooks', wherever it begins, sees more than the limit. While most answers
/// are slow that would waste the limit, and a place is freed one window after sending, plus an allowance for the way there.
/// </summary>
internal sealed class QboThrottle : IDisposable
{
    /// <summary>500 a minute are 8.33 a second, so a "second" of up to 1.2 s costs a long export nothing.</summary>
    private const double AllowanceOfSecond = 0.19;

    /// <summary>1.5 s of a minute: 97.5 % of the limit remain even where each answer takes longer.</summary>
    private const double AllowanceOfMinute = 0.025;

    /// <summary>HttpClient closes connections that were idle for a minute.</summary>
    private static readonly TimeSpan ConnectionsCoolIn = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly QboLimits _limits;
    private readonly Window _perMinute;
    private readonly Window _perSecond;
    private readonly Window _batches;
    private readonly SemaphoreSlim _concurrent;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _batchTurn = new(1);
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private readonly long _start;
    private TimeSpan _pausedUntil;
    private TimeSpan _lastAnswer;

    public QboThrottle(QboLimits limits, TimeProvider clock)
    {
        (_limits, _clock, _start) = (limits, clock, clock.GetTimestamp());
        _perMinute = new(limits.RequestsPerMinute, limits.Minute, limits.Minute * AllowanceOfMinute);
        _perSecond = new(limits.RequestsPerSecond, limits.Second, limits.Second * AllowanceOfSecond);
        _batches = new(limits.BatchesPerMinute, limits.Minute, limits.Minute * AllowanceOfMinute);
        _concurrent = new(limits.ConcurrentRequests);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Waits for a place. Dispose it when the answer is there.</summary>
    public async ValueTask<RateLimitLease> EnterAsync(bool batch, CancellationToken cancellation)
    {
        if (!batch)
        {
            return await EnterRequestAsync(batch: false, cancellation);
        }

        // Batches queue apart, so that a full batch window holds up no single request.
        await _batchTurn.WaitAsync(cancellation);
        try
        {
            await WaitForAsync(now => _batches.WaitAt(now), cancellation);
            return await EnterRequestAsync(batch: true, cancellation);
        }
        finally
        {
            _batchTurn.Release();
        }
    }

    /// <summary>QuickBooks asked for a pause: nobody sends before it is over.</summary>
    public void PauseFor(TimeSpan pause)
    {
        lock (_lock)
        {
            var until = Now + pause;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    public void Dispose()
    {
        _concurrent.Dispose();
        _turn.Dispose();
        _batchTurn.Dispose();
    }

    private async ValueTask<RateLimitLease> EnterRequestAsync(bool batch, CancellationToken cancellation)
    {
        await _concurrent.WaitAsync(cancellation);
        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                await WaitForAsync(WaitAt, cancellation);
                return Occupy(batch);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch
        {
            _concurrent.Release();
            throw;
        }
    }

    private async Task WaitForAsync(Func<TimeSpan, TimeSpan> waitAt, CancellationToken cancellation)
    {
        while (true)
        {
            var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            TimeSpan wait;
            lock (_lock)
            {
                wait = waitAt(Now);
                if (wait <= TimeSpan.Zero)
                {
                    return;
                }
                _waiting.Add(wake);
            }
            // Timers tick in milliseconds: rounding up spares a second look. An answer, too, can free a place.
            var due = wait == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            await using var timer = _clock.CreateTimer(_ => wake.TrySetResult(), null, due, Timeout.InfiniteTimeSpan);
            await using var left = cancellation.Register(() => wake.TrySetCanceled(cancellation));
            await wake.Task;
        }
    }

    private TimeSpan WaitAt(TimeSpan now)
    {
        var wait = _pausedUntil - now;
        foreach (var window in (ReadOnlySpan<Window>)[_perMinute, _perSecond])
        {
            var windowWait = window.WaitAt(now);
            wait = windowWait > wait ? windowWait : wait;
        }
        return wait;
    }

    private Place Occupy(bool batch)
    {
        lock (_lock)
        {
            var now = Now;
            Window[] windows = batch ? [_perMinute, _perSecond, _batches] : [_perMinute, _perSecond];
            if (now - _lastAnswer > ConnectionsCoolIn)
            {
                foreach (var window in windows)
                {
                    window.Forget();
                }
            }
            return new Place(this, [.. windows.Select(window => window.Occupy(now))]);
        }
    }

    private void Answered(IReadOnlyList<Occupied> places)
    {
        TaskCompletionSource[] waiting;
        lock (_lock)
        {
            var now = _lastAnswer = Now;
            foreach (var place in places)
            {
                place.AnswerAt(now);
            }
            waiting = [.. _waiting];
            _waiting.Clear();
        }
        foreach (var wake in waiting)
        {
            wake.TrySetResult();
        }
        _concurrent.Release();
    }

    private sealed class Occupied(Window window, TimeSpan sent)
    {
        private TimeSpan? _answered;

        public void AnswerAt(TimeSpan now)
        {
            _answered = now;
            window.Remember(now - sent);
        }

        public TimeSpan FreeAt(bool slow)
        {
            var byAnswer = _answered is { } answered ? answered + window.Length : TimeSpan.MaxValue;
            var bySending = sent + window.Allowance + window.Length;
            return slow && bySending < byAnswer ? bySending : byAnswer;
        }
    }

    private sealed class Window(int limit, TimeSpan length, TimeSpan allowance)
    {
        /// <summary>More than are ever under way together, so that one hiccup of the network does not pass for slow answers.</summary>
        private const int Remembered = 30;

        private readonly List<Occupied> _places = [];
        private readonly Queue<bool> _wasSlow = new();

        public TimeSpan Length => length;

        public TimeSpan Allowance => allowance;

        private bool AreAnswersSlow => _wasSlow.Count == Remembered && _wasSlow.Count(slow => slow) > Remembered / 2;

        public TimeSpan WaitAt(TimeSpan now)
        {
            var slow = AreAnswersSlow;
            _places.RemoveAll(place => place.FreeAt(slow) <= now);
            if (_places.Count < limit)
            {
                return TimeSpan.Zero;
            }
            var next = _places.Min(place => place.FreeAt(slow));
            return next == TimeSpan.MaxValue ? next : next - now;
        }

        public Occupied Occupy(TimeSpan now)
        {
            var place = new Occupied(this, now);
            _places.Add(place);
            return place;
        }

        public void Remember(TimeSpan answerTook)
        {
            if (_wasSlow.Count == Remembered)
            {
                _wasSlow.Dequeue();
            }
            _wasSlow.Enqueue(answerTook > allowance);
        }

        /// <summary>New connections make the way there long and uneven: what earlier answers took says nothing about them.</summary>
        public void Forget() => _wasSlow.Clear();
    }

    private sealed class Place(QboThrottle throttle, IReadOnlyList<Occupied> places) : RateLimitLease
    {
        private bool _left;

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (!_left)
            {
                _left = true;
                throttle.Answered(places);
            }
            base.Dispose(disposing);
        }
    }
}
