using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>
/// Numbers are compared as if they never went round: text that ends beyond 4294967295 seems to end before it begins, and is taken for an old
/// duplicate. The RFC compares modulo 2^32 (RFC 9293 §3.4).
/// </summary>
internal sealed class ComparesUnwrapped(IEngineDriver honest) : Exhibit(honest)
{
    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        var tcb = Honest.TcbOf(segment.Connection.Reversed);
        if (segment.Payload.Length == 0 || !tcb.State.IsSynchronized()) return segment;
        var last = segment.Seq + ((uint)segment.Payload.Length - 1);
        return last.Value < segment.Seq.Value ? segment with { Seq = tcb.RcvNxt - segment.Length } : segment;
    }
}
