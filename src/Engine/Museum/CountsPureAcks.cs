using Playground.Engine.Endpoint;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Museum;

/// <summary>
/// Each pure ACK that comes, the handshake's too, is counted as one number in what is acknowledged. The RFC counts text, SYN and FIN alone
/// (RFC 9293 §3.4).
/// </summary>
internal sealed class CountsPureAcks(IEngineDriver honest) : Exhibit(honest)
{
    private readonly Dictionary<FourTuple, uint> _counted = [];

    protected override Segment Hear(in Segment segment, Outbox outbox)
    {
        var connection = segment.Connection.Reversed;
        if (segment.IsSyn) _counted.Remove(connection);
        else if (segment is { IsAck: true, IsRst: false, Length: 0 } && Honest.TcbOf(connection).HasIrs)
            _counted[connection] = _counted.GetValueOrDefault(connection) + 1;
        return segment;
    }

    protected override Segment Say(in Segment segment, bool isRepeat) =>
        segment is { IsAck: true, IsRst: false } ? segment with { Ack = segment.Ack + _counted.GetValueOrDefault(segment.Connection) } : segment;
}
