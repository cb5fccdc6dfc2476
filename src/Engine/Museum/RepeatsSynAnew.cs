using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>A SYN that is sent again takes a new ISN. The RFC sends the same segment again (RFC 9293 §3.8.1, §3.10.8).</summary>
internal sealed class RepeatsSynAnew(IEngineDriver honest) : Exhibit(honest)
{
    private const uint Step = 64_000;

    private readonly Dictionary<FourTuple, uint> _shifts = [];

    public override Tcb TcbOf(in FourTuple connection)
    {
        var tcb = Honest.TcbOf(connection);
        if (!tcb.HasIss || ShiftOf(connection) is not (> 0 and var shift)) return tcb;
        return tcb with { Iss = tcb.Iss + shift, SndUna = tcb.SndUna + shift, SndNxt = tcb.SndNxt + shift, SndWl2 = tcb.SndWl2 + shift };
    }

    // The honest TCP behind it never knows that its numbers are others on the wire.
    protected override Segment Hear(in Segment segment, Outbox outbox) =>
        segment.IsAck ? segment with { Ack = segment.Ack - ShiftOf(segment.Connection.Reversed) } : segment;

    protected override Segment Say(in Segment segment, bool isRepeat)
    {
        if (segment.IsSyn) _shifts[segment.Connection] = isRepeat ? ShiftOf(segment.Connection) + Step : 0;
        return segment with { Seq = segment.Seq + ShiftOf(segment.Connection) };
    }

    private uint ShiftOf(in FourTuple connection) => _shifts.GetValueOrDefault(connection);
}
