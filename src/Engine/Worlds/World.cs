using System.Collections.Immutable;
using Playground.Engine.Endpoint;
using Playground.Engine.Links;
using Playground.Engine.Museum;
using Playground.Engine.Reviews;
using Playground.Tcp;
using Playground.Wire;

namespace Playground.Engine.Worlds;

/// <summary>
/// Hosts on one shared link and their virtual time: a deterministic simulation. The same setup, seed and inputs give the same
/// trace on every machine. It reads no clock; whoever owns it says how far time has come.
/// </summary>
public sealed partial class World
{
    /// <summary>
    /// The version of this behaviour. It rises when the same inputs would give another trace, so that a log is never folded by
    /// rules it was not made under.
    /// </summary>
    public const int BehaviourVersion = 3;

    private readonly Link _link;
    private readonly (HostSetup Setup, IDriver Driver)[] _hosts;
    private readonly ImmutableArray<SipHash> _secrets;
    private readonly ImmutableArray<string> _onPath;
    private readonly List<TraceEvent> _trace = [];
    private readonly Outbox _outbox = new();

    /// <summary>A world at its beginning: servers listen, engine clients have sent their SYN.</summary>
    public World(WorldSetup setup, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Setup = setup;
        var dice = new Dice(seed);
        _link = new Link(setup.Link, setup.Hosts.Select(host => host.Name), dice);
        _onPath = [.. setup.Hosts.Where(host => host.IsOnPath).Select(host => host.Name)];

        // Thrown for a person too, so that who drives one host changes nothing at another.
        _secrets = [.. setup.Hosts.Select(_ => new SipHash(dice.Next(), dice.Next()))];
        _hosts = [.. setup.Hosts.Select(host => (host, host.IsEngine ? Exhibits.Wrap(EngineOf(host), host.Exhibit) : (IDriver)new PersonDriver(host)))];
        foreach (var (host, driver) in _hosts) Start(host, driver);
    }

    /// <summary>What the world began with.</summary>
    public WorldSetup Setup { get; }

    /// <summary>The link as it is now.</summary>
    public LinkSetup Link => _link.Setup;

    /// <summary>What the link is still to do to single segments, by script or because it was touched.</summary>
    public ImmutableArray<LinkRule> WaitingRules => _link.WaitingRules;

    /// <summary>How far time has come.</summary>
    public Instant Now { get; private set; }

    /// <summary>Everything that has happened, in order.</summary>
    public IReadOnlyList<TraceEvent> Trace => _trace;

    /// <summary>When something happens next if nobody does anything; none when nothing ever would.</summary>
    public Instant? PollAt
    {
        get
        {
            var earliest = _link.PollAt;
            foreach (var (_, driver) in _hosts) earliest = Instant.Earliest(earliest, driver.PollAt);
            return earliest;
        }
    }

    /// <summary>When the next thing on the link arrives; none while it is empty.</summary>
    public Instant? NextArrival => _link.PollAt;

    /// <summary>
    /// The connection of a host that changed last: its TCB did, beside the window that a person last offered. It stays that one after
    /// it is gone, until another changes. None before the first.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public FourTuple? ConnectionOf(string host) => Find(host).Driver.Current;

    /// <summary>
    /// The TCB of <see cref="ConnectionOf"/>: the engine's own, or what a person's sends and receptions amount to. Where the connection
    /// is gone, or there was none yet, that of the listener, or CLOSED.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Tcb TcbOf(string host) => Find(host).Driver.Tcb;

    /// <summary>The TCB of one connection of a host; where there is no such connection that of the listener, or CLOSED.</summary>
    /// <param name="connection">The connection, the host's own socket first.</param>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Tcb TcbOf(string host, in FourTuple connection) => Find(host).Driver.TcbOf(connection);

    /// <summary>The ledger of <see cref="ConnectionOf"/>, at a host that is a person's, on autopilot or not; none for the engine's own.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Ledger? LedgerOf(string host) => PersonOf(host)?.Ledger;

