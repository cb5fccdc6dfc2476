using Playground.Tcp;

namespace Playground.Server.Rooms;

/// <summary>A room's virtual time, as it runs beside the server's.</summary>
internal sealed class RoomClock(ServerClock server)
{
    private Instant _set;
    private TimeSpan _setAt = server.Elapsed;

    /// <summary>True while time stands.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Virtual seconds for one real second, while time runs.</summary>
    public double Speed { get; private set; } = RoomSetup.Speed;

    /// <summary>The room's time.</summary>
    public Instant Now => IsPaused ? _set : _set + ((server.Elapsed - _setAt) * Speed);

    /// <summary>Sets the time, and whether it runs on from there and how fast.</summary>
    /// <param name="pace">How many times the usual pace.</param>
    public void Set(Instant now, bool isPaused, double pace)
    {
        (_set, _setAt, IsPaused, Speed) = (now, server.Elapsed, isPaused, RoomSetup.Speed * pace);
    }

    /// <summary>The server's time at which the room's time will be <paramref name="due"/>; none while time stands.</summary>
    public TimeSpan? ServerTimeOf(Instant due) => IsPaused ? null : _setAt + ((due - _set) / Speed);
}
