using Playground.Engine.Applications;
using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>Who acts for a host: the engine, or a person's hand.</summary>
internal interface IDriver
{
    /// <summary>When the driver next wants <see cref="Poll"/>.</summary>
    Instant? PollAt { get; }

    /// <summary>The TCB of the host's connection, or of its listener.</summary>
    Tcb Tcb { get; }

    /// <summary>A segment arrives.</summary>
    /// <returns>What the TCP did with it; none where there is no TCP but a person.</returns>
    Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox);

    /// <summary>Does what is due.</summary>
    void Poll(Instant now, Outbox outbox);
}

/// <summary>A host whose TCP is the engine.</summary>
internal sealed class EngineDriver : IDriver
{
    private readonly Host _host;
    private readonly bool _listens;
    private Tcb _last;

    public EngineDriver(HostSetup setup, HostSetup peer, IsnGenerator isns, Instant now, Outbox outbox)
    {
        _host = new Host(setup.Socket.Host, isns, HostProfile.Plain);
        _listens = setup.Role == HostRole.Server;
        var application = new Discard();
        if (_listens) _host.Listen(setup.Socket.Port, application);
        else _host.Open(setup.Socket.Port, peer.Socket, application, now, outbox);
        Look();
    }

    public Instant? PollAt => _host.PollAt;

    public Tcb Tcb => _last;

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var verdict = _host.OnSegment(segment, now, outbox);
        Look();
        return verdict;
    }

    public void Poll(Instant now, Outbox outbox)
    {
        _host.Poll(now, outbox);
        Look();
    }

    /// <summary>One connection at a time is what two hosts with a port each can have.</summary>
    private void Look()
    {
        foreach (var connection in _host.Connections.Values)
        {
            _last = connection.Tcb;
            return;
        }

        _last = new Tcb { State = _listens ? TcpState.Listen : TcpState.Closed };
    }
}

/// <summary>A host whose TCP is a person, or nobody: nothing is automatic.</summary>
internal sealed class PersonDriver(HostSetup setup) : IDriver
{
    public Ledger Ledger { get; } = new(setup.Role == HostRole.Server);

    public Instant? PollAt => null;

    public Tcb Tcb => Ledger.Tcb;

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        Ledger.OnHeard(segment);
        return null;
    }

    public void Poll(Instant now, Outbox outbox)
    {
        // A person has no timers.
    }
}
