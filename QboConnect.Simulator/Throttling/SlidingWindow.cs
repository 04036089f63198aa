namespace QboConnect.Simulator.Throttling;

/// <summary>At most so many calls in any stretch of a given length. It remembers the time of the last calls in a ring, so it is
/// exact and costs one comparison and one write per call.</summary>
internal sealed class SlidingWindow(int limit)
{
    private readonly long[] _taken = new long[limit];
    private int _oldest;

    /// <summary>Whether a call at <paramref name="now"/> (ticks) would be one too many. Calls later than now were made before the
    /// clock was set back and count no more.</summary>
    public bool IsFull(long now, long lengthTicks)
    {
        var oldest = _taken[_oldest];
        return oldest != 0 && oldest <= now && now - oldest < lengthTicks;
    }

    public void Take(long now)
    {
        _taken[_oldest] = now;
        _oldest = _oldest + 1 == _taken.Length ? 0 : _oldest + 1;
    }
}
