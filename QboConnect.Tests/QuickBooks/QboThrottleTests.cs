using Microsoft.Extensions.Time.Testing;
using QboConnect.Core.QuickBooks;

namespace QboConnect.Tests.QuickBooks;

/// <summary>
/// The throttle against a QuickBooks that counts arrivals in every window, wherever it begins. Time is simulated by the
/// millisecond; the way to QuickBooks and its work take a different, random time for every call.
/// </summary>
public sealed class QboThrottleTests
{
    private static readonly QboLimits Limits = new();

    [Theory]
    [InlineData(5, 40, 100, 300)]
    [InlineData(5, 140, 400, 1500)]
    [InlineData(1, 3, 5, 10)]
    public void Single_calls_use_95_percent_of_the_limit_and_never_exceed_it(int wayMin, int wayMax, int workMin, int workMax)
    {
        var arrivals = Export(TimeSpan.FromMinutes(5), callers: 10, batches: false, (wayMin, wayMax), (workMin, workMax));

        MostWithin(arrivals, TimeSpan.FromMinutes(1)).Should().BeLessThanOrEqualTo(500);
        MostWithin(arrivals, TimeSpan.FromSeconds(1)).Should().BeLessThanOrEqualTo(10);
        arrivals.Count.Should().BeGreaterThanOrEqualTo((int)(0.95 * 5 * 500));
    }

    [Theory]
    [InlineData(5, 40, 500, 2000)]
    [InlineData(5, 140, 4000, 15000)]
    public void Batches_use_95_percent_of_the_limit_and_never_exceed_it(int wayMin, int wayMax, int workMin, int workMax)
    {
        var arrivals = Export(TimeSpan.FromMinutes(5), callers: 12, batches: true, (wayMin, wayMax), (workMin, workMax));

        MostWithin(arrivals, TimeSpan.FromMinutes(1)).Should().BeLessThanOrEqualTo(40);
        arrivals.Count.Should().BeGreaterThanOrEqualTo((int)(0.95 * 5 * 40));
    }

