using System.Collections.Immutable;
using Playground.Captures;
using Playground.Contracts;

namespace Playground.Client.Play.Packets;

/// <summary>What the marks of the analysis mean, in plain sentences.</summary>
public static class MarkTexts
{
    private static readonly (SegmentMarks Mark, string Text)[] s_texts =
    [
        (SegmentMarks.PortsReused, "A SYN between sockets that have had a connection before."),
        (SegmentMarks.ZeroWindowProbe, "One octet into a zero window, to hear whether it has opened."),
        (SegmentMarks.ZeroWindow, "Its sender has no room for a single octet."),
        (SegmentMarks.PreviousNotCaptured, "Numbers before this segment were never seen here: lost, or overtaken."),
        (SegmentMarks.KeepAlive, "One number before the next, to hear whether anybody is there."),
        (SegmentMarks.WindowUpdate, "Nothing but another window."),
        (SegmentMarks.WindowFull, "This text fills the other side's window to its end."),
        (SegmentMarks.KeepAliveAck, "The answer to a keep-alive."),
        (SegmentMarks.ZeroWindowProbeAck, "The answer to a zero window probe: the window is zero still."),
        (SegmentMarks.AckedUnseen, "It acknowledges what was never seen here."),
        (SegmentMarks.FastRetransmission, "Sent again at once, after at least two duplicate ACKs asked for it."),
        (SegmentMarks.SpuriousRetransmission, "Text sent again that has been acknowledged already."),
        (SegmentMarks.OutOfOrder, "It comes late, and so soon after later numbers that it was overtaken rather than sent again."),
        (SegmentMarks.Retransmission, "These numbers were sent before."),
        (SegmentMarks.DuplicateAck, "The same acknowledgment again: something arrived that was not next."),
    ];

    /// <summary>A sentence for each mark, in the order in which the list names them.</summary>
    public static ImmutableArray<Sentence> Of(SegmentMarks marks) =>
        [.. s_texts.Where(one => (marks & one.Mark) != 0).Select(one => new Sentence(one.Text))];
}
