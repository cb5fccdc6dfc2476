using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>
/// A SYN to a port where nobody listens is refused with the SYN's own number as ack. The RFC acknowledges the SYN: one more (RFC 9293 §3.5.2,
/// §3.10.7.1).
/// </summary>
internal sealed class RefusesWithIsn(IEngineDriver honest) : Exhibit(honest)
{
    private bool _refuses;

    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        _refuses = segment.IsSyn && Honest.TcbOf(segment.Connection.Reversed).State == TcpState.Closed;
        return segment;
    }

    protected override Segment Say(in Segment segment, bool isRepeat) =>
        _refuses && segment.Bits == ControlBits.RstAck ? segment with { Ack = segment.Ack - 1 } : segment;
}
