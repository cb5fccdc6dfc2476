using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// A host whose TCP is the engine: its listeners and connections, found by port and four-tuple, and the timers of all of them.
/// </summary>
public sealed class Host
{
    private readonly Dictionary<FourTuple, Connection> _connections = [];
    private readonly Dictionary<Port, IApplication> _listeners = [];
    private readonly PriorityQueue<Connection, long> _timers = new();
    private readonly IsnGenerator _isns;

    /// <summary>A host with nothing open.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="secret">The keyed hash behind its initial sequence numbers, its key drawn from the host's seed.</param>
    /// <param name="profile">How its TCP is set up; none for <see cref="HostProfile.Rfc9293"/>.</param>
    public Host(HostAddress address, SipHash secret, HostProfile? profile = null)
    {
        Address = address;
        Profile = profile ?? HostProfile.Rfc9293;
        _isns = new IsnGenerator(secret, Profile.IsnStep);
    }

    /// <summary>How its TCP is set up.</summary>
    public HostProfile Profile { get; }

    /// <summary>The host's address.</summary>
    public HostAddress Address { get; }

    /// <summary>The connections that exist.</summary>
    public IReadOnlyDictionary<FourTuple, Connection> Connections => _connections;

    /// <summary>When the host next wants <see cref="Poll"/>; it may turn out that nothing is due then.</summary>
    public Instant? PollAt => _timers.TryPeek(out _, out var due) ? new Instant(due) : null;

    /// <summary>OPEN, passive, with the remote socket unspecified (RFC 9293 §3.10.1).</summary>
    public void Listen(Port port, IApplication application) => _listeners[port] = application;

    /// <summary>OPEN, active (RFC 9293 §3.10.1).</summary>
    /// <exception cref="InvalidOperationException">The connection exists already (the RFC's "error: connection already exists").</exception>
    public Connection Open(Port port, SocketAddress remote, IApplication application, Instant now, Outbox outbox)
    {
        var tuple = new FourTuple(new SocketAddress(Address, port), remote);
        if (_connections.ContainsKey(tuple)) throw new InvalidOperationException($"The connection {tuple} exists already.");
        var connection = Add(tuple, application);
        connection.OpenActive(_isns.Next(tuple, now), now, outbox);
        Watch(connection);
        return connection;
    }

    /// <inheritdoc cref="Connection.Send"/>
    public CallResult Send(Connection connection, ReadOnlyMemory<byte> text, Instant now, Outbox outbox, bool isUrgent = false)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Send(text, now, outbox, isUrgent);
        Settle(connection);
        return result;
    }

    /// <inheritdoc cref="Connection.Receive"/>
    public CallResult Receive(Connection connection, Span<byte> destination, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Receive(destination, now, outbox);
        Settle(connection);
        return result;
    }

    /// <inheritdoc cref="Connection.Close"/>
    public CallError Close(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Close(now, outbox);
        Settle(connection);
        return result;
    }

    /// <inheritdoc cref="Connection.Abort"/>
    public CallError Abort(Connection connection, Instant now, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var result = connection.Abort(now, outbox);
        Settle(connection);
        return result;
    }

    /// <summary>SEGMENT ARRIVES (RFC 9293 §3.10.7): finds the connection, the listener or nobody, and lets it decide.</summary>
    public Verdict OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        // "A TCP implementation MUST silently discard" what fails its checksum (§3.1, MUST-3).
        if (segment.Checksum is not null) return Unread(segment);
        var tuple = segment.Connection.Reversed;
        if (_connections.TryGetValue(tuple, out var connection))
        {
            var verdict = connection.OnSegment(segment, now, outbox);
            Settle(connection);
            return verdict;
        }

        if (!_listeners.TryGetValue(tuple.Local.Port, out var application)) return Closed.OnSegment(segment, outbox);
        var (outcome, rule) = Endpoint.Listen.OnSegment(segment, outbox);
        var after = Endpoint.Listen.Tcb;
        if (rule == RfcRule.ListenTakesSyn)
        {
            connection = Add(tuple, application);
            connection.OpenPassive(_isns.Next(tuple, now), segment, now, outbox);
            Watch(connection);
            after = connection.Tcb;
        }

        return new Verdict(outcome, rule, Endpoint.Listen.Tcb, after);
    }

    /// <summary>An ICMP error arrives (RFC 9293 §3.9.2.2, MUST-54): it goes to the connection whose segment it quotes.</summary>
    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        if (!_connections.TryGetValue(error.Connection, out var connection)) return;
        connection.OnIcmp(error, now, outbox);
        Settle(connection);
    }

    /// <summary>Does everything that is due at <paramref name="now"/>.</summary>
    /// <param name="changed">Told of each connection whose state a timer changed, with the TCB as it was before.</param>
    public void Poll(Instant now, Outbox outbox, Action<Connection, Tcb>? changed = null)
    {
        while (_timers.TryPeek(out var connection, out var due) && due <= now.Microseconds)
        {
            _timers.Dequeue();

            // An earlier entry has taken this one's place, and has put back what was left to wait for.
            if (connection.WatchedFor != new Instant(due)) continue;
            connection.WatchedFor = null;

            // An entry that was overtaken by a later timer is put back or forgotten: the connection knows when it is due.
            if (!(connection.PollAt <= now))
            {
                Watch(connection);
                continue;
            }

            var before = connection.Tcb;
            connection.Poll(now, outbox);
            if (before.State != connection.Tcb.State) changed?.Invoke(connection, before);
            Settle(connection);
        }
    }

    private Connection Add(in FourTuple tuple, IApplication application) =>
        _connections[tuple] = new Connection(tuple, application, Profile);

    private Verdict Unread(in Segment segment)
    {
        var tcb = _connections.TryGetValue(segment.Connection.Reversed, out var connection) ? connection.Tcb
            : _listeners.ContainsKey(segment.Destination.Port) ? Endpoint.Listen.Tcb : default;
        return new Verdict(Outcome.Dropped, RfcRule.ChecksumWrong, tcb, tcb);
    }

    private void Settle(Connection connection)
    {
        if (connection.IsGone) _connections.Remove(connection.Tuple);
        else Watch(connection);
    }

    private void Watch(Connection connection)
    {
        // One entry for each connection, unless a timer was set to go off earlier than the one that stands.
        if (connection.PollAt is not { } due || connection.WatchedFor <= due) return;
        connection.WatchedFor = due;
        _timers.Enqueue(connection, due.Microseconds);
    }
}