    /// <summary>The ledger of one connection of a host that is a person's, on autopilot or not; none for the engine's own.</summary>
    /// <param name="connection">The connection, the host's own socket first.</param>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Ledger? LedgerOf(string host, in FourTuple connection) => PersonOf(host)?.LedgerOf(connection);

    /// <summary>The connections of a host that a person drives of which a segment was sent or heard, oldest first; none for the engine's.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public IEnumerable<FourTuple> ConnectionsOf(string host) => PersonOf(host)?.Ledgers.Keys ?? [];

    /// <summary>Lets time come to <paramref name="to"/>, and everything happen that is due by then. Time never goes back.</summary>
    public void Advance(Instant to)
    {
        while (PollAt is { } due && due <= to)
        {
            if (due > Now) Now = due;
            while (_link.TryReceive(Now, out var transit)) Deliver(transit);
            foreach (var (setup, driver) in _hosts)
            {
                if (!(driver.PollAt <= Now)) continue;
                driver.Poll(Now, _outbox);
                Conclude(setup.Name, driver);
            }
        }

        if (to > Now) Now = to;
    }

    /// <summary>Lets everything that is on the link arrive, and what it brings about too; waits for no timer beyond that.</summary>
    public void Settle()
    {
        while (NextArrival is { } arrival) Advance(arrival);
    }

    /// <summary>A person sends a segment from their host, now, to any socket and from any: whose it is, its source says or forges.</summary>
    /// <returns>What is said about it; nothing where its source is forged, for that is no slip.</returns>
    /// <exception cref="ArgumentException">There is no such host, or the engine drives it, or no IP packet holds the segment.</exception>
    public Review? Send(string host, in Segment segment)
    {
        var (_, driver) = Find(host);
        if (driver is not PersonDriver person) throw new ArgumentException($"The engine drives {host}.", nameof(host));
        if (OptionsCodec.Length(segment.Options) > SegmentOptions.MaxLength || IpCodec.PacketLength(segment) > IpCodec.MaxLength)
            throw new ArgumentException("No IP packet holds this segment.", nameof(segment));
        if (person.IsForged(segment))
        {
            Transmit(host, segment, false, null);
            return null;
        }

        var ledger = person.LedgerOf(segment.Connection);
        var review = person.Review(segment);
        Transmit(host, segment, Reviewer.IsRepeat(ledger, segment), review);
        person.OnSent(segment, Now);
        Conclude(host, person);
        return review;
    }

    /// <summary>A person sends an ICMP error from their host, now, to the sender of the segment that it quotes or pretends to.</summary>
    /// <exception cref="ArgumentException">There is no such host, or the engine drives it.</exception>
    public void SendError(string host, in IcmpError error)
    {
        if (Find(host).Driver is not PersonDriver) throw new ArgumentException($"The engine drives {host}.", nameof(host));
        Report(host, host, error);
    }

    /// <summary>The user of an engine host makes a socket call, now.</summary>
    /// <returns>What the TCP answers.</returns>
    /// <exception cref="ArgumentException">There is no such host, or a person drives it.</exception>
    public CallAnswer Call(string host, SocketCall call)
    {
        if (Find(host).Driver is not IEngineDriver engine) throw new ArgumentException($"A person drives {host}.", nameof(host));
        var answer = engine.Call(call, Now, _outbox);
        _trace.Add(new SocketCalled(Now, host, call, answer));
        Conclude(host, engine);
        return answer;
    }

    /// <summary>The link changes, now: for what is sent from here on.</summary>
    public void SetLink(LinkSetup link)
    {
        _link.Setup = link;
        _trace.Add(new LinkChanged(Now, link));
    }

    /// <summary>Something is done to one of the segments that are sent from now on: <see cref="LinkRule.Nth"/> counts from here.</summary>
    public void Touch(LinkRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _link.Add(rule);
        _trace.Add(new LinkTouched(Now, rule));
    }

