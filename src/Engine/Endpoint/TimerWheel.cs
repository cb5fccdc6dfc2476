using System.Numerics;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// The timers of a host's connections, one for each: a hierarchical timing wheel (Varghese and Lauck, 1987). Setting and ending a timer
/// costs the same for one connection and for a hundred thousand; of timers due at the same moment the one set first goes off first.
/// </summary>
/// <remarks>
/// A digit of time has six bits. A timer stands on the level of the highest digit in which its moment differs from the hand of the wheel,
/// in the slot of that digit's value. The hand moves to the slot of a timer that is due, never further: those of the slot then move down
/// to the level of the next digit that differs. The connections of a slot are a ring of their own fields, so that nothing is allocated.
/// </remarks>
internal sealed class TimerWheel
{
    private const int DigitBits = 6;
    private const int Slots = 1 << DigitBits;
    private const int Levels = (63 + DigitBits - 1) / DigitBits;

    private readonly Connection?[]?[] _levels = new Connection?[Levels][];
    private readonly ulong[] _occupied = new ulong[Levels];
    private long _hand;
    private Instant? _next = Instant.Never;

    /// <summary>How many timers are set.</summary>
    public int Count { get; private set; }

    /// <summary>When the first timer goes off; <see cref="Instant.Never"/> when none is set.</summary>
    public Instant Next => _next ??= First();

    private int LowestLevel
    {
        get
        {
            var level = 0;
            while (_occupied[level] == 0) level++;
            return level;
        }
    }

    /// <summary>Sets the connection's timer, which must not be set already.</summary>
    public void Set(Connection connection, Instant due)
    {
        connection.WatchedFor = due;
        Insert(connection);
        Count++;
        if (due < _next) _next = due;
    }

    /// <summary>Ends the connection's timer, if it is set.</summary>
    public void End(Connection connection)
    {
        if (connection.WatchedFor == Instant.Never) return;
        var (level, slot) = Place(connection.WatchedFor);
        Unlink(connection, level, slot);
        if (connection.WatchedFor == _next) _next = null;
        connection.WatchedFor = Instant.Never;
        Count--;
    }

    /// <summary>Takes out the first of the timers that are due at <paramref name="now"/>, which never goes back.</summary>
    /// <returns>None when no more are due.</returns>
    public Connection? TakeDue(Instant now)
    {
        while (Next <= now)
        {
            var level = LowestLevel;
            var slot = BitOperations.TrailingZeroCount(_occupied[level]);
            var first = _levels[level]![slot]!;
            if (level == 0)
            {
                End(first);
                return first;
            }

            Descend(first, level, slot);
        }

        return null;
    }

    /// <summary>Time has come to a slot: its timers move down.</summary>
    private void Descend(Connection first, int level, int slot)
    {
        _levels[level]![slot] = null;
        _occupied[level] &= ~(1UL << slot);
        var shift = level * DigitBits;
        _hand = ((_hand >> shift) & ~(Slots - 1L) | (long)slot) << shift;
        var last = first.PreviousWatched!;
        for (var next = first; ;)
        {
            var (moved, isLast) = (next, next == last);
            next = next.NextWatched!;
            Insert(moved);
            if (isLast) return;
        }
    }

    private void Insert(Connection connection)
    {
        var (level, slot) = Place(connection.WatchedFor);
        var slots = _levels[level] ??= new Connection?[Slots];
        _occupied[level] |= 1UL << slot;
        if (slots[slot] is not { } first)
        {
            connection.NextWatched = connection.PreviousWatched = slots[slot] = connection;
            return;
        }

        var last = first.PreviousWatched!;
        (connection.PreviousWatched, connection.NextWatched) = (last, first);
        last.NextWatched = first.PreviousWatched = connection;
    }

    private void Unlink(Connection connection, int level, int slot)
    {
        var (next, previous) = (connection.NextWatched!, connection.PreviousWatched!);
        connection.NextWatched = connection.PreviousWatched = null;
        if (next == connection)
        {
            _levels[level]![slot] = null;
            _occupied[level] &= ~(1UL << slot);
            return;
        }

        (previous.NextWatched, next.PreviousWatched) = (next, previous);
        if (_levels[level]![slot] == connection) _levels[level]![slot] = next;
    }

    // What is due already stands with what is due now.
    private (int Level, int Slot) Place(Instant due)
    {
        var at = Math.Max(due.Microseconds, _hand);
        var level = (63 - BitOperations.LeadingZeroCount((ulong)(at ^ _hand) | 1)) / DigitBits;
        return (level, (int)(at >> (level * DigitBits)) & (Slots - 1));
    }

    private Instant First()
    {
        if (Count == 0) return Instant.Never;
        var level = LowestLevel;
        var first = _levels[level]![BitOperations.TrailingZeroCount(_occupied[level])]!;
        var earliest = first.WatchedFor;
        if (level == 0) return earliest;
        for (var next = first.NextWatched!; next != first; next = next.NextWatched!) earliest = Instant.Earliest(earliest, next.WatchedFor);
        return earliest;
    }
}
