using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>
/// A SYN that crosses one's own is taken for an error: a reset, and the call is given up. The RFC makes one connection of the two (RFC 9293
/// §3.10.7.3, figure 7).
/// </summary>
internal sealed class RefusesCrossing(IEngineDriver honest) : Exhibit(honest)
{
    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        var tcb = Honest.TcbOf(segment.Connection.Reversed);
        if (tcb.State != TcpState.SynSent || segment is not { IsSyn: true, IsAck: false, IsRst: false }) return segment;
        outbox.Add(Resets.For(segment));

        // The honest TCP behind it hears that its call was refused, and gives up.
        return segment with { Bits = ControlBits.RstAck, Ack = tcb.SndNxt, Payload = default };
    }
}
