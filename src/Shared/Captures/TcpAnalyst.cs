using Playground.Tcp;

namespace Playground.Captures;

/// <summary>
/// Looks at the segments of a capture one by one, as Wireshark does, and says which are retransmissions, duplicate ACKs and the like.
/// It knows only what stands on the wire where the capture was taken: at the far end, the repeat of a lost segment is no repeat.
/// </summary>
/// <remarks>
/// The definitions are those of the Wireshark User's Guide, "TCP Analysis"; where it leaves something open, they follow what tshark
/// is seen to say, and <c>eng/tshark.sh</c> compares both.
/// </remarks>
public sealed class TcpAnalyst
{
    private readonly Dictionary<FourTuple, Conversation> _conversations = [];
    private int _streams;
    private int _frame;

    /// <summary>Says what is remarkable about the next segment.</summary>
    /// <param name="segment">The segment; only its length matters of its text.</param>
    /// <param name="at">When it was seen.</param>
    /// <param name="frame">The number of its frame; none for one after the last.</param>
    public SegmentAnalysis Next(in Segment segment, Instant at, int? frame = null)
    {
        _frame = frame ?? _frame + 1;
        var key = segment.Connection;
        var isReused = false;
        if (!_conversations.TryGetValue(key, out var conversation) && !_conversations.TryGetValue(key.Reversed, out conversation))
        {
            conversation = _conversations[key] = new(key, _streams++);
        }
        else if (segment is { IsSyn: true, IsAck: false } && conversation.IsOfAnotherSyn(segment))
        {
            isReused = true;
            conversation = _conversations[conversation.Key] = new(conversation.Key, _streams++);
        }

        var told = conversation.Next(segment, at, _frame);
        return isReused ? told with { Marks = told.Marks | SegmentMarks.PortsReused } : told;
    }
}
