using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>A reset for which there is no connection is answered with a reset. The RFC says nothing to it (RFC 9293 §3.10.7.1).</summary>
internal sealed class AnswersResets(IEngineDriver honest) : Exhibit(honest)
{
    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        if (segment.IsRst && Honest.TcbOf(segment.Connection.Reversed).State is TcpState.Closed or TcpState.Listen) outbox.Add(Resets.For(segment));
        return segment;
    }
}
