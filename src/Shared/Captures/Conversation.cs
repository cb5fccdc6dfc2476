using Playground.Tcp;

namespace Playground.Captures;

/// <summary>A connection as a capture has seen it so far: both directions, and when it was opened.</summary>
internal sealed class Conversation(FourTuple key, int stream)
{
    private static readonly TimeSpan s_usualRoundTrip = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(20);
    private const ControlBits Opening = ControlBits.Syn | ControlBits.Fin | ControlBits.Rst;
    private const int DuplicatesThatAsk = 2;

    private readonly Flow _forward = new();
    private readonly Flow _back = new();
    private Flow? _opener;
    private Instant _synAt;
    private TimeSpan? _roundTrip;

    /// <summary>The sockets, those of who was heard first in front.</summary>
    public FourTuple Key => key;

    /// <summary>True when something was sent in this direction, and it began with another number than this SYN's.</summary>
    public bool IsOfAnotherSyn(in Segment syn) => FlowOf(syn).Iss is { } iss && iss != syn.Seq;

    /// <summary>Says what is remarkable about a segment, and remembers it.</summary>
    public SegmentAnalysis Next(in Segment segment, Instant at, int frame)
    {
        var own = FlowOf(segment);
        var other = ReferenceEquals(own, _forward) ? _back : _forward;
        var isReused = segment is { IsSyn: true, IsAck: true } && IsOfAnotherSyn(segment);
        TakeHandshake(segment, at, own, other);

        var marks = (isReused ? SegmentMarks.PortsReused : SegmentMarks.None) | OfNumbers(segment, own, other) | OfAcknowledgment(segment, own, other);
        if ((marks & SegmentMarks.DuplicateAck) != 0) own.Duplicates++;
        var duplicates = own.Duplicates;
        if (segment.IsAck && segment.Ack != own.Ack) (own.AckFrame, own.Duplicates) = (frame, 0);
        if (segment.IsAck && other.MostAcked is { } most && most.IsBefore(segment.Ack))
        {
            marks |= SegmentMarks.AckedUnseen;
            other.MostAcked = other.Next;
        }

        marks |= OfRepeats(segment, at, own, other, marks);
        Remember(segment, at, own, marks);
        return (marks & SegmentMarks.DuplicateAck) != 0 ? new(stream, marks, own.AckFrame, duplicates) : new(stream, marks);
    }

    private static SegmentMarks OfNumbers(in Segment segment, Flow own, Flow other)
    {
        var marks = SegmentMarks.None;
        var text = segment.Payload.Length;
        var isPlain = (segment.Bits & Opening) == 0;
        if (text == 1 && segment.Seq == own.Next && other.Window == 0) return SegmentMarks.ZeroWindowProbe;
        if (segment.Window == 0 && isPlain) marks |= SegmentMarks.ZeroWindow;
        if (own.Next is not { } next) return marks;

        if (next.IsBefore(segment.Seq) && !segment.IsRst) marks |= SegmentMarks.PreviousNotCaptured;
        if (text <= 1 && isPlain && segment.Seq + 1 == next) marks |= SegmentMarks.KeepAlive;
        if (text > 0 && isPlain && FillsWindow(segment, other)) marks |= SegmentMarks.WindowFull;
        return marks;
    }

    private static SegmentMarks OfAcknowledgment(in Segment segment, Flow own, Flow other)
    {
        // Nothing new is sent, and nothing new is acknowledged.
        if (segment.Payload.Length > 0 || (segment.Bits & Opening) != 0 || segment.Seq != own.Next || segment.Ack != own.Ack) return SegmentMarks.None;
        if (segment.Window == 0)
        {
            return own.Window == 0 && (other.Last & SegmentMarks.ZeroWindowProbe) != 0 ? SegmentMarks.ZeroWindowProbeAck : SegmentMarks.None;
        }

        if (segment.Window != own.Window) return SegmentMarks.WindowUpdate;
        return (other.Last & SegmentMarks.KeepAlive) != 0 ? SegmentMarks.KeepAliveAck : SegmentMarks.DuplicateAck;
    }

    private SegmentMarks OfRepeats(in Segment segment, Instant at, Flow own, Flow other, SegmentMarks marks)
    {
        if (segment.Length == 0 || (marks & SegmentMarks.KeepAlive) != 0) return SegmentMarks.None;
        var text = (uint)segment.Payload.Length;
        if (text > 0 && other.Ack is { } acked && (segment.Seq + text).IsAtOrBefore(acked)) return SegmentMarks.SpuriousRetransmission;
        if (own.Next is not { } next || !segment.Seq.IsBefore(next)) return SegmentMarks.None;
        // The octet of a probe that found the window closed, sent again with those after it.
        if (text > 1 && segment.Seq + 1 == next) return SegmentMarks.None;
        var isAskedFor = other.Duplicates >= DuplicatesThatAsk && other.Ack == segment.Seq && at - other.AckAt < s_atOnce;
        if (isAskedFor) return SegmentMarks.FastRetransmission;
        var isOvertaken = segment.End != next && at - own.NextAt < (_roundTrip ?? s_usualRoundTrip);
        return isOvertaken ? SegmentMarks.OutOfOrder : SegmentMarks.Retransmission;
    }

    private static void Remember(in Segment segment, Instant at, Flow own, SegmentMarks marks)
    {
        var end = segment.End;
        var isProbe = (marks & SegmentMarks.ZeroWindowProbe) != 0;
        if (!isProbe && (own.Next is not { } next || next.IsBefore(end)))
        {
            own.Next = end;
            own.NextAt = at;
        }

        if (!isProbe && (own.MostAcked is null || own.MostAcked == segment.Seq)) own.MostAcked = own.Next;
        own.Window = segment.Window;
        own.Last = marks;
        if (!segment.IsAck) return;
        own.Ack = segment.Ack;
        own.AckAt = at;
    }

    private static bool FillsWindow(in Segment segment, Flow other) =>
        other is { Ack: { } acked, Window: { } window } && segment.End == acked + ((uint)window << (other.Scale ?? 0));

    private void TakeHandshake(in Segment segment, Instant at, Flow own, Flow other)
    {
        own.Iss ??= segment.Seq - 1;
        if (segment.IsAck) other.Iss ??= segment.Ack - 1;
        if (segment.IsSyn)
        {
            own.Iss = segment.Seq;
            own.Scale = segment.Options.WindowScale;
            if (!segment.IsAck) (_opener, _synAt) = (own, at);
        }
        else if (segment.IsAck && ReferenceEquals(own, _opener))
        {
            _roundTrip ??= at - _synAt;
        }
    }

    private Flow FlowOf(in Segment segment) => segment.Connection == key ? _forward : _back;
}
