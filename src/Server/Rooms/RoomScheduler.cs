namespace Playground.Server.Rooms;

/// <summary>Wakes rooms when they are due: one timer for all of them, and at most one wake-up for each.</summary>
internal sealed class RoomScheduler : IDisposable
{
    private readonly ServerClock _clock;
    private readonly ITimer _timer;
    private readonly Dictionary<Room, (TimeSpan At, long Number)> _wakeUps = [];
    private readonly SortedDictionary<(TimeSpan At, long Number), Room> _due = [];
    private long _count;

    /// <summary>A scheduler with nothing to do.</summary>
    public RoomScheduler(ServerClock clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(WakeThoseDue);
    }

    /// <summary>How many wake-ups wait for their time.</summary>
    public int Count
    {
        get
        {
            lock (_due) return _due.Count;
        }
    }

    /// <summary>Wakes the room at that time of the server, once, unless it is woken earlier: then it knows what it still waits for.</summary>
    public void WakeAt(Room room, TimeSpan at)
    {
        lock (_due)
        {
            if (_wakeUps.TryGetValue(room, out var wakeUp) && wakeUp.At <= at) return;
            Remove(room);
            _wakeUps[room] = (at, _count++);
            _due[_wakeUps[room]] = room;
            SetTimer();
        }
    }

    /// <summary>Lets go of a room that has left memory.</summary>
    public void Forget(Room room)
    {
        lock (_due) Remove(room);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void WakeThoseDue()
    {
        lock (_due)
        {
            while (_due.Count > 0 && _due.First() is var next && next.Key.At <= _clock.Elapsed)
            {
                Remove(next.Value);
                next.Value.Wake();
            }

            SetTimer();
        }
    }

    private void Remove(Room room)
    {
        if (_wakeUps.Remove(room, out var wakeUp)) _due.Remove(wakeUp);
    }

    private void SetTimer()
    {
        if (_due.Count == 0) return;
        var wait = _due.First().Key.At - _clock.Elapsed;

        // A timer counts whole milliseconds and cuts them: one more, or it would go off a little too early and for nothing.
        _timer.Change(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
