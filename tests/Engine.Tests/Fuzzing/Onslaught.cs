using Playground.Engine;
using Playground.Engine.Endpoint;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Tests.Fuzzing;

/// <summary>
/// One host, and everything that can be thrown at it: segments with numbers near every edge, all bits, hostile options, ICMP errors,
/// its own users' calls in between, and time. After each blow it is looked at.
/// </summary>
internal sealed partial class Onslaught : IApplication
{
    private const int MostAnswers = SendBuffer + 100;
    private const int SendBuffer = 600;
    private const int Backlog = 4;
    private const ushort ListeningPort = 80;

    private static readonly HostAddress s_own = HostAddress.Parse("192.0.2.80");

    private readonly HostProfile _profile;
    private readonly Dice _dice;
    private readonly Host _host;
    private readonly Outbox _outbox = new();
    private readonly Ammunition _ammunition;
    private readonly List<LadderLine>? _lines;
    private readonly Tally _tally;
    private Instant _now = Instant.FromSeconds(5);

    /// <param name="profile">The host's profile; its buffers and its backlog are made small.</param>
    /// <param name="seed">The same seed makes the same onslaught.</param>
    /// <param name="tally">Counts what was met.</param>
    /// <param name="lines">Takes what happens, when somebody wants to read it.</param>
    public Onslaught(HostProfile profile, ulong seed, Tally tally, List<LadderLine>? lines = null)
    {
        _profile = profile with { SendBuffer = SendBuffer, Backlog = Backlog };
        (_dice, _tally, _lines) = (new Dice(seed), tally, lines);
        _host = new Host(s_own, new SipHash(_dice.Next(), _dice.Next()), _profile);
        _ammunition = new Ammunition(_dice, s_own, ListeningPort);
        _host.Listen(new Port(ListeningPort), this);
    }

    /// <summary>Throws so many segments.</summary>
    public void Run(int segments)
    {
        for (var i = 0; i < segments;)
        {
            var kind = _dice.Next();
            if ((kind & 15) == 0) Call((uint)(kind >> 32), (int)(kind >> 5) & 15);
            else if ((kind & 31) == 1) LetTimePass((int)(kind >> 5) & 15);
            else if ((kind & 127) == 2) Report(kind);
            else
            {
                Throw(kind);
                i++;
            }
        }

        CheckMemory();
    }

    public void OnText(Connection connection, Instant now, Outbox outbox)
    {
        if (_dice.Below(2) == 0) connection.Discard(now, outbox);
    }

    public void OnOpened(Connection connection, Instant now, Outbox outbox)
    {
        if (_dice.Below(2) == 0) connection.Send(Ammunition.Text(37), now, outbox);
    }

    public void OnPeerClosed(Connection connection, Instant now, Outbox outbox)
    {
        if (_dice.Below(4) == 0) connection.Close(now, outbox);
    }

    private void Throw(ulong roll)
    {
        // Mostly where there is somebody to hit.
        var connection = Aim(roll >> 16, out var tuple);
        for (var i = 32; connection is null && i < 48 && (roll & 256) == 0; i += 8) connection = Aim(roll >> i, out tuple);
        _ammunition.Make(tuple, connection, _now, out var segment);
        var before = connection is null ? default : connection.Tcb;
        var hidden = connection is not null && roll >> 58 == 0 ? Hidden(connection) : 0;
        var verdict = _host.OnSegment(segment, _now, _outbox);
        Note(segment, "peer", "host", $"{tuple.Remote.Port}: {before.State.ToName()} {verdict.Outcome} {verdict.Rule}");
        _tally.Count(connection is null ? verdict.Before.State : before.State, verdict.Rule);
        Check(segment, verdict, connection, before);
        if (hidden != 0 && verdict is { Outcome: Outcome.Dropped, Rule: not RfcRule.TextAfterFin } && Hidden(connection!) != hidden)
            Assert.Fail("a dropped segment changed something that no TCB shows");
        Drain();
        if (connection is not null) CheckNumbers(connection);
    }

