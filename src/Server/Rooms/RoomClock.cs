using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>A room's virtual time, as it runs beside the server's.</summary>
internal sealed class RoomClock(ServerClock server)
{
    private Instant _set;
    private TimeSpan _setAt = server.Elapsed;

    /// <summary>True while time stands.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The room's time.</summary>
    public Instant Now => IsPaused ? _set : _set + ((server.Elapsed - _setAt) * RoomSetup.Speed);

    /// <summary>Sets the time, and whether it runs on from there.</summary>
    public void Set(Instant now, bool isPaused)
    {
        (_set, _setAt, IsPaused) = (now, server.Elapsed, isPaused);
    }

    /// <summary>The server's time at which the room's time will be <paramref name="due"/>; none while time stands.</summary>
    public TimeSpan? ServerTimeOf(Instant due) => IsPaused ? null : _setAt + ((due - _set) / RoomSetup.Speed);
}