    private EngineDriver EngineOf(HostSetup host) =>
        new(host, Setup.Hosts.Length == 1 ? null : Setup.PeerOf(host).Socket, _secrets[Setup.Hosts.IndexOf(host)]);

    private void Start(HostSetup host, IDriver driver)
    {
        if (driver is not IEngineDriver engine || !host.OpensAtStart || host.Role == HostRole.Attacker) return;
        engine.Call(new OpenCall(IsActive: host.Role == HostRole.Client), Now, _outbox);
        Conclude(host.Name, engine);
    }

    private void Deliver(in Transit transit)
    {
        if (Setup.At(transit.To) is not { Name: var name }) return;
        var (_, driver) = Find(name);
        if (transit.Error is { } error)
        {
            _trace.Add(new IcmpArrived(Now, transit.Id, name, error));
            driver.OnIcmp(error, Now, _outbox);
        }
        else
        {
            var expected = (driver as PersonDriver)?.Expect(transit.Segment, Now);
            var verdict = driver.OnSegment(transit.Segment, Now, _outbox);
            _trace.Add(new SegmentArrived(Now, transit.Id, name, transit.Segment, verdict) { Expected = expected });
        }

        Conclude(name, driver);
    }

    /// <summary>Takes down what a driver has brought about, and sends what it wants to send.</summary>
    private void Conclude(string name, IDriver driver)
    {
        foreach (var change in driver.Changes) Note(name, change);
        driver.Changes.Clear();
        for (var i = 0; i < _outbox.Count; i++) Transmit(name, _outbox[i].Segment, _outbox[i].IsRepeat, null);
        _outbox.Clear();
    }

    private void Transmit(string from, in Segment segment, bool isRepeat, Review? review)
    {
        var to = Setup.At(segment.Destination.Host)?.Name;
        var sending = _link.Send(from, segment, Now);
        _trace.Add(new SegmentSent(Now, sending.Id, from, to, segment, sending.ArrivesAt, sending.Fate, isRepeat, review) { IsCorrupt = sending.IsCorrupt });
        if (sending.Copy is { } copy) _trace.Add(new SegmentDuplicated(Now, copy.Id, sending.Id, copy.ArrivesAt));
        if (sending.Fate == Fate.TooBig)
        {
            var mtu = (ushort)Math.Clamp(Link.PathFrom(from).Mtu, 0, ushort.MaxValue);
            Report(null, from, new IcmpError(IcmpKind.TooBig, segment.Connection, segment.Seq, mtu));
        }

        if (sending.Fate.IsDropped()) return;
        foreach (var host in _onPath)
        {
            if (host != from && host != to) _trace.Add(new SegmentOverheard(Now, sending.Id, host));
        }
    }

    /// <param name="from">The host that sends it; none for a router.</param>
    /// <param name="path">The host whose path it takes: from the router back to a sender, the sender's own.</param>
    private void Report(string? from, string path, in IcmpError error)
    {
        var transit = _link.Send(path, error, Now);
        _trace.Add(new IcmpSent(Now, transit.Id, from, Setup.At(transit.To)?.Name, error, transit.ArrivesAt));
    }

    private void Note(string host, in Change change)
    {
        var before = change.From;

        // Only from SYN-RECEIVED does a connection itself go back to LISTEN; any other is closed, and the listener listens on.
        if (change.To == TcpState.Listen && before is not (TcpState.Closed or TcpState.SynReceived))
        {
            _trace.Add(new StateChanged(Now, host, change.Connection, before, TcpState.Closed));
            before = TcpState.Closed;
        }

        _trace.Add(new StateChanged(Now, host, change.Connection, before, change.To));
    }

    private (HostSetup Setup, IDriver Driver) Find(string name) => _hosts[PlaceOf(name)];

    private int PlaceOf(string name)
    {
        for (var i = 0; i < _hosts.Length; i++)
        {
            if (_hosts[i].Setup.Name == name) return i;
        }

        throw new ArgumentException($"There is no host '{name}'.", nameof(name));
    }
}