    [Fact]
    public void New_connections_that_take_a_second_do_not_break_the_limit()
    {
        var arrivals = Export(TimeSpan.FromMinutes(1), callers: 10, batches: false, (5, 60), (100, 300), firstWay: 1200);

        MostWithin(arrivals, TimeSpan.FromSeconds(1)).Should().BeLessThanOrEqualTo(10);
        arrivals.Count.Should().BeGreaterThanOrEqualTo((int)(0.95 * 500));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void A_way_that_is_long_now_and_then_does_not_break_the_limit(double scale)
    {
        var arrivals = Export(TimeSpan.FromMinutes(2), callers: 10, batches: false, (1, 4), (5, 15), hiccup: (Every: 37, Way: 400), limits: Limits with { WindowScale = scale });

        MostWithin(arrivals, TimeSpan.FromMinutes(scale)).Should().BeLessThanOrEqualTo(500);
        MostWithin(arrivals, TimeSpan.FromSeconds(scale)).Should().BeLessThanOrEqualTo(10);
        arrivals.Count.Should().BeGreaterThanOrEqualTo((int)(0.95 * 500 * 2 / scale));
    }

    [Fact]
    public void A_full_batch_window_does_not_hold_up_single_calls() => SimulatedWorld.Run(async (clock, cancellation) =>
    {
        using var throttle = new QboThrottle(Limits, clock);
        for (var batch = 0; batch < 40; batch++)
        {
            (await throttle.EnterAsync(batch: true, cancellation)).Dispose();
        }
        var waiting = throttle.EnterAsync(batch: true, cancellation).AsTask();
        await Task.Delay(TimeSpan.FromSeconds(2), clock, cancellation);
        var before = clock.GetUtcNow();

        (await throttle.EnterAsync(batch: false, cancellation)).Dispose();

        clock.GetUtcNow().Should().Be(before);
        waiting.IsCompleted.Should().BeFalse();
        (await waiting).Dispose();
        (clock.GetUtcNow() - before).Should().BeGreaterThan(TimeSpan.FromSeconds(50));
    });

    [Fact]
    public void A_pause_holds_up_everybody() => SimulatedWorld.Run(async (clock, cancellation) =>
    {
        using var throttle = new QboThrottle(Limits, clock);
        var before = clock.GetUtcNow();
        throttle.PauseFor(TimeSpan.FromSeconds(7));
        throttle.PauseFor(TimeSpan.FromSeconds(3));

        (await throttle.EnterAsync(batch: false, cancellation)).Dispose();

        (clock.GetUtcNow() - before).Should().Be(TimeSpan.FromSeconds(7));
    });

    [Fact]
    public void No_more_calls_than_ten_are_under_way_at_once() => SimulatedWorld.Run(async (clock, cancellation) =>
    {
        using var throttle = new QboThrottle(Limits with { RequestsPerSecond = 100 }, clock);
        var places = new List<IDisposable>();
        for (var call = 0; call < 10; call++)
        {
            places.Add(await throttle.EnterAsync(batch: false, cancellation));
        }
        var eleventh = throttle.EnterAsync(batch: false, cancellation).AsTask();

        await Task.Delay(TimeSpan.FromMinutes(1), clock, cancellation);
        eleventh.IsCompleted.Should().BeFalse();
        places[3].Dispose();
        (await eleventh).Dispose();
    });

    [Fact]
    public void A_caller_who_leaves_the_queue_takes_no_place() => SimulatedWorld.Run(async (clock, cancellation) =>
    {
        using var throttle = new QboThrottle(Limits with { ConcurrentRequests = 1 }, clock);
        var first = await throttle.EnterAsync(batch: false, cancellation);
        using var patience = new CancellationTokenSource();
        var second = throttle.EnterAsync(batch: false, patience.Token).AsTask();
        await patience.CancelAsync();
        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();

        first.Dispose();

        (await throttle.EnterAsync(batch: false, cancellation)).IsAcquired.Should().BeTrue();
    });

    [Fact]
    public void A_scaled_window_lets_as_many_pass_in_a_shorter_time()
    {
        var arrivals = Export(TimeSpan.FromSeconds(30), callers: 10, batches: false, (1, 3), (5, 10), limits: Limits with { WindowScale = 0.1 });

        MostWithin(arrivals, TimeSpan.FromSeconds(6)).Should().BeLessThanOrEqualTo(500);
        MostWithin(arrivals, TimeSpan.FromSeconds(0.1)).Should().BeLessThanOrEqualTo(10);
        arrivals.Count.Should().BeGreaterThanOrEqualTo((int)(0.95 * 5 * 500));
    }

    private static List<TimeSpan> Export(
        TimeSpan time, int callers, bool batches, (int Min, int Max) way, (int Min, int Max) work, int firstWay = 0,
        (int Every, int Way)? hiccup = null, QboLimits? limits = null)
    {
        var arrivals = new List<TimeSpan>();
        SimulatedWorld.Run(async (clock, cancellation) =>
        {
            var (random, sent) = (new Random(4711), 0);
            var start = clock.GetUtcNow();
            using var throttle = new QboThrottle(limits ?? Limits, clock);
            await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
            {
                var wayThere = firstWay;
                while (true)
                {
                    using var place = await throttle.EnterAsync(batches, cancellation);
                    wayThere = wayThere > 0 ? wayThere : ++sent % (hiccup?.Every ?? int.MaxValue) == 0 ? hiccup!.Value.Way : random.Next(way.Min, way.Max + 1);
                    await Task.Delay(TimeSpan.FromMilliseconds(wayThere), clock, cancellation);
                    var arrived = clock.GetUtcNow() - start;
                    if (arrived >= time)
                    {
                        return;
                    }
                    arrivals.Add(arrived);
                    wayThere = 0;
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(work.Min, work.Max + 1)), clock, cancellation);
                }
            }));
        });
        return arrivals;
    }

    private static int MostWithin(List<TimeSpan> arrivals, TimeSpan window)
    {
        arrivals.Sort();
        var (most, first) = (0, 0);
        for (var last = 0; last < arrivals.Count; last++)
        {
            while (arrivals[last] - arrivals[first] >= window)
            {
                first++;
            }
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    /// <summary>One thread, one fake clock: everything that can run runs before time moves on by a millisecond.</summary>
    private sealed class SimulatedWorld : SynchronizationContext
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

        private readonly Lock _lock = new();
        private readonly Queue<(SendOrPostCallback Call, object? State)> _ready = new();

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_lock)
            {
                _ready.Enqueue((d, state));
            }
        }

        public static void Run(Func<FakeTimeProvider, CancellationToken, Task> story)
        {
            var before = Current;
            var world = new SimulatedWorld();
            SetSynchronizationContext(world);
            try
            {
                world.RunHere(story);
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        private void RunHere(Func<FakeTimeProvider, CancellationToken, Task> story)
        {
            var clock = new FakeTimeProvider();
            var end = clock.GetUtcNow() + Longest;
            // A token that can be cancelled makes SemaphoreSlim hop to the thread pool, out of this world.
            var told = story(clock, CancellationToken.None);
            while (true)
            {
                RunReady();
                if (told.IsCompleted || clock.GetUtcNow() > end)
                {
                    break;
                }
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }
            told.IsCompleted.Should().BeTrue("the story ends within ten minutes");
            told.GetAwaiter().GetResult();
        }

        private void RunReady()
        {
            while (true)
            {
                (SendOrPostCallback Call, object? State) next;
                lock (_lock)
                {
                    if (!_ready.TryDequeue(out next))
                    {
                        return;
                    }
                }
                next.Call(next.State);
            }
        }
    }
}
