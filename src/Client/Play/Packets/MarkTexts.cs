using System.Collections.Immutable;
using Playground.Captures;
using Playground.Contracts;

namespace Playground.Client.Play.Packets;

/// <summary>What the marks of the analysis mean, in plain sentences.</summary>
public static class MarkTexts
{
    private static readonly (SegmentMarks Mark, string? Reference, string Text)[] s_texts =
    [
        (SegmentMarks.PortsReused, "RFC 9293 §3.6.1", "A SYN between sockets that have had a connection before."),
        (SegmentMarks.ZeroWindowProbe, "RFC 9293 §3.8.6.1", "One octet into a zero window, to hear whether it has opened."),
        (SegmentMarks.ZeroWindow, "RFC 9293 §3.8.6.1", "Its sender has no room for a single octet."),
        (SegmentMarks.PreviousNotCaptured, null, "Numbers before this segment were never seen here: lost, or overtaken."),
        (SegmentMarks.KeepAlive, "RFC 9293 §3.8.4", "One number before the next, to hear whether anybody is there."),
        (SegmentMarks.WindowUpdate, "RFC 9293 §3.8.6", "Nothing but another window."),
        (SegmentMarks.WindowFull, "RFC 9293 §3.8.6", "This text fills the other side's window to its end."),
        (SegmentMarks.KeepAliveAck, "RFC 9293 §3.8.4", "The answer to a keep-alive."),
        (SegmentMarks.ZeroWindowProbeAck, "RFC 9293 §3.8.6.1", "The answer to a zero window probe: the window is zero still."),
        (SegmentMarks.AckedUnseen, null, "It acknowledges what was never seen here."),
        (SegmentMarks.FastRetransmission, "RFC 5681 §3.2", "Sent again at once, after at least two duplicate ACKs asked for it."),
        (SegmentMarks.SpuriousRetransmission, "RFC 9293 §3.10.7.4, first", "Text sent again that has been acknowledged already."),
        (SegmentMarks.OutOfOrder, "RFC 9293 §3.10.7.4, first", "It comes late, and so soon after later numbers that it was overtaken rather than sent again."),
        (SegmentMarks.Retransmission, "RFC 9293 §3.8.1", "These numbers were sent before."),
        (SegmentMarks.DuplicateAck, "RFC 5681 §2", "The same acknowledgment again: something arrived that was not next."),
    ];

    /// <summary>A sentence for each mark, in the order in which the list names them.</summary>
    public static ImmutableArray<Sentence> Of(SegmentMarks marks) =>
        [.. s_texts.Where(one => (marks & one.Mark) != 0).Select(one => new Sentence(one.Text))];

    /// <summary>Where the RFC speaks of the first of them that it speaks of; none where it speaks of none.</summary>
    public static string? ReferenceOf(SegmentMarks marks) => s_texts.FirstOrDefault(one => one.Reference is not null && (marks & one.Mark) != 0).Reference;
}
