using Playground.Tcp;

namespace Playground.Engine.Endpoint;

/// <summary>The two forms of a reset (RFC 9293 §3.5.2 and §3.10.7.1): its numbers make it acceptable to who sent the segment.</summary>
internal static class Resets
{
    /// <summary>The reset that answers a segment; never call it for a reset.</summary>
    public static Segment For(in Segment segment)
    {
        var reset = new Segment { Source = segment.Destination, Destination = segment.Source };
        return segment.IsAck
            ? reset with { Bits = ControlBits.Rst, Seq = segment.Ack }
            : reset with { Bits = ControlBits.RstAck, Seq = default, Ack = segment.End };
    }
}
