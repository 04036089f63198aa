namespace QboConnect.Core.Persistence;

/// <summary>
/// Makes the ids of all records, in code and in time order: 41 bits of milliseconds since 2025-01-01 UTC, 10 bits of the node, 12 bits of
/// sequence. Nothing is asked of the database, so a whole document tree has its ids before it is written.
/// </summary>
/// <remarks>Thread-safe. Nodes that share a database must have different numbers (setting <c>Node:Number</c>, 0 to 1023).</remarks>
public sealed class IdSource
{
    private const int SequenceBits = 12;
    private const int NodeBits = 10;
    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TimeProvider _clock;
    private readonly long _node;
    private readonly Lock _gate = new();
    private long _ticks;

    /// <summary>A source for one node.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is not in 0 to 1023.</exception>
    public IdSource(TimeProvider clock, int node = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, 1 << NodeBits);
        (_clock, _node) = (clock, node);
    }

    /// <summary>This node's number.</summary>
    public int Node => (int)_node;

    /// <summary>The number of the node that made an id.</summary>
    public static int NodeOf(long id) => (int)(id >> SequenceBits) & ((1 << NodeBits) - 1);

    /// <summary>A new id, greater than every id this source made before.</summary>
    public long Next()
    {
        lock (_gate)
        {
            var now = (long)(_clock.GetUtcNow() - Epoch).TotalMilliseconds << SequenceBits;
            // More than 4,096 in a millisecond, or a clock set back: count on into the next one rather than wait.
            _ticks = Math.Max(_ticks + 1, now);
            var milliseconds = _ticks >> SequenceBits;
            var sequence = _ticks & ((1 << SequenceBits) - 1);
            return (milliseconds << (SequenceBits + NodeBits)) | (_node << SequenceBits) | sequence;
        }
    }
}
