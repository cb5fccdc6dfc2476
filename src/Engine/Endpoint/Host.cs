using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>
/// A host whose TCP is the engine: its listeners and connections, found by port and four-tuple, and the timers of all of them.
/// </summary>
public sealed partial class Host
{
    private readonly ConnectionTable _connections;
    private readonly Listeners _listeners = new();
    private readonly TimerWheel _timers = new();
    private readonly IsnGenerator _isns;
    private readonly EphemeralPorts _ports;
    private readonly Listen _listen;

    /// <summary>A host of one address, with nothing open.</summary>
    /// <inheritdoc cref="Host(ImmutableArray{HostAddress}, SipHash, HostProfile)"/>
    public Host(HostAddress address, SipHash secret, HostProfile? profile = null)
        : this([address], secret, profile)
    {
    }

    /// <summary>A host with nothing open.</summary>
    /// <param name="addresses">Its addresses, at least one; the first of a family is the one that an OPEN takes.</param>
    /// <param name="secret">The keyed hash behind its ISNs and its other choices, its key drawn from the host's seed.</param>
    /// <param name="profile">How its TCP is set up; none for <see cref="HostProfile.Rfc9293"/>.</param>
    public Host(ImmutableArray<HostAddress> addresses, SipHash secret, HostProfile? profile = null)
    {
        Addresses = addresses;
        Profile = profile ?? HostProfile.Rfc9293;
        _connections = new ConnectionTable(secret);
        _isns = new IsnGenerator(secret, Profile.IsnStep, Profile.FirstIsn);
        _ports = new EphemeralPorts(secret);
        _listen = new Listen(Profile, secret);
        _isInUse = _connections.ContainsKey;
    }

    /// <summary>How its TCP is set up.</summary>
    public HostProfile Profile { get; }

    /// <summary>The host's addresses.</summary>
    public ImmutableArray<HostAddress> Addresses { get; }

    /// <summary>The host's first address.</summary>
    public HostAddress Address => Addresses[0];

    /// <summary>The servers whose Fast Open cookies this host has.</summary>
    public FastOpenCache FastOpenCache { get; } = new();

    /// <summary>The connections that exist.</summary>
    public IReadOnlyDictionary<FourTuple, Connection> Connections => _connections;

    /// <summary>When the host next wants <see cref="Poll"/>; it may turn out that nothing is due then.</summary>
    public Instant? PollAt => _timers.Next == Instant.Never ? null : _timers.Next;

    /// <summary>SEGMENT ARRIVES (RFC 9293 §3.10.7): finds the connection, the listener or nobody, and lets it decide.</summary>
    public Verdict OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        // "A TCP implementation MUST silently discard" what fails its checksum (§3.1, MUST-3).
        if (segment.Checksum is not null) return Discard(segment, RfcRule.ChecksumWrong);
        if (_connections.Find(segment.Destination, segment.Source) is { } connection) return Deliver(connection, segment, now, outbox);

