using Playground.Engine.Endpoint;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>A host whose TCP is the engine.</summary>
internal sealed partial class EngineDriver : IEngineDriver
{
    private readonly HostSetup _setup;
    private readonly SocketAddress? _peer;
    private readonly Host _host;
    private readonly HashSet<Port> _listening = [];
    private readonly Action<Connection, Tcb> _onChanged;

    /// <summary>A host with nothing open.</summary>
    /// <param name="peer">Where an active OPEN goes that names no remote socket; none when there is nobody else.</param>
    public EngineDriver(HostSetup setup, SocketAddress? peer, SipHash secret)
    {
        (_setup, _peer) = (setup, peer);
        _host = new Host(setup.Socket.Host, secret, setup.TcpProfile);
        _onChanged = (connection, before) => Look(connection.Tuple, before, connection.Tcb);
    }

    public Instant? PollAt => _host.PollAt;

    /// <summary>The octets that its application has written and that were not sent yet, on all connections.</summary>
    public int Unsent => _host.Connections.Values.Sum(connection => connection.Unsent);

    public FourTuple? Current { get; private set; }

    public Tcb Tcb => Current is { } connection ? TcbOf(connection) : Nothing(_listening.Count > 0);

    public List<Change> Changes { get; } = [];

    public Tcb TcbOf(in FourTuple connection) =>
        _host.Connections.TryGetValue(connection, out var known) ? known.Tcb : Nothing(_listening.Contains(connection.Local.Port));

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var connection = segment.Connection.Reversed;
        var before = TcbOf(connection);
        var verdict = _host.OnSegment(segment, now, outbox);

        // The application may act on a segment at once: CLOSE-WAIT is passed through, and still is a state.
        var met = verdict.Before == before ? verdict.After : before;
        Look(connection, before, met);
        Look(connection, met, TcbOf(connection));
        return verdict;
    }

    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        var before = TcbOf(error.Connection);
        _host.OnIcmp(error, now, outbox);
        Look(error.Connection, before, TcbOf(error.Connection));
    }

    public void Poll(Instant now, Outbox outbox) => _host.Poll(now, outbox, _onChanged);

    /// <summary>The host's user calls.</summary>
    public CallAnswer Call(SocketCall call, Instant now, Outbox outbox) => call switch
    {
        OpenCall { IsActive: false } open => new(null, Listen(open.Local ?? _setup.Socket.Port)),
        OpenCall open => Open(_setup.Socket with { Port = open.Local ?? _setup.Socket.Port }, open.Remote ?? _peer, now, outbox),
        SendCall send => On(send.Connection, known => Answer(known, _host.Send(known, send.Text, now, outbox, send.IsUrgent))),
        ReceiveCall receive => On(receive.Connection, known => Receive(known, receive.Octets, now, outbox)),
        CloseCall close => On(close.Connection, known => new(known.Tuple, _host.Close(known, now, outbox))),
        AbortCall abort => On(abort.Connection, known => new(known.Tuple, _host.Abort(known, now, outbox))),
        _ => throw new ArgumentException($"There is no call {call.GetType().Name}.", nameof(call)),
    };

    private static CallAnswer Answer(Connection connection, CallResult result) => new(connection.Tuple, result.Error, result.Octets);

    private CallError Listen(Port port)
    {
        var (_, error) = _host.Listen(port, _setup.Application.New(_setup.Page));
        if (error == CallError.None) _listening.Add(port);
        return error;
    }

    private CallAnswer Open(SocketAddress local, SocketAddress? remote, Instant now, Outbox outbox)
    {
        if (remote is not { } named) return new(null, CallError.BadRemote);
        var connection = new FourTuple(local, named);
        var (_, error, _) = _host.Open(connection.Local.Port, connection.Remote, _setup.Application.New(_setup.Page), now, outbox);
        if (error is not (CallError.None or CallError.Exists)) return new(null, error);
        if (error == CallError.None) Look(connection, default, TcbOf(connection));
        return new(connection, error);
    }

    private CallAnswer Receive(Connection connection, int room, Instant now, Outbox outbox)
    {
        var text = new byte[Math.Clamp(room, 0, connection.Unread)];
        var result = _host.Receive(connection, text, now, outbox);
        return Answer(connection, result) with { Text = text.AsMemory(0, result.Octets) };
    }

    /// <summary>Makes a call on a connection, where there is one.</summary>
    private CallAnswer On(FourTuple? named, Func<Connection, CallAnswer> call)
    {
        if ((named ?? Current) is not { } connection || !_host.Connections.TryGetValue(connection, out var known))
            return new(named ?? Current, CallError.NoConnection);
        var before = known.Tcb;
        var answer = call(known);
        Look(connection, before, TcbOf(connection));
        return answer;
    }

    private static Tcb Nothing(bool listens) => new() { State = listens ? TcpState.Listen : TcpState.Closed };

    private void Look(in FourTuple connection, in Tcb before, in Tcb after)
    {
        if (before == after) return;
        Current = connection;
        var (from, to) = (Standing(connection, before.State), Standing(connection, after.State));
        if (from != to) Changes.Add(new Change(connection, from, to));
    }

    /// <summary>Where a port listens, what stands in a connection's place once that is gone is the listener.</summary>
    private TcpState Standing(in FourTuple connection, TcpState state) =>
        state == TcpState.Closed && _listening.Contains(connection.Local.Port) ? TcpState.Listen : state;
}
