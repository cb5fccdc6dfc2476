using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>A connection that went from one state to another.</summary>
/// <param name="Connection">The connection, the host's own socket first.</param>
internal readonly record struct Change(FourTuple Connection, TcpState From, TcpState To);

/// <summary>Who acts for a host: the engine, or a person's hand.</summary>
internal interface IDriver
{
    /// <summary>When the driver next wants <see cref="Poll"/>.</summary>
    Instant? PollAt { get; }

    /// <summary>The connection whose TCB changed last, whether it still exists or not; none before the first.</summary>
    FourTuple? Current { get; }

    /// <summary>The TCB of <see cref="Current"/>, or of what stands there before any connection.</summary>
    Tcb Tcb { get; }

    /// <summary>The states that connections went through since <see cref="List{T}.Clear"/>, in order; the world takes them from here.</summary>
    List<Change> Changes { get; }

    /// <summary>The TCB of a connection, or of the listener that stands where it would be.</summary>
    Tcb TcbOf(in FourTuple connection);

    /// <summary>A segment arrives.</summary>
    /// <returns>What the TCP did with it; none where there is no TCP but a person.</returns>
    Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox);

    /// <summary>An ICMP error arrives.</summary>
    void OnIcmp(in IcmpError error, Instant now, Outbox outbox);

    /// <summary>Does what is due.</summary>
    void Poll(Instant now, Outbox outbox);
}

/// <summary>A driver that is a TCP, so that its user can make socket calls.</summary>
internal interface IEngineDriver : IDriver
{
    /// <summary>The host's user calls.</summary>
    CallAnswer Call(SocketCall call, Instant now, Outbox outbox);
}
