using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>Text on the third segment of the handshake is thrown away. The RFC takes it as it takes any (RFC 9293 §3.10.7.4, fifth and seventh).</summary>
internal sealed class DropsThirdText(IEngineDriver honest) : Exhibit(honest)
{
    protected override Segment Hear(in Segment segment, Outbox outbox) =>
        segment is { IsSyn: false, IsRst: false, Payload.Length: > 0 } && Honest.TcbOf(segment.Connection.Reversed).State == TcpState.SynReceived
            ? segment with { Payload = default, Bits = segment.Bits & ~(ControlBits.Fin | ControlBits.Psh) }
            : segment;
}
