using System.Collections.Immutable;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>
/// What the others do while the learner plays, line by line. A line of the learner waits until such a segment was sent. A line of an engine's
/// host is what its user then asks its TCP for, once all it had to send is acknowledged: text, the end, or to read what has come. A line of a
/// host that nobody drives is sent as it is written. A time in front of a line is counted from the line before.
/// </summary>
/// <param name="ladder">The lines; none for a script without any.</param>
/// <param name="trial">The trial.</param>
internal sealed class Script(LadderTrace? ladder, Trial trial)
{
    private readonly ImmutableArray<LadderEvent> _lines = ladder is null ? [] : [.. ladder.Lines.OfType<LadderEvent>()];
    private int _next;
    private int _seen = trial.PrologueLength;
    private Instant _since = trial.BeganAt;

    /// <summary>When the next line is due; none where it waits for something else than time.</summary>
    public Instant? PollAt => _next < _lines.Length && DueAt(_lines[_next]) is { } due && due > trial.World.Now ? due : null;

    private World World => trial.World;

    /// <summary>True while a line of a host is still to come.</summary>
    public bool HasMoreFrom(string host) => _lines.Skip(_next).Any(line => line is LadderSegment segment && segment.From.Name == host);

    /// <summary>Does all that is due.</summary>
    public void Act()
    {
        while (_next < _lines.Length && TryDo(_lines[_next]))
        {
            _next++;
            _since = World.Now;
        }
    }

    private Instant? DueAt(LadderEvent line) => line.At is { } after ? _since + (after - Instant.Zero) : null;

    private bool TryDo(LadderEvent line)
    {
        if (DueAt(line) > World.Now) return false;
        return line switch
        {
            LadderState { To: TcpState.Closed } state when World.IsByHand(state.Host.Name) => Forget(state),
            LadderSegment segment when World.Setup.Find(segment.From.Name) is { IsScripted: true } => Send(segment),
            LadderSegment segment when World.IsByHand(segment.From.Name) || (UserCall.Of(segment).IsEmpty && !IsReading(segment)) => WasSent(segment),
            LadderSegment segment => TryCall(segment),
            _ => true,
        };
    }

    private bool Forget(LadderState state)
    {
        World.Forget(state.Host.Name);
        return true;
    }

    private bool Send(LadderSegment line)
    {
        if (line.IsLost) World.LoseNext(line.From.Name);
        trial.Problem ??= trial.Player.Send(line);
        return true;
    }

    /// <summary>Looks for a segment with the line's bits, to its port where it names one, among those that no line before was about.</summary>
    private bool WasSent(LadderSegment line)
    {
        for (; _seen < World.Trace.Count; _seen++)
        {
            if (World.Trace[_seen] is not SegmentSent sent || sent.From != line.From.Name) continue;
            if (line.To.Port is { } port && sent.Segment.Destination.Port != port) continue;
            if ((sent.Segment.Bits & ~ControlBits.Psh) != (line.Bits & ~ControlBits.Psh) || (line.Payload.Length > 0 && sent.Segment.Payload.Length == 0)) continue;
            _seen++;
            return true;
        }

        return false;
    }

    private bool TryCall(LadderSegment line)
    {
        var host = line.From.Name;
        var tcb = World.TcbOf(host);
        var calls = UserCall.Of(line);
        var mayTalk = tcb.State is TcpState.Established or TcpState.CloseWait && tcb.SndUna == tcb.SndNxt;
        if (!mayTalk && calls.Any(call => call is SendCall or CloseCall)) return false;
        if (line.IsLost) World.LoseNext(host);
        if (calls.IsEmpty) World.Call(host, new ReceiveCall(int.MaxValue));
        foreach (var call in calls) World.Call(host, call);
        return true;
    }

    /// <summary>A pure ACK that its user brings about: reading makes room, and the TCP tells of it.</summary>
    private bool IsReading(LadderSegment line) =>
        line.Bits == ControlBits.Ack && line.Payload.Length == 0 && World.Setup.Find(line.From.Name) is { IsEngine: true, Application: HostApplication.None };
}
