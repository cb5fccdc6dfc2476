using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>A listener takes a bare ACK for a SYN. The RFC answers it with a reset (RFC 9293 §3.10.7.2, second).</summary>
internal sealed class TakesAckForSyn(IEngineDriver honest) : Exhibit(honest)
{
    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        var isBareAck = segment is { IsAck: true, IsSyn: false, IsRst: false };
        return isBareAck && Honest.TcbOf(segment.Connection.Reversed).State == TcpState.Listen
            ? segment with { Bits = ControlBits.Syn, Ack = default, Payload = default }
            : segment;
    }
}
