using Playground.Engine.Endpoint;
using Playground.Engine.Reviews;
using Playground.Tcp;

namespace Playground.Engine.Worlds;

/// <summary>A host whose TCP is a person, or nobody: nothing is automatic. For each connection there is a ledger.</summary>
internal sealed class PersonDriver(HostSetup setup) : IDriver
{
    private readonly Dictionary<FourTuple, Ledger> _ledgers = [];
    private readonly Ledger _untouched = NewLedger(setup);

    public Instant? PollAt => null;

    public FourTuple? Current { get; private set; }

    public Tcb Tcb => Ledger.Tcb;

    public List<Change> Changes { get; } = [];

    /// <summary>The ledger of <see cref="Current"/>; before the first connection, one in which nothing stands.</summary>
    public Ledger Ledger => Current is { } connection ? _ledgers[connection] : _untouched;

    /// <summary>The ledgers, each with its connection, the host's own socket first; in the order in which they were begun.</summary>
    public IReadOnlyDictionary<FourTuple, Ledger> Ledgers => _ledgers;

    public Tcb TcbOf(in FourTuple connection) => LedgerOf(connection).Tcb;

    /// <summary>The ledger of a connection; of one that nobody spoke on, one in which nothing stands yet.</summary>
    public Ledger LedgerOf(in FourTuple connection) => _ledgers.GetValueOrDefault(connection, _untouched);

    /// <summary>True for a segment that says it comes from another host: no connection of this one, and no ledger takes it down.</summary>
    public bool IsForged(in Segment segment) => setup.IsForged(segment);

    /// <summary>
    /// What is said about a segment that the person is about to send. Numbers that are wrong on its own connection and right on another of the
    /// same host are taken from one port for another's.
    /// </summary>
    public Review Review(in Segment segment)
    {
        var review = Reviewer.Review(LedgerOf(segment.Connection), segment);
        if (review.CouldBeSent || review.Findings.Any(finding => finding.Misconception is not null)) return review;
        foreach (var (connection, ledger) in _ledgers)
        {
            var there = segment with { Source = connection.Local, Destination = connection.Remote };
            if (connection == segment.Connection || segment.IsSyn || !Reviewer.Review(ledger, there).CouldBeSent) continue;
            return review with { Findings = review.Findings.SetItem(0, review.Main with { Misconception = Misconception.PortIsTheConnection }) };
        }

        return review;
    }

    /// <summary>The person sends a segment that is not forged.</summary>
    public void OnSent(in Segment segment, Instant now)
    {
        var ledger = Open(segment.Connection);
        var before = ledger.Tcb;
        ledger.OnSent(segment, now);
        Look(segment.Connection, before, ledger.Tcb);
    }

    /// <summary>The host crashes: it knows of no connection any more, and nobody is told (RFC 9293 §3.5.1).</summary>
    public void Forget()
    {
        foreach (var (connection, ledger) in _ledgers)
        {
            if (ledger.Tcb.State != _untouched.Tcb.State) Changes.Add(new Change(connection, ledger.Tcb.State, _untouched.Tcb.State));
        }

        _ledgers.Clear();
        Current = null;
    }

    /// <summary>What a TCP in the person's position does with a segment, which is still to be taken down.</summary>
    public Verdict Expect(in Segment segment, Instant now)
    {
        var connection = segment.Connection.Reversed;
        return StandIn.Meet(setup, connection, LedgerOf(connection), segment, now);
    }

    public Verdict? OnSegment(in Segment segment, Instant now, Outbox outbox)
    {
        var connection = segment.Connection.Reversed;
        var ledger = Open(connection);
        var before = ledger.Tcb;
        ledger.OnHeard(segment, now);
        Look(connection, before, ledger.Tcb);
        return null;
    }

    public void OnIcmp(in IcmpError error, Instant now, Outbox outbox)
    {
        // It stands in the trace: what to make of it is the person's to say.
    }

    public void Poll(Instant now, Outbox outbox)
    {
        // A person has no timers.
    }

    private Ledger Open(in FourTuple connection)
    {
        if (!_ledgers.TryGetValue(connection, out var ledger)) _ledgers[connection] = ledger = NewLedger(setup);
        return ledger;
    }

    private static Ledger NewLedger(HostSetup setup) => new(listens: setup is { Role: HostRole.Server, OpensAtStart: true });

    private void Look(in FourTuple connection, in Tcb before, in Tcb after)
    {
        // The window last offered stands in the ledger of a segment that belongs to no connection too, and makes none of it.
        if (before with { RcvWnd = after.RcvWnd } != after) Current = connection;
        if (before.State != after.State) Changes.Add(new Change(connection, before.State, after.State));
    }
}
