using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>Reviews a segment made by hand once both SYNs have done their work, or while the third segment is still to come.</summary>
internal static class OpenReview
{
    public static bool Judge(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        if (segment.IsSyn) return Reviewer.Wrong(findings, RfcRule.SendSynAgain);
        if (!segment.IsAck) return Reviewer.Wrong(findings, RfcRule.SendNeedsAck);
        var right = Seq(ledger, segment, findings) & Ack(ledger, segment, findings);
        return right && Room(ledger, segment, findings);
    }

    /// <summary>What comes next has SEG.SEQ = SND.NXT; what is sent again lies whole between SND.UNA and SND.NXT (§3.4).</summary>
    private static bool Seq(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        var tcb = ledger.Tcb;
        var next = segment.Seq == tcb.SndNxt;
        if (next && segment.Length > 0 && HasSaidFin(tcb.State)) return Reviewer.Wrong(findings, RfcRule.SendAfterFin, SegmentField.Payload);
        return next || (tcb.SndUna.IsAtOrBefore(segment.Seq) && IsRepeat(ledger, segment))
            || Reviewer.Wrong(findings, RfcRule.SendSeqWrong, SegmentField.Seq, tcb.SndNxt, Mistakes.OfSeq(ledger, segment.Seq));
    }

    /// <summary>True for numbers that were all used before, after the SYN's own, and for the same; text may be cut anew (§3.7).</summary>
    public static bool IsRepeat(Ledger ledger, in Segment segment) =>
        segment.Length > 0 && ledger.Tcb.Iss.IsBefore(segment.Seq) && segment.End.IsAtOrBefore(ledger.Tcb.SndNxt)
        && !(ledger.LastSent is { } sent && SaysOtherwise(sent, segment));

    /// <summary>True when two segments use one number for different things: other text, or text here and a FIN there.</summary>
    private static bool SaysOtherwise(in Segment sent, in Segment again)
    {
        if (sent.IsSyn || !again.Seq.IsInWindow(sent.Seq, sent.Length)) return false;
        var start = sent.Seq.DistanceTo(again.Seq);
        for (var i = 0u; i < again.Length && start + i < sent.Length; i++)
        {
            if (OctetOrFin(sent, start + i) != OctetOrFin(again, i)) return true;
        }

        return false;
    }

    private static byte? OctetOrFin(in Segment segment, uint index) =>
        index < segment.Payload.Length ? segment.Payload.Span[(int)index] : null;

    private static bool Ack(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings) =>
        segment.Ack == ledger.Tcb.RcvNxt
        || Reviewer.Wrong(findings, RfcRule.SendAckWrong, SegmentField.Ack, ledger.Tcb.RcvNxt, Mistakes.OfAck(ledger, segment.Ack));

    /// <summary>
    /// No octet beyond SND.UNA + SND.WND (§3.8.6); one octet may probe a closed window (§3.8.6.1), and what was sent before the window shrank may be
    /// sent again (§3.8.6, MAY-7).
    /// </summary>
    private static bool Room(Ledger ledger, in Segment segment, ImmutableArray<Finding>.Builder findings)
    {
        var tcb = ledger.Tcb;
        var beyond = tcb.SndUna.DistanceTo(segment.Seq) + (uint)segment.Payload.Length;
        var isProbe = tcb.SndWnd == 0 && segment.Payload.Length == 1;
        return segment.Payload.Length == 0 || beyond <= tcb.SndWnd || isProbe || IsRepeat(ledger, segment)
            || Reviewer.Wrong(findings, RfcRule.SendOverWindow, SegmentField.Payload);
    }

    private static bool HasSaidFin(TcpState state) =>
        state is TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait;
}