        // No connection has such an address, so it is enough to look here (§3.9.2.3: "applicable to all incoming segments, not just SYNs").
        if (Misaddressed(segment) is { } rule) return Discard(segment, rule);
        var tuple = segment.Connection.Reversed;
        return _listeners.Find(tuple) is { } listener ? Meet(listener, tuple, segment, now, outbox) : Closed.OnSegment(segment, outbox);
    }

    /// <summary>An ICMP error arrives (RFC 9293 §3.9.2.2, MUST-54): it goes to the connection whose segment it quotes.</summary>
    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        if (_connections.Find(error.Connection) is not { } connection) return;
        connection.OnIcmp(error, now, outbox);
        Settle(connection, now, outbox);
    }

    /// <summary>Does everything that is due at <paramref name="now"/>.</summary>
    /// <param name="changed">Told of each connection whose state a timer changed, with the TCB as it was before.</param>
    public void Poll(Instant now, Outbox outbox, Action<Connection, Tcb>? changed = null)
    {
        while (_timers.TakeDue(now) is { } connection)
        {
            // The timer that stood here may have been overtaken by a later one: the connection knows when it is due.
            if (connection.Due > now)
            {
                Watch(connection);
                continue;
            }

            var before = connection.Tcb;
            connection.Poll(now, outbox);
            if (before.State == TcpState.SynSent && connection.HasTextInSyn) FastOpenCache.Forget(connection.Tuple.Remote.Host);
            if (before.State != connection.Tcb.State) changed?.Invoke(connection, before);
            Settle(connection, now, outbox);
        }
    }

    /// <summary>A segment for a connection; a SYN may be for the listener behind one in TIME-WAIT.</summary>
    private Verdict Deliver(Connection connection, in Segment segment, Instant now, Outbox outbox)
    {
        if (connection.Tcb.State == TcpState.TimeWait && connection.Reopens(segment) is { } reopens
            && _listeners.Find(connection.Tuple) is { } called && !_listen.IsFull(called))
        {
            return Reopen(connection, called, reopens, segment, now, outbox);
        }

        var former = connection.Former;
        var verdict = connection.OnSegment(segment, now, outbox);
        if (Profile.FastOpen && verdict.Rule == RfcRule.SynSentEstablishes) Learn(connection, verdict, segment);
        Settle(connection, now, outbox);
        return connection.IsGone && former is { IsGone: false } ? verdict with { Rule = RfcRule.TimeWaitGoesOn, After = former.Tcb } : verdict;
    }

    /// <summary>The client's side of Fast Open (RFC 7413 §4.1.3): keeps a cookie, and forgets one whose text was not taken.</summary>
    private void Learn(Connection connection, in Verdict verdict, in Segment synAck)
    {
        var server = connection.Tuple.Remote.Host;
        if (connection.HasTextInSyn && verdict.After.SndUna != verdict.After.SndNxt) FastOpenCache.Forget(server);
        FastOpenCache.Remember(server, synAck.Options.FastOpen, synAck.Options.MaximumSegmentSize);
    }

    private RfcRule? Misaddressed(in Segment segment)
    {
        var (source, destination) = (segment.Source.Host, segment.Destination.Host);
        if (destination.IsMulticast || destination.IsBroadcast) return RfcRule.AddressOfGroup;
        return source.CanBeRemote && !Owns(source) ? null : RfcRule.AddressOfNobody;
    }

    /// <summary>A listener meets a segment: a SYN that it takes, or a SYN cookie that comes back, becomes a connection.</summary>
    private Verdict Meet(Listener listener, in FourTuple tuple, in Segment segment, Instant now, Outbox outbox)
    {
        var decision = _listen.OnSegment(listener, segment, now, outbox);
        var after = Endpoint.Listen.Tcb;
        if (decision.TakesSyn)
        {
            after = Take(listener, tuple, _isns.Next(tuple, now), segment, decision, now, outbox);
        }
        else if (decision.Rule == RfcRule.ListenTakesSynCookie)
        {
            var connection = Add(tuple, listener.Application.ForConnection());
            after = connection.OpenFromCookie(decision.Mss, segment, now, outbox).After;
            Settle(connection, now, outbox);
        }

        return new Verdict(decision.Outcome, decision.Rule, Endpoint.Listen.Tcb, after);
    }

    /// <summary>Makes a connection in SYN-RECEIVED of a SYN.</summary>
    private Tcb Take(
        Listener listener, in FourTuple tuple, SeqNumber iss, in Segment syn, in ListenDecision how, Instant now, Outbox outbox, Connection? former = null)
    {
        var connection = Add(tuple, listener.Application.ForConnection());
        connection.Former = former;
        listener.Take(connection);
        var after = connection.OpenPassive(iss, syn, how, now, outbox);
        Settle(connection, now, outbox);
        return after;
    }

    /// <summary>A SYN reopens a connection from TIME-WAIT, which is kept until it is certain that the SYN was no old duplicate (§3.6.1).</summary>
    private Verdict Reopen(Connection former, Listener listener, RfcRule rule, in Segment syn, Instant now, Outbox outbox)
    {
        var before = former.Tcb;
        _timers.End(former);
        _connections.Remove(former);

        // "Larger than the largest sequence number it used on the previous connection incarnation".
        var iss = SeqNumber.Latest(_isns.Next(former.Tuple, now), before.SndNxt);
        var after = Take(listener, former.Tuple, iss, syn, _listen.Take(syn), now, outbox, former);
        return new Verdict(Outcome.Accepted, rule, before, after);
    }

    /// <summary>What was reopened has left SYN-RECEIVED: the one before it is over, or "returns to TIME-WAIT state".</summary>
    private void Resolve(Connection connection, Connection former, Instant now, Outbox outbox)
    {
        connection.Former = null;
        if (!connection.IsGone || former.Due <= now)
        {
            former.EndWait(now, outbox);
            return;
        }

        _connections.Add(former);
        Watch(former);
    }

    /// <summary>Goes on with a connection that somebody else has brought to where it is; where there is a listener for it, as one of its own.</summary>
    internal void TakeOver(in FourTuple tuple, Takeover from, IApplication application, Instant now, Outbox outbox)
    {
        var listener = from.IsPassive ? _listeners.Find(tuple) : null;
        var connection = Add(tuple, listener?.Application.ForConnection() ?? application);
        if (from.Tcb.State == TcpState.SynReceived) listener?.Take(connection);
        connection.TakeOver(from, now, outbox);
        Settle(connection, now, outbox);
    }

    private Connection Add(in FourTuple tuple, IApplication application)
    {
        var connection = new Connection(tuple, application, application.Configure(Profile));
        _connections.Add(connection);
        return connection;
    }

    private Verdict Discard(in Segment segment, RfcRule rule)
    {
        var tuple = segment.Connection.Reversed;
        var tcb = _connections.Find(tuple) is { } connection ? connection.Tcb : _listeners.Find(tuple) is null ? default : Endpoint.Listen.Tcb;
        return new Verdict(Outcome.Dropped, rule, tcb, tcb);
    }

    private void Settle(Connection connection, Instant now, Outbox outbox)
    {
        if (connection is { Listener: { } listener, Tcb.State: not TcpState.SynReceived }) listener.Release(connection);
        if (connection.IsGone) Forget(connection);
        else Watch(connection);
        if (connection is { Former: { } former, Tcb.State: not TcpState.SynReceived }) Resolve(connection, former, now, outbox);
    }

    private void Forget(Connection connection)
    {
        _connections.Remove(connection);
        _timers.End(connection);
    }

    private void Watch(Connection connection)
    {
        // One timer for each connection, which may go off too early: only one that would go off too late is set anew.
        var due = connection.Due;
        if (connection.WatchedFor <= due) return;
        _timers.End(connection);
        _timers.Set(connection, due);
    }
}
