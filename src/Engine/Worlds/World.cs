using System.Collections.Immutable;
using Playground.Engine.Endpoint;
using Playground.Engine.Links;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>
/// Hosts on one shared link and their virtual time: a deterministic simulation. The same setup, seed and inputs give the same
/// trace on every machine. It reads no clock; whoever owns it says how far time has come.
/// </summary>
public sealed class World
{
    /// <summary>
    /// The version of this behaviour. It rises when the same inputs would give another trace, so that a log is never folded by
    /// rules it was not made under.
    /// </summary>
    public const int BehaviourVersion = 2;

    private readonly Dice _dice;
    private readonly Link _link;
    private readonly ImmutableArray<(HostSetup Setup, IDriver Driver)> _hosts;
    private readonly List<TraceEvent> _trace = [];
    private readonly Outbox _outbox = new();

    /// <summary>A world at its beginning: servers listen, engine clients have sent their SYN.</summary>
    public World(WorldSetup setup, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Setup = setup;
        _dice = new Dice(seed);
        _link = new Link(setup.Link, setup.Hosts.Select(host => host.Name), _dice);
        var hosts = ImmutableArray.CreateBuilder<(HostSetup, IDriver)>();
        foreach (var host in setup.Hosts) hosts.Add((host, Drive(host)));
        _hosts = hosts.DrainToImmutable();
    }

    /// <summary>What the world began with.</summary>
    public WorldSetup Setup { get; }

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

    /// <summary>The TCB of a host's connection: the engine's own, or what a person's sends and receptions amount to.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Tcb TcbOf(string host) => Find(host).Driver.Tcb;

    /// <summary>The ledger of a host that a person drives; none for the engine's.</summary>
    /// <exception cref="ArgumentException">There is no such host.</exception>
    public Ledger? LedgerOf(string host) => (Find(host).Driver as PersonDriver)?.Ledger;

    /// <summary>Lets time come to <paramref name="to"/>, and everything happen that is due by then. Time never goes back.</summary>
    public void Advance(Instant to)
    {
        while (PollAt is { } due && due <= to)
        {
            if (due > Now) Now = due;
            Deliver();
            foreach (var (setup, driver) in _hosts)
            {
                if (driver.PollAt <= Now) Poll(setup.Name, driver);
            }
        }

        if (to > Now) Now = to;
    }

    /// <summary>Lets everything that is on the link arrive, and what it brings about too; waits for no timer beyond that.</summary>
    public void Settle()
    {
        while (_link.PollAt is { } arrival) Advance(arrival);
    }

    /// <summary>A person sends a segment from their host, now.</summary>
    /// <returns>What is said about it.</returns>
    /// <exception cref="ArgumentException">There is no such host, or the engine drives it.</exception>
    public Review Send(string host, in Segment segment)
    {
        var (setup, driver) = Find(host);
        if (driver is not PersonDriver { Ledger: var ledger }) throw new ArgumentException($"The engine drives {host}.", nameof(host));
        var review = Reviewer.Review(ledger, segment);
        var repeat = Reviewer.IsRepeat(ledger, segment);
        var before = ledger.Tcb.State;
        Transmit(setup.Name, segment, repeat, review);
        ledger.OnSent(segment);
        Note(setup.Name, before, ledger.Tcb.State);
        return review;
    }

    private IDriver Drive(HostSetup host)
    {
        if (!host.IsEngine) return new PersonDriver(host);
        var isns = new IsnGenerator(new SipHash(_dice.Next(), _dice.Next()));
        var driver = new EngineDriver(host, Setup.PeerOf(host), isns, Now, _outbox);
        if (driver.Tcb.State == TcpState.SynSent) Note(host.Name, TcpState.Closed, TcpState.SynSent);
        Flush(host.Name);
        return driver;
    }

    private void Deliver()
    {
        while (_link.TryReceive(Now, out var transit))
        {
            if (HostAt(transit.To) is not { } name) continue;
            var (_, driver) = Find(name);

            var before = driver.Tcb;
            var verdict = driver.OnSegment(transit.Segment, Now, _outbox);
            _trace.Add(new SegmentArrived(Now, transit.Id, name, transit.Segment, verdict));

            // The application may act on a segment at once: CLOSE-WAIT is passed through, and still is a state.
            var met = verdict is { } told && told.Before == before ? told.After.State : before.State;
            Note(name, before.State, met);
            Note(name, met, driver.Tcb.State);
            Flush(name);
        }
    }

    private void Poll(string name, IDriver driver)
    {
        var before = driver.Tcb.State;
        driver.Poll(Now, _outbox);
        Note(name, before, driver.Tcb.State);
        Flush(name);
    }

    private void Flush(string from)
    {
        for (var i = 0; i < _outbox.Count; i++) Transmit(from, _outbox[i].Segment, _outbox[i].IsRepeat, null);
        _outbox.Clear();
    }

    private void Transmit(string from, in Segment segment, bool isRepeat, Review? review)
    {
        var sending = _link.Send(from, segment, Now);
        var to = HostAt(segment.Destination.Host);
        _trace.Add(new SegmentSent(Now, sending.Id, from, to, segment, sending.ArrivesAt, sending.Fate, isRepeat, review) { IsCorrupt = sending.IsCorrupt });
        if (sending.Copy is { } copy) _trace.Add(new SegmentDuplicated(Now, copy.Id, sending.Id, copy.ArrivesAt));
    }

    private void Note(string host, TcpState before, TcpState after)
    {
        if (before == after) return;

        // Only from SYN-RECEIVED does a connection itself go back to LISTEN; any other is closed, and the listener listens on.
        if (after == TcpState.Listen && before is not (TcpState.Closed or TcpState.SynReceived))
        {
            Note(host, before, TcpState.Closed);
            before = TcpState.Closed;
        }

        _trace.Add(new StateChanged(Now, host, before, after));
    }

    private string? HostAt(HostAddress address)
    {
        foreach (var host in Setup.Hosts)
        {
            if (host.Socket.Host == address) return host.Name;
        }

        return null;
    }

    private (HostSetup Setup, IDriver Driver) Find(string name)
    {
        foreach (var host in _hosts)
        {
            if (host.Setup.Name == name) return host;
        }

        throw new ArgumentException($"There is no host '{name}'.", nameof(name));
    }
}
