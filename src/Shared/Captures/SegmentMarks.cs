using System.Text;

namespace Playground.Captures;

/// <summary>
/// What is remarkable about a segment in the course of its connection, in the words of Wireshark's TCP analysis (Wireshark User's Guide,
/// "TCP Analysis").
/// </summary>
[Flags]
public enum SegmentMarks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Numbers that were sent before.</summary>
    Retransmission = 1 << 0,

    /// <summary>Numbers sent again at once, after at least two duplicate ACKs asked for them.</summary>
    FastRetransmission = 1 << 1,

    /// <summary>Text sent again that has been acknowledged already.</summary>
    SpuriousRetransmission = 1 << 2,

    /// <summary>Numbers that come late, and so soon after later ones that they were overtaken rather than sent again.</summary>
    OutOfOrder = 1 << 3,

    /// <summary>The same acknowledgment again: something arrived that was not next.</summary>
    DuplicateAck = 1 << 4,

    /// <summary>One number before the next, with one octet or none, to hear whether anybody is there.</summary>
    KeepAlive = 1 << 5,

    /// <summary>The answer to a keep-alive.</summary>
    KeepAliveAck = 1 << 6,

    /// <summary>There is no room for a single octet.</summary>
    ZeroWindow = 1 << 7,

    /// <summary>One octet into a zero window, to hear whether it has opened.</summary>
    ZeroWindowProbe = 1 << 8,

    /// <summary>The answer to a zero window probe: the window is zero still.</summary>
    ZeroWindowProbeAck = 1 << 9,

    /// <summary>Nothing but another window.</summary>
    WindowUpdate = 1 << 10,

    /// <summary>This text fills the other side's window to its end.</summary>
    WindowFull = 1 << 11,

    /// <summary>Numbers before this segment were never seen here.</summary>
    PreviousNotCaptured = 1 << 12,

    /// <summary>It acknowledges what was never seen here.</summary>
    AckedUnseen = 1 << 13,

    /// <summary>A SYN between sockets that have had a connection before.</summary>
    PortsReused = 1 << 14,

    /// <summary>The marks of which one at most stands on a segment: the numbers have been seen, or passed, before.</summary>
    SentBefore = Retransmission | FastRetransmission | SpuriousRetransmission | OutOfOrder,
}

/// <summary>What the analysis says about a segment.</summary>
/// <param name="Stream">The connection, by its number in order of first appearance, from 0: Wireshark's <c>tcp.stream</c>.</param>
/// <param name="Marks">What is remarkable.</param>
/// <param name="DuplicateOf">The number of the frame whose ACK a duplicate ACK repeats; 0 for no duplicate.</param>
/// <param name="DuplicateNumber">The how manieth duplicate it is, from 1; 0 for no duplicate.</param>
public readonly record struct SegmentAnalysis(int Stream, SegmentMarks Marks, int DuplicateOf = 0, int DuplicateNumber = 0)
{
    private static readonly (SegmentMarks Mark, string Words)[] s_words =
    [
        (SegmentMarks.PortsReused, "TCP Port numbers reused"), (SegmentMarks.ZeroWindowProbe, "TCP ZeroWindowProbe"),
        (SegmentMarks.ZeroWindow, "TCP ZeroWindow"), (SegmentMarks.PreviousNotCaptured, "TCP Previous segment not captured"),
        (SegmentMarks.KeepAlive, "TCP Keep-Alive"), (SegmentMarks.WindowUpdate, "TCP Window Update"), (SegmentMarks.WindowFull, "TCP Window Full"),
        (SegmentMarks.KeepAliveAck, "TCP Keep-Alive ACK"), (SegmentMarks.ZeroWindowProbeAck, "TCP ZeroWindowProbeAck"),
        (SegmentMarks.AckedUnseen, "TCP ACKed unseen segment"), (SegmentMarks.FastRetransmission, "TCP Fast Retransmission"),
        (SegmentMarks.SpuriousRetransmission, "TCP Spurious Retransmission"), (SegmentMarks.OutOfOrder, "TCP Out-Of-Order"),
        (SegmentMarks.Retransmission, "TCP Retransmission"),
    ];

    /// <summary>As a packet list shows it: <c>[TCP Retransmission]</c>, <c>[TCP Dup ACK 3#1]</c>; empty for nothing.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (mark, words) in s_words)
        {
            if ((Marks & mark) != 0) text.Append(text.Length == 0 ? "[" : " [").Append(words).Append(']');
        }

        if ((Marks & SegmentMarks.DuplicateAck) != 0) text.Append(text.Length == 0 ? "" : " ").Append($"[TCP Dup ACK {DuplicateOf}#{DuplicateNumber}]");
        return text.ToString();
    }
}
