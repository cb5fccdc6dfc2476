namespace Playground.Server.Rooms;

/// <summary>Wakes rooms when they are due: one timer for all of them.</summary>
internal sealed class RoomScheduler : IDisposable
{
    private readonly ServerClock _clock;
    private readonly ITimer _timer;
    private readonly PriorityQueue<Room, TimeSpan> _due = new();

    /// <summary>A scheduler with nothing to do.</summary>
    public RoomScheduler(ServerClock clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(WakeThoseDue);
    }

    /// <summary>Wakes the room at that time of the server, once. Several calls for a room wake it several times; it knows if it is too early.</summary>
    public void WakeAt(Room room, TimeSpan at)
    {
        lock (_due)
        {
            _due.Enqueue(room, at);
            SetTimer();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void WakeThoseDue()
    {
        lock (_due)
        {
            while (_due.TryPeek(out var room, out var at) && at <= _clock.Elapsed)
            {
                _due.Dequeue();
                room.Wake();
            }

            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (!_due.TryPeek(out _, out var next)) return;
        var wait = next - _clock.Elapsed;

        // A timer counts whole milliseconds and cuts them: one more, or it would go off a little too early and for nothing.
        _timer.Change(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