    private Connection? Aim(ulong roll, out FourTuple tuple)
    {
        tuple = _ammunition.Pick(roll);
        return _host.Connections.TryGetValue(tuple, out var connection) ? connection : null;
    }

    private void Call(uint roll, int which)
    {
        var connection = Aim(roll >> 8, out var tuple);
        if (connection is null)
        {
            Note("OPEN");
            if (tuple.Local.Port.Number != ListeningPort) _host.Open(tuple.Local.Port, tuple.Remote, this, _now, _outbox, text: Ammunition.Text((int)roll & 63));
        }
        else if (which < 7)
        {
            Note("SEND");
            var asked = (int)_dice.Below(2 * SendBuffer);
            var result = _host.Send(connection, Ammunition.Text(asked), _now, _outbox, isUrgent: which == 0);
            Assert.True(result.Octets <= asked && connection.Status.Unacknowledged <= SendBuffer, "more is waiting than the send buffer holds");
        }
        else if (which < 10)
        {
            Note("RECEIVE");
            var unread = connection.Unread;
            var result = _host.Receive(connection, _ammunition.Room(), _now, _outbox);
            Assert.True(result.Octets <= unread, "more was read than there was");
        }
        else if (which < 15 || (roll & 7) != 0)
        {
            Note("CLOSE");
            _host.Close(connection, _now, _outbox);
        }
        else
        {
            Note("ABORT");
            _host.Abort(connection, _now, _outbox);
            Assert.True(connection.IsGone, "an aborted connection stays");
        }

        Drain();
        if (connection is not null) CheckNumbers(connection);
    }

    private void LetTimePass(int which)
    {
        _now += which switch
        {
            < 5 => TimeSpan.FromMilliseconds(_dice.Below(3)),
            < 9 => TimeSpan.FromMilliseconds(_dice.Below(250)),
            < 13 => TimeSpan.FromMilliseconds(_dice.Below(2500)),
            < 15 => TimeSpan.FromSeconds(_dice.Below(70)),
            _ => TimeSpan.FromSeconds(_dice.Below(400)),
        };
        Note("time");
        var connections = _host.Connections.Count;
        _host.Poll(_now, _outbox);
        Drain(Math.Max(1, connections) * MostAnswers);
        Assert.False(_host.PollAt <= _now, "a timer that is due was not done");
    }

    private void Report(ulong roll)
    {
        var connection = Aim(roll >> 16, out var tuple);
        var una = connection is null ? default : connection.Tcb.SndUna;
        var kind = (roll & 0xF00) == 0 ? IcmpKind.Refused : (IcmpKind)((roll >> 12) % 6);
        var error = new IcmpError(kind, tuple, kind == IcmpKind.Refused ? una : una + (uint)((roll >> 16) & 3) - 1, (ushort)(roll >> 40));
        Note(error.Kind.ToString());
        var before = connection?.Tcb;
        _host.OnIcmp(error, _now, _outbox);
        if (error.Kind != IcmpKind.Refused) Assert.Equal(before?.State, connection?.Tcb.State);
        Drain();
    }

    /// <summary>Looks at what was sent, and forgets it.</summary>
    private void Drain(int most = MostAnswers)
    {
        Assert.True(_outbox.Count <= most, "too many segments at once");
        for (var i = 0; i < _outbox.Count; i++)
        {
            Note(_outbox[i].Segment, "host", "peer", $"{_outbox[i].Segment.Destination.Port}");
            if (_outbox[i].Segment.Source.Host != s_own) Assert.Fail("a segment from another's address");
        }

        _outbox.Clear();
    }

    // Without its text, which is long and means nothing.
    private void Note(in Segment segment, string from, string to, string note) => _lines?.Add(
        LadderSegment.Of(segment with { Payload = default }, new(from), new(to)) with { At = _now, Note = $"{note} {segment.Payload.Length} octets" });

    private void Note(string text) => _lines?.Add(new LadderComment($"@{_now} {text}"));
}
